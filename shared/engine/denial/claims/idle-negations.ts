/**
 * Negations that say nothing of the record: what would be the case, what the decision does not touch, what no rule asks
 * for, what is not at issue. Read as claims they would make the letter say that something is missing.
 */
import type { Cue } from './claims.ts';

/** "Had this been an emergency, no approval would have been called for", "a stress echo would answer with no isotope". */
const supposed =
  /\b(?:(?<!\b(?:that|which|who) )(?:would|might|may(?! not| be missing|,? \d))|had (?:this|that|it|you|he|she|they|there|the \w+) (?:been|shown|had)|were (?:it|they|this|there) )\b[^;]*$/i;
/** Right behind "not" or "no …": the words of a decision, an effect or a wish. */
const aboutDecision =
  /^(?:\W*(?:\w+ly|in itself|by itself|on its own|yet|at present|at this time|routinely))*\W*(?:affect\w*|touch\w*|concern\w*|chang(?:e|es|ed|ing) (?:this|that|the|our|what|your (?:right|benefit|plan))|alter\w*|replac\w*|mean\w*|count against|matter|insist\w*|ask(?:ed)?(?: for)?\b(?! (?:about|whether|of you))|weigh(?:ed)? (?:your|the|his|her)|consider(?:ed)? the|decide[ds]?|disput\w+|contest\w*|question\w*|doubt\w*|support(?:ed)? (?:at|for|in|as|without|by (?:our|the) (?:policy|guideline)|here|now|on)|indicated\b|want(?:ed)?\b|warrant\w*|demand\w*|recommend\w*|advis\w+|expect\w*|call for|called for|allow\w*|permit\w*|cover\w*|authori[sz]\w*|approv\w*|contemplat\w*|use[ds]?\b|list (?:routine|\w+ (?:CT|MRI|PET))|(?:the|a|an|our|your|an?y) (?:problem|requirement|condition (?:of|for|here)|criterion|precondition|prerequisite|reason|issue|question|point|basis|ground|obstacle|dispute|finding|decision|denial)\b|at issue|in dispute|in question)/i;
/** "No scan is wanted", "no repeat is advised". */
const noneWanted =
  /^[^.;,]{0,60}?\b(?:is|are|was|were|being|be)(?: \w+)? (?:wanted|advised|recommended|needed|required|called for|indicated|warranted|asked for|expected|necessary|contemplated|planned|in dispute|at issue|due|covered)\b/i;
/** "No more than", "with no call to us", "not only", "nothing but". */
const idiom =
  /^(?:no (?:more|less|fewer|sooner|later|other|better|worse) than|no (?:call|form|doubt|matter|need|cost|charge|isotope|dye|contrast|radiation|wonder|one thing|action|further action)\b|nothing (?:but|here is|you could|in this (?:letter|decision|notice)|about (?:this|our))|not (?:less|fewer|shorter|under|below)\b|not (?:only|just|merely|always|because|so much|unless|until|why)\b|whether or not)/i;

/** "A specialist, not a family doctor", "the reason for this denial, not the test". */
const contrast = /,\s*$/;
const contrasted = /^not (?:a|an|the|your|our|just)\b/i;
/** "Cannot lift", "could not take tablets": what a person is unable to do; "could not find" is of the record. */
const inability =
  /^(?:(?:can|could) ?not|can['\u2019]t|couldn['\u2019]t|(?:is|are|was|were) unable to|unable to) (?!\w*\s?(?:find|locate|see|tell|verify|confirm|identify|determine|establish|read|say|judge|know|obtain|get|reach|account|match|trace|detect|make out|substantiate|validate|ascertain|conclude|be (?:found|located|seen|verified|confirmed|identified|determined|established|read|told|judged|said|known|credited|counted)))/i;

/** "Nothing in the records speaks for an earlier scan": the scan asked for, wanted sooner, and no study of the past. */
const forThisScan =
  /^[^.;]{0,60}?\b(?:speaks? for|supports?|justif(?:y|ies)|calls? for|warrants?|argues? for)\s+(?:an? |the |any )?(?:earlier|sooner|repeat|second|further|another|immediate|urgent)\s+(?:scan|stud(?:y|ies)|CT|MRI|PET|test|imaging|exam)/i;

/** "For no less than twelve months": what is asked for at least, and nothing that is too little. */
function isMinimum(cue: Cue, sentence: string): boolean {
  return (
    /^(?:(?:no|not|nor) )?(?:less|fewer|shorter|under|below)\b/i.test(sentence.slice(cue.start)) &&
    /\b(?:no|not)\s+$/i.test(
      sentence.slice(0, cue.start + (/^(?:no|not) /i.exec(sentence.slice(cue.start))?.[0].length ?? 0)),
    )
  );
}

/** "For a single nodule without biopsy the probability must have been calculated": whom the rule is for lacks the biopsy. */
export function isLackInScope(at: number, sentence: string): boolean {
  const before = sentence.slice(0, at);
  if (scopeWithout.test(before) && demand.test(sentence.slice(at))) return true;
  const scope = lackOfOthers.exec(before);
  return scope !== null && asked.test(before.slice(0, scope.index));
}
/** "… wants an ultrasound first in someone without a stroke or TIA": those of whom it is asked, behind what is asked. */
const lackOfOthers =
  /\b(?:for|in|of|to|from|among|with|by|when|where)\s+(?:someone|anyone|somebody|an? (?:\w+ )?(?:person|member|patient|adult|child|woman|man)|people|persons|patients|members|those|adults|children|women|men)\s+(?:without|with no|lacking|free of|who (?:has|have|had) (?:no|not had|never had))\s+(?:[\w'’-]+ ){0,4}$/i;
const asked =
  /\b(?:wants?|asks?(?: for)?|requires?|calls? for|insists? on|looks? for|demands?|expects?|needs?|must|should|has to|have to|(?:is|are) (?:required|needed|expected|asked))\b/i;
const scopeWithout =
  /^\W*(?:for|in|among|as to|with regard to) (?!(?:your?|this|the (?:notes?|records?|chart|file|submission|papers))\b)[^.;,]*\b(?:without|with no)\s+(?:(?:an?|any|the|prior|previous|earlier|known|recent|new|definite|tissue)\s+){0,2}$/i;
const demand =
  /\b(?:must|has to|have to|should|needs?|required?|requires|(?:is|are) (?:needed|expected|asked)|(?:comes?|goes) first)\b/i;

/** "A neurologist's opinion is wanted before the scan in someone without a stroke": whom the demand is made of. */
const whomRuleIsFor =
  /\b(?:wants?|asks?(?: for)?|requires?|required|calls? for|needs?|needed|must|should|before|expects?)\b[^.;]*\b(?:someone|anyone|somebody|an? (?:person|member|patient|adult|child|woman|man)|people|persons|patients|members|those|adults|children|women|men)\s+$/i;

/** "Medicare does not have a national or local coverage rule that answers this": no rule of others, and nothing of the record. */
const noRuleOfOthers =
  /^(?:(?:do|does|did) )?(?:not|no)(?: have| find| publish| set)?(?: an?| any)?(?: \w+){0,2}(?: or \w+)? (?:coverage )?(?:rules?|determinations?|NCDs?|LCDs?)\b/i;

/** Whether the words deny nothing of the record. */
export function deniesNothing(cue: Cue, sentence: string): boolean {
  if (cue.claim === 'required') return false;
  const clauseStart = Math.max(
    ...[';', ' but ', ' yet ', '. '].map((mark) => sentence.lastIndexOf(mark, cue.start)),
    0,
  );
  if (supposed.test(sentence.slice(clauseStart, cue.start))) return true;
  if (cue.claim === 'insufficient' && isMinimum(cue, sentence)) return true;
  if (cue.claim !== 'absent') return false;
  const words = sentence.slice(cue.start);
  if (noRuleOfOthers.test(words)) return true;
  if (/^with(?:out|\s+no)\b/i.test(words) && whomRuleIsFor.test(sentence.slice(0, cue.start))) return true;
  if (idiom.test(words) || inability.test(words) || forThisScan.test(words)) return true;
  if (
    /^(?:without|with no)\b/i.test(words) &&
    isLackInScope(cue.start + (/^\w+(?: no)?\s+/i.exec(words)?.[0].length ?? 0), sentence)
  )
    return true;
  if (contrasted.test(words) && contrast.test(sentence.slice(0, cue.start))) return true;
  const negation = /^[^.;,]*?\b(?:not|never|cannot|n't|no|nothing)\b\s*|^[^.;,]*?n['\u2019]t\s+/i.exec(words);
  if (negation === null || negation[0].length > cue.end - cue.start + 2) return false;
  const behind = words.slice(negation[0].length);
  return /no\s*$/i.test(negation[0]) ? noneWanted.test(behind) : aboutDecision.test(behind);
}

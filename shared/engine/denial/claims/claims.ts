/**
 * What a sentence claims of its topics: absent, too little, normal, or only demanded. Read clause by clause from the
 * claim words of the rules: a determiner ("no", "without", "does not show") reaches forward over what follows, a
 * predicate ("was not done", "is missing", "is normal") back to its subject.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { DenialRules } from '../../../domain/rules.ts';
import { findPattern } from '../../../text/pattern.ts';
import type { Clause } from './clauses.ts';
import { clausesOf } from './clauses.ts';
import { concedes } from './conceded.ts';
import { labelledParts } from './labels.ts';
import { deniesNothing } from './idle-negations.ts';

export type Claim = DenialAssertion['claim'];

export interface Topic {
  readonly concept: DenialAssertion['concept'];
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
}

export interface ClaimOfTopic {
  readonly topic: Topic;
  readonly claim: Claim;
  /** The clause that claims it. */
  readonly words: string;
}

/** Words by which a sentence claims something, at `[start, end)`; `backward` where they speak of what stands before them. */
export interface Cue {
  readonly claim: Exclude<Claim, 'other'>;
  readonly start: number;
  readonly end: number;
  readonly backward: boolean;
}

/** A predicate speaks of its subject; "There is no" and "does not show" of what follows. */
const predicate =
  /^(?:(?:is|are|was|were|has|have|had|remains?|be|been)\b.*(?:not|never|n't)\b.*|(?:is|are|was|were|remains?|be|been) \w+$|none\b.*|not (?:yet )?\w+(?:ed|en|ne|de)$|(?:still )?(?:going on|under way|outstanding|pending)|[:\u2013-]\s*\w.*)$/is;
/** Words before a topic that make it the time or circumstance of something else. */
const circumstance =
  /\b(?:after|following|since|before|during|despite|prior to|in spite of|(?<!\b(?:notes?|records?|reports?|letters?|documents?|documentation|results?|papers?|anything|nothing|word)\s+)from|at the|until|ahead of|in place of|instead of|along with|between|per|according to|(?<!\b(?:nothing|none|neither)\b[^.;]{0,40})says)\s+(?:\S+\s+){0,3}$/i;
/** "BR-12 says", "MSK-11 looks for": a policy by its number. */
const policyById =
  /\b[A-Z]{1,6}[- ]?[A-Z]*\d[\w.-]*\s+(?:\([^)]*\)\s+)?(?:says?|states?|asks?|requires?|calls? for|looks? for|expects?|allows?|lets?|covers?|considers?|describes?)\b/;
/** Opens a clause that grants what it names. */
const granting = /^\s*(?:while|although|though|even though|despite|even if)\b/i;
/** What the letter grants, it does not say is missing: "We do not dispute that you have weakness". */
const granted =
  /\b(?:(?:do|does) not (?:dispute|question|doubt|deny|contest)|we (?:agree|accept|recogni[sz]e|acknowledge|grant|concede)(?: that)?)\b/i;
/** Words that grant the things they name: they are there, and not what is missing. */
export function grants(clause: string): boolean {
  return granting.test(clause) || granted.test(clause) || concedes(clause);
}

/** A clause that tells what a policy says claims nothing of the record. */
const tellsPolicy =
  /^\W*(?:it|they|this|that)\s+(?:also |further |then )?(?:asks?|requires?|calls? for|wants?|expects?|insists?|provides? that|looks? for)\b|\b(?:is|are) (?:allowed|acceptable|accepted|reserved|meant|supported|considered|approved|payable|covered|open|available|for (?:those|persons?|people|patients|members)|indicated|reasonable|appropriate)(?: only)? (?:for|when|where|if|once|in|after|whose|who|to|with)\b|^\W*(?:both|each|either) (?:asks?|requires?|calls?|wants?|looks?)\b|\b(?:criteria|guidelines?|polic(?:y|ies)|standards?|bulletin|directive|protocol|section|rule|certificate|handbook|we|plan)\b[^.;]{0,70}\b(?:asks?|speaks? of|requires?|calls? for|says?|states?|looks? for|expects?|lets?|allows?|provides? that|considers?|describes?|defines?|would let|permits?|contemplates?|presupposes?|anticipates?|envisages?|presumes?|insists?|wants?)\b/i;
/** "The note we have says your shoulder has hurt for three weeks": the chart says so, no policy. */
const recordSays =
  /\b(?:notes?|records?|chart|order|request|report|doctor|surgeon|therapist)(?: (?:that |which )?(?:we|you|they) (?:have|had|got|received|sent|were sent))? (?:says?|states?|describes?|shows?|gives?|puts)\b/i;

/**
 * "None of the conditions under which SPN-3 lets us pass over the six weeks (weakness, cancer, injury) is in the notes": all that
 * is named is said to be absent, whatever the clause between tells of the policy.
 */
const noneOfThese =
  /^\W*(?:(?:but|and|also|further|finally|moreover|in addition|nor)\W+)?(?:none|not one|neither|not any|no)\b(?: (?:one|any))?(?: of)?[^.;:]{0,60}?\b(?:conditions?|circumstances?|exceptions?|situations?|(?:red )?flags?|warning signs?|waivers?|grounds|alternatives|releases?|exemptions?)\b.*\b(?:(?:is|are|was|were) (?:in|on|among|found|seen|documented|noted|recorded|reported|shown|present|met|described|mentioned|evident|before us|given|stated|part of)|(?:appl(?:y|ies|ied)|appears?|appeared|exists?|existed)|has been|have been)\b/is;
/** "According to that policy, a solid nodule is followed at an interval of not less than six months": recited, with no word of this patient. */
function recites(sentence: string): boolean {
  return (
    /^\W*(?:according to|under|as set out in|by the terms of|in the words of) (?:the (?:terms|words|text) of )?(?:this|that|these|those|the|our|its|said) (?:[\w-]+ ){0,3}(?:polic(?:y|ies)|guidelines?|criteria|bulletin|standards?|rules?)\b,/i.test(
      sentence,
    ) &&
    !/\b(?:you|your|yours|(?:your|the|this) (?:chart|notes?|records?|file|request|submission|papers|doctor)|submitted|received|we)\b/i.test(
      sentence,
    )
  );
}
const order: readonly Cue['claim'][] = ['absent', 'insufficient', 'normal', 'required'];

/** "… after twelve weeks of therapy, and after an injection": the clause goes on with what the one before it demands. */
const goesOnDemanding =
  /^\W*(?:and|or|as well as|plus|then)\b(?! (?:you|your|the (?:notes?|records?|chart)|there|we|none|no)\b)/i;

/** Claims for the topics of one sentence; topics about which nothing is claimed are left out. */
export function claimsOf(
  sentence: string,
  stem: string | null,
  topics: readonly Topic[],
  rules: DenialRules,
): readonly ClaimOfTopic[] {
  if (noneOfThese.test(sentence)) return topics.map((topic) => ({ topic, claim: 'absent', words: sentence }));
  if (recites(sentence)) return topics.map((topic) => ({ topic, claim: 'required', words: sentence }));
  const cues = cuesIn(sentence, rules);
  const clauses = clausesOf(sentence);
  const list = listIn(sentence);
  const out: ClaimOfTopic[] = [];
  const labels = labelledParts(sentence);
  const labelOf = ({ start, end }: Topic) => labels.find((part) => start >= part.start && end <= part.end);
  for (const topic of topics) {
    const label = labelOf(topic);
    if (label !== undefined && label.claim !== 'granted')
      out.push({ topic, claim: label.claim, words: sentence });
  }
  const unlabelled = topics.filter((topic) => labelOf(topic) === undefined);
  let open: { readonly topics: readonly Topic[] } | null = null;
  let demanded = false;
  let grantsScan = false;
  for (const clause of clauses) {
    const own = unlabelled.filter(({ start }) => start >= clause.start && start < clause.end);
    const inside = cues.filter(({ start }) => start >= clause.start && start < clause.end);
    // "TCG-7 supports MRI when the PSA is 10 or higher, and yours is lower": under what the policy grants the scan, it asks for.
    if (clause.mode === 'condition' && grantsScan && !releases.test(clause.text)) {
      for (const topic of own) out.push({ topic, claim: 'required', words: clause.text });
      if (own.length > 0) open = { topics: own };
    }
    grantsScan = clause.mode === 'statement' && grantsUnder.test(clause.text);
    if (clause.mode !== 'statement' || granted.test(clause.text) || concedes(clause.text)) continue;
    if (own.length === 0) {
      // "…, and none was sent": the clause speaks of the topics before it.
      const denial = tellsResult.test(clause.text) ? null : denialAmong(inside);
      if (denial !== null && open !== null)
        for (const topic of open.topics) replace({ topic, claim: denial, words: sentence });
      continue;
    }
    // "Although therapy was completed, you were not seen again": what is granted is not what is missing.
    open = granting.test(clause.text) ? null : { topics: own };
    const goesOn: boolean = demanded && goesOnDemanding.test(clause.text);
    demanded = false;
    for (const topic of own) {
      const claim: Claim | null =
        claimIn(clause, topic, own, inside, sentence) ??
        (list !== null && topic.start > list ? fromStem(sentence.slice(0, list), rules) : null) ??
        fromStem(stem, rules) ??
        (goesOn ? 'required' : null);
      if (claim !== null) out.push({ topic, claim, words: clause.text });
      demanded ||= claim === 'required';
    }
  }
  return out;

  function replace(next: ClaimOfTopic): void {
    const known = out.findIndex(({ topic }) => topic === next.topic);
    if (known < 0) out.push(next);
    else if (out[known]?.claim === 'required') out[known] = next;
  }
}

/** "The guideline supports the scan", "MRI is approved", "the rule is met": what a condition behind it is asked for. */
const grantsUnder =
  /\b(?:supports?|backs?|approves?|allows?|permits?|covers?|accepts?|authori[sz]es|pays? for|provides? for|recommends?|favou?rs?|(?:is|are|can be|may be|will be) (?:\w+ )?(?:supported|approved|covered|payable|paid|met|satisfied|fulfilled|necessary|indicated|reasonable|appropriate|available|authori[sz]ed|considered|accepted|justified|allowed|permitted|reserved))\b[^,;]*$/i;
/** A condition under which less is asked for. */
const releases = /^\W*(?:unless|until|since|because)\b/i;

/** Where the items of a list in the sentence begin ("We did not receive: (1) …; (2) …"); null where a colon opens none. */
function listIn(sentence: string): number | null {
  const colon = /:\s/.exec(sentence);
  if (colon === null || !handsOver.test(sentence.slice(0, colon.index))) return null;
  const items = sentence.slice(colon.index);
  return /;|,[^,]*,|\b(?:and|or)\b|\(?\b(?:\d|[a-h]|i{1,3})\)\s/.test(items) ? colon.index + 1 : null;
}
/** What is or is not handed over, found or told. */
const handsOver =
  /\b(?:sen[dt]|furnish\w*|provid\w+|suppl\w+|submi\w+|receiv\w+|includ\w+|contain\w*|enclos\w+|attach\w*|forward\w*|deliver\w*|find|found|se(?:e|en)|show\w*|record\w*|document\w*|obtain\w*|miss\w+|lack\w*|absen\w+|outstanding|awaited|needed|required?|needs|asks? for|requires|given?|describ\w+|mention\w*|report\w*|list\w*|stat(?:e|ed)|establish\w*|produc\w+|cam?e)\b/i;

/** Whether the sentence, without topics of its own, denies something before it ("Such a trial was not found"). */
export function deniesWhatWasSaid(sentence: string, rules: DenialRules): Claim | null {
  return denialAmong(cuesIn(sentence, rules));
}

/** The claim of absence or shortness among the cues. "Six weeks have not gone by": too short, though a negation stands in it. */
function denialAmong(cues: readonly Cue[]): 'absent' | 'insufficient' | null {
  const absent = cues.filter(({ claim }) => claim === 'absent');
  const short = cues.filter(({ claim }) => claim === 'insufficient');
  const closer = short.some(({ start, end }) =>
    absent.some((other) => other.start < end && start < other.end),
  );
  if (closer) return 'insufficient';
  const first = [...absent, ...short].toSorted((x, y) => x.start - y.start)[0];
  return first === undefined ? null : first.claim === 'absent' ? 'absent' : 'insufficient';
}

function cuesIn(sentence: string, rules: DenialRules): readonly Cue[] {
  return rules.claims
    .flatMap(({ claim, pattern }) =>
      findPattern(pattern, sentence).map(({ start, end, text }) => ({
        claim,
        start,
        end,
        backward: predicate.test(text),
      })),
    )
    .filter((cue) => !deniesNothing(cue, sentence));
}

/** Words that open a list ("The submission did not contain:") claim of each item what they claim. */
function fromStem(stem: string | null, rules: DenialRules): Claim | null {
  if (stem === null) return null;
  const claims = new Set(cuesIn(stem, rules).map(({ claim }) => claim));
  return order.find((claim) => claims.has(claim)) ?? null;
}

function reaches(cue: Cue, topic: Topic, own: readonly Topic[], sentence: string): boolean {
  if (cue.start < topic.end && topic.start < cue.end) return true;
  if (cue.claim !== 'absent') return true;
  const isBefore = (each: Topic) => each.end <= cue.start;
  const toward = (each: Topic) => isBefore(each) === cue.backward;
  // What stands on the other side is meant only where nothing stands on the cue's own side.
  if (toward(topic)) return true;
  if (own.some(toward)) return false;
  // "The steroid shot, with no date given": a thing of its own is missing, not the shot.
  const words = sentence.slice(cue.start);
  return cue.backward || !/^(?:no|without)\b/i.test(words) || ofRecord.test(words);
}

/** "… no record of it", "… none was sent": what is denied is that there is something of what stands before. */
const ofRecord =
  /^(?:(?:we |I )?(?:found|saw|see|find|have|had|received|got) )?(?:none|nothing|neither|never|not|n't)\b|^\w+n['\u2019]t\b|^(?:\w+ )?no (?:\w+ ){0,3}?(?:records?|reports?|mention|notes?|signs?|findings?|deficits?|evidence|documentation|word|account|trace|entry|proof|indication|results?|such|copy|attempt|trial|response|reply|answer)\b|^(?:lack|miss|absen|fail|silent|un|without\b.{0,30}\b(?:records?|reports?|results?|documentation|proof|signs?|findings?|deficits?|abnormalit\w+))|\b(?:not|never|nor)\b/i;

/** "Your ultrasound shows no lesion": the test was done; what it did not find is not the test. */
function showsItself(cue: Cue, topic: Topic, sentence: string): boolean {
  return (
    cue.claim === 'absent' &&
    topic.end <= cue.start &&
    testTopics.has(topic.concept) &&
    (isResult.test(sentence.slice(topic.end, cue.end + 12)) ||
      /(?<!\b(?:we|I) (?:have )?)\b(?:shows?|showed|says?|said|reports?|reported|describes?|described|finds?|found|mentions?|reads?|saw|was read as|reveals?|revealed|demonstrates?|demonstrated)\s*$/i.test(
        sentence.slice(topic.end, cue.end).replace(/\b(?:no|not|nothing|none)\b.*$/is, ''),
      ))
  );
}

/** "The x-rays taken on April 10 do not show a tear": the subject is the picture itself. */
const isResult =
  /^(?:\s+(?:of (?:the|your|his|her) [\w ]{3,20}?|(?:taken|done|made|performed|obtained|from|of|dated|on|in) [\w ,/]{2,24}?|reports?|results?|we (?:have|received|were sent)))*\s+(?:do|does|did)(?: not|n['’]t) (?:show|reveal|demonstrate|suggest|indicate)\s+(?:an?|any|the|that|signs?)\b/i;

/** "…; it showed nothing wrong": what a test found, and not that it was not done. */
const tellsResult =
  /^\W*(?:and |but )?(?:it|this|that|they|these|which|both|the (?:scan|test|study|films?|x-rays?|images?|report|result)s?)\s+(?:\w+ )?(?:shows?|showed|reveal(?:s|ed)?|found|finds|demonstrate[sd]?|was|were|came back|is|are)\s+(?:\w+ )?(?:normal|negative|clear|unremarkable|benign|no|not|nothing|without)\b/i;

/** "The oncologist's letter does not discuss it", "no mass on ultrasound": where it was looked, and not what was looked for. */
function isSource(topic: Topic, sentence: string): boolean {
  return (
    (sources.has(topic.concept) &&
      /^['\u2019]s? (?:\w+ )?(?:letters?|notes?|reports?|chart|summary|records?|papers?)\b/i.test(
        sentence.slice(topic.end),
      )) ||
    (testTopics.has(topic.concept) &&
      /\b(?:no|not|nothing)\b[^,;]*\b(?:on|per) (?:the |an? |his |her |your |that |this |plain )?(?:\w+ )?$/i.test(
        sentence.slice(0, topic.start),
      ))
  );
}
const sources: ReadonlySet<string> = new Set(['specialist-evaluation', 're-evaluation', 'physical-therapy']);

const testTopics: ReadonlySet<string> = new Set([
  'prior-imaging',
  'stress-test',
  'lab-result',
  'tissue-diagnosis',
  'genetic-test',
]);

/** "No pathology report that proves the type of tumor": what the report would prove is not what is missing. */
function behindRelative(cue: Cue, topic: Topic, own: readonly Topic[], sentence: string): boolean {
  if (cue.claim !== 'absent' || cue.backward || topic.start < cue.end) return false;
  // "Nothing in the packet that puts a number on your risk": nothing is what does so.
  if (/^nothing\b/i.test(sentence.slice(cue.start))) return false;
  const relative = /\b(?:that|which|who|proving|showing|naming|confirming)\b/.exec(
    sentence.slice(cue.end, topic.start),
  );
  return (
    relative !== null &&
    own.some((other) => other.start >= cue.start && other.end <= cue.end + relative.index)
  );
}

const calledNormal =
  /(?<!\b(?:no|not|without|nor|never|a|of)\s+(?:\w+\s+)?)\b(?:normal|unremarkable|reassuring)\s+(?:\w+\s+)?$/i;

/** What is done, tried or sent cannot be called normal. */
const neverNormal: ReadonlySet<string> = new Set([
  'age',
  'specialist-evaluation',
  're-evaluation',
  'interval',
  'records-received',
  'timely-filing',
  'prior-authorization',
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'chiropractic',
  'injection',
  'medication-trial',
  'activity-modification',
]);
/** What a letter gives the age of only because it is too young or too old. */
const dated: ReadonlySet<string> = new Set(['interval', 're-evaluation', 'specialist-evaluation']);
const soonOrOld =
  /\b(?:days?|weeks?|months?|years?) (?:ago|back|since|earlier|old|later|before (?:the|your|this|that) (?:order|request|scan))\b|\btoo recent\b|\b(?:last|latest|previous|most recent|same) (?:[\w-]+ ){0,4}?(?:(?:was|were|is)(?: (?:done|made|taken|performed))?|took place|dates|dated|test|scan|study) (?:on|in|from|of) (?:(?:the|early|late|mid) )*(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|fall|autumn|winter|\d)|\btoo (?:soon|early)\b|\b(?:has|it['\u2019]s) (?:only )?been [\w-]+ (?:weeks|months)\b|\balready had this\b|\bat (?:\w+|\d+) (?:weeks|months)\b/i;

/** "Dense tissue alone does not qualify": what stands alone is granted; something else is missed. */
export const standsAlone =
  /\b(?:alone|by (?:itself|themselves)) (?:(?:do|does|did|is|are|was|were|will|would|can|could) ?not|cannot)\b/i;

/** "The requested scan is not part of initial staging": what the scan is for, and no result of staging. */
export const notPartOf =
  /\b(?:scan|request|study|exam|test|imaging|PET(?:\/CT)?|MRI|CT)\s+(?:is|was)\s+not\s+(?:part\s+of|for|meant\s+for|within)\s+(?:\w+\s+){0,2}$/i;

/** "Three months have gone by since your last CT", "before nuclear imaging a year of tablets": the test dates something else. */
export function onlyDates(topic: Topic, sentence: string): boolean {
  return testTopics.has(topic.concept) && datesByTest.test(sentence.slice(0, topic.end));
}
const datesByTest =
  /\b(?:before|prior to|ahead of)\s+(?:[^\s,]+\s+){0,3}\S+$|\b(?:days?|weeks?|months?|years?|time|long|soon|early)\b[^.;]{0,40}\b(?:since|after|following|from)\s+(?:\S+\s+){0,4}\S+$/i;

function claimIn(
  clause: Clause,
  topic: Topic,
  own: readonly Topic[],
  cues: readonly Cue[],
  sentence: string,
): Claim | null {
  const before = sentence.slice(clause.start, topic.start);
  if (standsAlone.test(sentence.slice(topic.start, clause.end))) return null;
  if (notPartOf.test(before)) return null;
  // "No symptoms, no enlarged nodes, and normal blood tests": each member of a list has its own word.
  if (calledNormal.test(before)) return 'normal';
  const reaching = cues.filter(
    (cue) =>
      reaches(cue, topic, own, sentence) &&
      !isSource(topic, sentence) &&
      !behindRelative(cue, topic, own, sentence) &&
      !showsItself(cue, topic, sentence),
  );
  const policy = tellsPolicy.exec(clause.text) ?? policyById.exec(clause.text);
  const told =
    policy !== null &&
    // "Nothing we were sent says why": it is the record that says nothing.
    !/^\W*(?:nothing|none|neither)\b/i.test(clause.text) &&
    !recordSays.test(clause.text) &&
    clause.start + policy.index + policy[0].length <= topic.start &&
    !/\bnot\b/i.test(policy[0]);
  for (const claim of order) {
    // "have not been completed" is care that was begun: the closer word stands for the negation in it.
    const hit = reaching.find(
      (cue) =>
        cue.claim === claim &&
        !(
          claim === 'absent' &&
          reaching.some(
            (other) => other.claim === 'insufficient' && other.start < cue.end && cue.start < other.end,
          )
        ),
    );
    if (hit === undefined) continue;
    if (claim === 'absent' && (told || circumstance.test(before))) continue;
    if (claim === 'insufficient' && (told || onlyDates(topic, sentence))) continue;
    if (claim === 'normal' && (told || neverNormal.has(topic.concept))) continue;
    return claim;
  }
  if (!told && dated.has(topic.concept) && soonOrOld.test(clause.text)) return 'insufficient';
  return told || (topic.concept === 'interval' && tellsRhythm.test(clause.text)) ? 'required' : null;
}
/** "A repeat MRI within 12 months is not allowed", "twelve months between two scans": how often, by the rule. */
const tellsRhythm =
  /\b(?:rules?|guidelines?|polic(?:y|ies)|plan|we|benefit|criteria|not|allow\w*|cover\w*|needs?|unless|limit\w*|repeat\w*)\b[^.;]*\b(?:within|in under|sooner than|less than|before|between|apart|every|once)\b[^.;]{0,30}\b(?:days|weeks|months|years?)\b|\b(?:days|weeks|months|years?) (?:apart|between)\b|\b(?:within|in under|sooner than|less than|before|inside)\b[^.;]{0,20}\b(?:days|weeks|months|years?)\b[^.;]{0,30}\b(?:(?:is|are) not|needs?|unless|only)\b/i;

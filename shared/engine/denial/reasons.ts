/** Why the insurer says no: from the sentences the decision rests on, not from definitions or rights. */
import type { Sourced } from '../../domain/denial.ts';
import type { ReasonCode } from '../../domain/kinds.ts';
import type { ReasonRules } from '../../domain/rules.ts';
import { firstPattern } from '../../text/pattern.ts';
import type { LetterText } from './letter-text.ts';
import { letterSpan } from './letter-text.ts';
import type { LetterSentence } from './zones.ts';

const decision =
  /\b(?:den(?:y|ied|ying|ial)|not|cannot|no|unable|declin\w+|adverse|excluded?|exclusion|unproven|missing|absent|without|leaves out|refus\w+|reject\w+|experimental|investigational)\b/i;
/** Sentences that say what a reason is not, or what it depends on. */
const disclaimers =
  /\b(?:not a (?:guarantee|promise)|is not a bill|payment depends|we are not saying|are not saying|except for emergencies|deals with medical necessity only|no medical judgment|not about|decisions? about .* are made|is no promise|(?:available|can be (?:done|scheduled|had))(?: to you)? without (?:any |prior )?(?:approval|authori[sz]ation|precertification))\b/i;

/** "This means that it is not a covered service", "is no covered benefit unless medically necessary": what the lack of necessity entails. */
const followsFromNecessity =
  /^\W*(?:(?:this|that|which)\s+means|therefore|thus|hence|accordingly|as\s+a\s+result|for\s+(?:this|that)\s+reason)\b|\b(?:unless|except\s+(?:when|where|if)|only\s+(?:if|when|where))\s+(?:it\s+is\s+|they\s+are\s+)?(?:medically|reasonable)\b/i;

/** The reasons in order of first mention, each with its words. */
export function readReasons(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  rules: ReasonRules,
): readonly Sourced<ReasonCode>[] {
  const out: Sourced<ReasonCode>[] = [];
  for (const [index, sentence] of sentences.entries()) {
    if (!sentence.rationale || disclaimers.test(sentence.text)) continue;
    const text = withoutContractions(sentence.text);
    if (!out.some(({ value }) => value === 'INF') && askedInVain(sentences[index - 1], text))
      out.push({ value: 'INF', span: letterSpan(letter, sentence.start, sentence.end) });
    for (const cue of rules.cues) {
      if (out.some(({ value }) => value === cue.code)) continue;
      const hit = firstPattern(cue.pattern, text);
      if (hit === null || (cue.needsDecision && !decision.test(text))) continue;
      out.push({ value: cue.code, span: letterSpan(letter, sentence.start, sentence.end) });
    }
  }
  // "Such services are excluded" behind "experimental" is the same ground, not another.
  const experimental = out.find(({ value }) => value === 'EXP');
  const unneeded = out.some(({ value }) => value === 'MN');
  const kept = out.filter(
    ({ value, span }) =>
      value !== 'NCB' ||
      !(
        (experimental !== undefined && /\bexclu/i.test(span?.quote ?? '')) ||
        (unneeded && followsFromNecessity.test(span?.quote ?? ''))
      ),
  );
  return kept.toSorted(
    (a, b) =>
      (a.span?.pageIndex ?? 0) - (b.span?.pageIndex ?? 0) || (a.span?.start ?? 0) - (b.span?.start ?? 0),
  );
}

const asked = /\b(?:asked?|requested|wrote|called|faxed|sent (?:a|our) (?:request|letter)|request for)\b/i;
const papers =
  /\b(?:records?|notes?|reports?|orders?|documents?|documentation|information|chart|results?|papers|forms?|statement|invoice|films?|images)\b/i;
const neverCame =
  /\b(?:(?:did|have|had|were|was|has) (?:not|never) (?:been )?(?:receiv\w*|get|got|sent|sen[dt]|provided?|suppl\w+|come|came|arrive\w*|reach\w*|answer\w*|respon\w+|repl\w+)|never (?:came|arrived|received|got|reached|sent|answered)|(?:no|without(?: an?)?) (?:answer|reply|response)|nothing (?:(?:more|further|else|at all|of the kind) )?(?:came|arrived|reached us|followed|(?:was|were|has been|had been) (?:received|sent|supplied|provided|returned|forthcoming)|(?:has|had) (?:come|arrived|reached|followed))|(?:still|yet) (?:awaiting|waiting|outstanding|missing|not here|to (?:arrive|come|be received))|(?:remains?|remained|went|is still) (?:unanswered|outstanding)|we (?:still )?have nothing\b|(?:received|got|had) (?:none|nothing|neither))\b/i;

/** "We asked the clinic for the order and the report. We did not receive them": two sentences, one ground. */
export function askedInVain(before: LetterSentence | undefined, text: string): boolean {
  return (
    before !== undefined &&
    asked.test(before.text) &&
    papers.test(before.text) &&
    neverCame.test(text) &&
    !/\b(?:appeals?|therapy|treatment|care|medicines?|drugs?)\b/i.test(text)
  );
}

/** "isn't" as "is not", "can't" as "cannot": the rules write them out. */
function withoutContractions(text: string): string {
  return text
    .replace(/\b(can)(?:'|\u2019)t\b/gi, '$1not')
    .replace(/\b(wo)n(?:'|\u2019)t\b/gi, 'will not')
    .replace(/(\w)n(?:'|\u2019)t\b/gi, '$1 not');
}

/** "The last CT we could find is that of March 2025; nothing newer is in the file" against a later one in the record. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import type { DateMention } from '../../../text/dates.ts';
import { readDates } from '../../../text/dates.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import type { CaseContext } from '../../folder.ts';
import { isEvidence, rankOf } from '../../match/evidence/evidence.ts';
import { nearRegions, rightPlace } from '../../match/evidence/fact-place.ts';
import { dayOf } from '../../match/evidence/fact-times.ts';
import type { MatchContext } from '../../match/outcomes/match-context.ts';
import { regionsIn, sideOf } from '../../scan-names.ts';

/** Kinds of study by the words for them; a sentence that names none of them is not read. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['ct', /\b(?:CT|computed tomograph\w+)\b/i],
  ['mri', /\b(?:MRI?|magnetic resonance)\b/i],
  ['pet', /\bPET\b/],
  ['radiograph', /\b(?:x-?rays?|radiographs?|plain films?)\b/i],
  ['ultrasound', /\b(?:ultrasounds?|sonogra\w+)\b/i],
  ['mammogram', /\bmammogra\w+/i],
];

/** The letter tells what is the newest of its file. */
const newest = /\b(?:last|latest|newest|most recent|only)\b/i;
const ofFile =
  /\b(?:(?:could|can) (?:find|see|locate)|we (?:found|have|had|hold|saw|received|got)|(?:is|are|was|were) (?:on file|in (?:the|our|your) (?:file|records?))|on file|(?:sent|submitted|provided|supplied|given|available)(?: to us)?|nothing newer|in (?:the|our|your) (?:file|records?|packet|submission))\b/i;
/** "No CT later than March 2025 was sent". */
const noneAfter =
  /\bno(?:thing|ne)?\b[^.;]{0,50}\b(?:newer|later|more recent)(?: than)?\b|\bno\b[^.;]{0,40}\b(?:since|after)\b/i;

export interface NewerStudy {
  readonly assertion: DenialAssertion;
  readonly facts: readonly ClinicalFact[];
}

/** The first such statement of the reasons that the record refutes, with the later studies; null where there is none. */
export function newerStudy(context: CaseContext, matching: MatchContext): NewerStudy | null {
  const { letter, sentences, denial } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  for (const { rationale, text, start, end } of sentences) {
    if (!rationale || !((newest.test(text) && ofFile.test(text)) || noneAfter.test(text))) continue;
    const named = kinds.filter(([, words]) => words.test(text)).map(([kind]) => kind);
    const told = readDates(text, denial.letterDate?.value ?? null).filter(({ relative }) => !relative);
    const [day] = told;
    const span = letterSpan(letter, start, end);
    if (named.length !== 1 || day === undefined || told.length > 1 || span === null) continue;
    const region = regionsIn(text, context.rules.scans)[0]?.region.id ?? null;
    const facts = context.facts
      .filter(
        (fact) =>
          fact.concept === 'prior-imaging' &&
          fact.detail === named[0] &&
          isEvidence(fact) &&
          isThere(fact, region, matching) &&
          (dayOf(fact) ?? '') > endOf(day) &&
          (dayOf(fact) ?? '') <= until,
      )
      .toSorted((a, b) => rankOf(a) - rankOf(b));
    if (facts.length === 0) continue;
    return {
      assertion: {
        concept: 'prior-imaging',
        claim: 'absent',
        threshold: null,
        region,
        side: sideOf(text),
        span,
        words: text,
      },
      facts,
    };
  }
  return null;
}

function isThere(fact: ClinicalFact, region: string | null, matching: MatchContext): boolean {
  if (region === null) return rightPlace(fact, matching);
  return fact.region !== null && (fact.region === region || nearRegions(region).includes(fact.region));
}

/** The last day that the words may mean: of a month or year its end. */
function endOf({ iso, precision }: DateMention): string {
  return precision === 'day'
    ? iso
    : precision === 'month'
      ? `${iso.slice(0, 7)}-31`
      : `${iso.slice(0, 4)}-12-31`;
}

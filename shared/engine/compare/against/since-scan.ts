/** "Fewer than three months have gone by since your last chest scan" against the day of the last such scan in the record. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { readDurations } from '../../../text/durations.ts';
import type { CaseContext } from '../../folder.ts';
import { cite, makeFinding } from '../../folder.ts';
import { isEvidence, wordsOf } from '../../match/evidence/evidence.ts';
import { windowDays } from '../../match/evidence/fact-times.ts';
import { shownAs } from '../../scan-itself.ts';

const last = String.raw`(?:last|latest|most recent|previous|prior|earlier)\s+(?:[\w-]+\s+){0,3}?(?:scan|CT|MRI|PET(?:\/CT)?|stud(?:y|ies)|imaging|exam(?:ination)?)`;
/** Too little time since a scan of before, in the words of a letter. */
const tooSoon = new RegExp(
  String.raw`\b(?:fewer|less|shorter|under|only|not)\b[^.;]*\bsince\s+(?:your|the|his|her)\s+${last}\b|\b(?:your|the|his|her)\s+${last}\s+(?:was|is)\s+(?:\w+\s+)?(?:less|fewer|under|only)\b[^.;]*\b(?:ago|old|back)\b`,
  'i',
);
/** Quotes of the record beside the letter's. */
const mostQuotes = 3;

/** A contradiction where the last scan of the kind and the part lies as far back as all that the letter asks for; else null. */
export function sinceLastScan(assertion: DenialAssertion, context: CaseContext): Finding | null {
  const words = assertion.span.quote.replaceAll(/\s+/g, ' ');
  const { requestDate, letterDate, scan } = context.latest.denial;
  const until = requestDate?.value ?? letterDate?.value ?? null;
  const stated = readDurations(words)[0]?.days;
  if (!tooSoon.test(words) || stated === undefined || until === null) return null;
  const { modality, region } = scan?.value ?? { modality: null, region: null };
  const details = modality === null ? [] : (shownAs[modality] ?? []);
  if (region === null) return null;
  const scans = context.facts.filter(
    (fact) =>
      fact.concept === 'prior-imaging' &&
      details.includes(fact.detail ?? '') &&
      isEvidence(fact) &&
      (fact.region === region || fact.region === null),
  );
  const studies = scans.filter((fact) => fact.region === region && hasOwnDay(fact));
  const day = studies
    .map(({ date }) => date ?? '')
    .toSorted()
    .at(-1);
  // A later one of which the day or the part is not known may be the scan that the letter means.
  if (day === undefined || scans.some((fact) => !studies.includes(fact) && mayBeLater(fact, day)))
    return null;
  const asked = Math.max(
    stated,
    ...context.latest.denial.assertions
      .filter(({ concept }) => concept === 'interval')
      .map(({ threshold }) => threshold?.minDays ?? 0),
  );
  if (day >= until || daysBetween(day, until) < windowDays(asked)) return null;
  return makeFinding(
    'denial-contradicted-by-record',
    'interval',
    `The denial says that too little time has gone by since the last scan; by the record it was made on ${day}.`,
    [
      cite('denial', assertion.span),
      ...studies
        .filter(({ date }) => date === day)
        .flatMap(({ spans }) => spans.slice(0, 1).map((span) => cite('record', span)))
        .slice(0, mostQuotes),
    ],
    {
      ruleIds: ['compare.since-scan'],
      steps: [`Last scan ${day}; ${daysBetween(day, until)} days to ${until}.`, `Asked for: ${asked} days.`],
    },
  );
}

/** The day is that of the study: of its report, or told in the words; a mention alone has the day of its note. */
function hasOwnDay(fact: ClinicalFact): boolean {
  return fact.date !== null && (fact.section === 'report' || fact.date !== fact.noteDate || toldDay(fact));
}

function toldDay(fact: ClinicalFact): boolean {
  return readDates(wordsOf(fact)).some(({ precision, iso }) => precision === 'day' && iso === fact.date);
}

function mayBeLater(fact: ClinicalFact, day: string): boolean {
  return (
    (fact.date ?? fact.noteDate ?? '') > day &&
    (fact.region === null ||
      /\b(?:today|yesterday|this (?:morning|week|month)|new(?:est)?|recent|latest|repeat)\b/i.test(
        wordsOf(fact),
      ))
  );
}

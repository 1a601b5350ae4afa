/** "A year has not yet passed since the last MRCP" against the day of the last such study in the record. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { addDays, daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { readDurations } from '../../../text/durations.ts';
import { squeeze } from '../../../text/spans.ts';
import type { CaseContext } from '../../folder.ts';
import { cite, makeFinding } from '../../folder.ts';
import { isDenied, isEvidence, wordsOf } from '../../match/evidence/evidence.ts';
import { nearRegions, rightPlace } from '../../match/evidence/fact-place.ts';
import type { MatchContext } from '../../match/outcomes/match-context.ts';
import { policyLeaves } from './length-asked.ts';

const last = String.raw`(?:last|latest|previous|prior|preceding|most recent)`;
/** How a letter and a record name a kind of study; `part` where the kind alone says which part of the body. */
const kinds: readonly { readonly asked: RegExp; readonly told: RegExp; readonly part?: true }[] = [
  { asked: /\bMRCP\b/i, told: /\bMRCP\b/i, part: true },
  {
    asked: /\b(?:low[- ]dose|screening CT|LDCT)\b/i,
    told: /\b(?:low[- ]dose|LDCT|screen\w*)\b/i,
    part: true,
  },
  { asked: /\bmammogra\w*/i, told: /\bmammo\w*/i, part: true },
  {
    asked: /\b(?:DE?XA|bone (?:mineral |mass )?(?:densit\w*|measurements?))\b/i,
    told: /\b(?:DE?XA|bone (?:mineral )?densit\w*|BMD)\b/i,
    part: true,
  },
  { asked: /\b(?:SPECT|nuclear|perfusion|MPI)\b/i, told: /\b(?:SPECT|nuclear|perfusion|MPI)\b/i, part: true },
  { asked: /\bPET\b/i, told: /\bPET\b/i },
  { asked: /\bMR[IA]\b/i, told: /\bMR[IA]?\b/i },
  { asked: /\bCT\b|\bCTA\b/i, told: /\bCTA?\b/i },
  { asked: /\bultrasound|\bsonogra\w*/i, told: /\bultrasound|\bsonogra\w*|\bUS\b/i },
];
/** Names the study that the time is counted from. */
const studyNamed = new RegExp(
  String.raw`\b${last} (?:[\w/-]+ ){0,4}?(?:MRCP|CTA?|MR[IA]|PET(?:\/CT)?|LDCT|DE?XA|SPECT|scan|study|mammogram|ultrasound|screening|densit\w+|perfusion \w+|nuclear \w+)\b`,
  'i',
);
/** The time is said not to be over. */
const notOver =
  /\b(?:(?:has|have|had) not (?:yet )?(?:passed|elapsed|gone by)|(?:less|fewer) than|not yet|within|under)\b/i;
/** Only so much has gone by: what the letter counts, and not what it asks for. */
const counted =
  /\b(?:only|just|merely|barely|scarcely|no more than)\b[^.;,]{0,40}(?:gone by|passed|elapsed|since|ago|after|old|earlier)\b/i;

/** Days by which the time must be over where the letter does not say when the request came. */
const margin = 14;
/** A study that the record dates by its month alone may be of its last day. */
const monthDays = 30;

/** Whether the letter names the kind of study that it counts from; "your last scan" is that of `since-scan.ts`. */
export function namesKindOfStudy({ span }: DenialAssertion): boolean {
  const named = studyNamed.exec(squeeze(span.quote))?.[0];
  return named !== undefined && kinds.some(({ asked }) => asked.test(named));
}

/** A contradiction where the latest such study of the record lies as far back as is asked for; else null. */
export function sinceStudy(
  assertion: DenialAssertion,
  context: CaseContext,
  matching: MatchContext,
): Finding | null {
  if (assertion.claim !== 'insufficient' && assertion.claim !== 'absent') return null;
  const quote = squeeze(assertion.span.quote);
  const asked = daysAsked(quote, context, matching);
  const { requestDate, letterDate } = context.latest.denial;
  const until = requestDate?.value ?? (letterDate === null ? null : addDays(letterDate.value, -margin));
  if (asked === null || until === null) return null;
  const kind = kindMeant(quote, context);
  if (kind === undefined) return null;
  const told = context.facts.filter(
    (fact) =>
      (fact.concept === 'prior-imaging' || fact.concept === 'stress-test' || fact.concept === 'interval') &&
      fact.context.experiencer === 'patient' &&
      (kind.part === true || isOfPart(fact, matching)) &&
      kind.told.test(wordsOf(fact).replaceAll(saidOtherwise, ' ')),
  );
  const studies = told.filter((fact) => isEvidence(fact) && !notDone.test(wordsOf(fact)));
  // One of which the day is not told may be the latest.
  if (studies.some(({ date }) => date === null)) return null;
  const latest = studies.toSorted((a, b) => lastDay(a).localeCompare(lastDay(b))).at(-1);
  if (latest === undefined || daysBetween(lastDay(latest), until) < asked) return null;
  if (recalled.test(wordsOf(latest)) || isOnDayOf(quote, latest)) return null;
  // "Last DXA 03/10/2023. Repeat DXA 11/04/2025": whether the later one took place is not plain.
  // "Heel check last August, an ultrasound, not a DXA" is said to be none.
  if (told.some((fact) => !isDenied(fact) && mayBeLater(fact, latest, until))) return null;
  return makeFinding(
    'denial-contradicted-by-record',
    'interval',
    `The denial says that too little time has gone by since the last study; by the record it was on ${latest.date}.`,
    [cite('denial', assertion.span), ...latest.spans.slice(0, 3).map((span) => cite('record', span))],
    {
      ruleIds: ['compare.since-study'],
      factIds: [latest.id],
      steps: [
        `Last study ${latest.date}; ${daysBetween(lastDay(latest), until)} days to ${until}.`,
        `Asked for: ${asked} days.`,
      ],
    },
  );
}

/** The kind that the words name, the last one's before any other's; where they name none, that of the scan asked for. */
function kindMeant(quote: string, { latest }: CaseContext): (typeof kinds)[number] | undefined {
  const named = studyNamed.exec(quote)?.[0];
  const scan = latest.denial.scan?.value.modality ?? null;
  return (
    kinds.find((each) => named !== undefined && each.asked.test(named)) ??
    kinds.find((each) => each.asked.test(quote)) ??
    kinds.find((each) => scan !== null && each.asked.test(scan === 'MG' ? 'mammogram' : scan))
  );
}

/** "Patient thinks her last DXA was in 2023". */
const recalled =
  /\b(?:thinks?|thought|believes?|believed|recalls?|remembers?|unsure|not sure|approximately|maybe|perhaps|guess\w*|about|around)\b/i;

/** The letter names the very month of the record's study: the two agree. */
function isOnDayOf(quote: string, { date }: ClinicalFact): boolean {
  return readDates(quote).some(({ iso, relative }) => !relative && iso.slice(0, 7) === date?.slice(0, 7));
}

function mayBeLater(fact: ClinicalFact, latest: ClinicalFact, until: IsoDate): boolean {
  return (
    fact.date !== null && fact.date !== fact.noteDate && fact.date > (latest.date ?? '') && fact.date <= until
  );
}

/** "A heel check by ultrasound, not a DXA": the kind that it was not. */
const saidOtherwise = /\b(?:not|rather than|instead of|no) (?:an? |the |real |true |proper )*[\w-]+/gi;

/** A study that was only meant to be. */
const notDone = /\b(?:planned|scheduled|ordered|booked|requested|due|cancel\w+|postponed)\b/i;

function isOfPart(fact: ClinicalFact, matching: MatchContext): boolean {
  const { region } = fact;
  return (
    rightPlace(fact, matching) &&
    (region === null ||
      matching.region === null ||
      region === matching.region ||
      nearRegions(matching.region).includes(region))
  );
}

function lastDay({ date }: ClinicalFact): IsoDate {
  const day = date ?? '';
  return day.endsWith('-01') ? addDays(day, monthDays) : day;
}

/** What the letter asks for in this sentence, else elsewhere, else the longest that the policy does; null where neither says. */
function daysAsked(quote: string, context: CaseContext, matching: MatchContext): number | null {
  const here = readDurations(quote).filter(({ recurring, unit }) => !recurring && unit !== 'hour');
  const own = notOver.test(quote) && !counted.test(quote) ? here.map(({ days }) => days) : [];
  const elsewhere = context.latest.denial.assertions
    .filter(({ concept, claim }) => concept === 'interval' && claim === 'required')
    .map(({ threshold }) => threshold?.minDays ?? 0);
  const policy = policyLeaves(context, matching)
    .filter(({ concept }) => concept === 'interval')
    .map(({ threshold }) => threshold?.minDays ?? 0);
  const most = Math.max(0, ...own, ...elsewhere, ...policy);
  return most === 0 ? null : most;
}

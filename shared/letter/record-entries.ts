/** Chooses what a point prints of the record: the entries that answer the policy's and the letter's words, each word once. */
import type { Concept, DocumentKind } from '../domain/kinds.ts';
import type { Span } from '../domain/page-text.ts';
import type { ClinicalFact } from '../domain/record.ts';
import { daysBetween } from '../text/calendar.ts';
import { overlaps, squeeze } from '../text/spans.ts';
import { emergencyRecord } from './emergency-words.ts';
import { isOtherPerson } from '../text/person.ts';
import type { LetterInput } from './input.ts';
import { titleOnly, type Point } from './points.ts';
import { sourceOf } from './sources.ts';
import { isAboutRelative, isOtherEpisode, takesBackSupport } from './unfit-words.ts';
import { tellingPart, wholeList } from './whole-words.ts';

/** Quotes of the record printed for one point; more would bury the argument. */
const maxRecordQuotes = 4;
/** What happened in a network is told by several papers: what was asked, what was answered, when there was room. */
const maxNetworkQuotes = 6;

/** The kind of the paper that a span stands on; in a packet of several kinds the page decides. */
export function kindOf(span: Span | undefined, input: LetterInput): DocumentKind {
  const document = input.analysis.documents.find((each) => each.documentId === span?.documentId);
  const part = document?.parts.find(
    ({ firstPage, lastPage }) => span && span.pageIndex >= firstPage && span.pageIndex <= lastPage,
  );
  return part?.kind ?? document?.kind ?? 'other';
}

export function factsOf(point: Point, input: LetterInput): ClinicalFact[] {
  const ids = new Set(point.findings.flatMap((finding) => finding.why.factIds));
  return input.analysis.facts.filter((fact) => ids.has(fact.id));
}

/** What is printed of the record for a point, best first; for an emergency the sentences that show how urgent it was. */
export function recordOf(point: Point, input: LetterInput): Span[] {
  const { concept, type } = point.lead;
  if (concept === 'emergency')
    return printed(emergencyRecord(point.record, input), maxRecordQuotes, point, input);
  if (type === 'fact-mismatch') return printed(point.record, 1, point, input);
  // Where a source is published for the use, it is the argument; the chart's entries stand under their own points.
  const published = point.record.filter(
    (span) => kindOf(span, input) === 'literature' && !takesBackSupport(span.quote),
  );
  if (type === 'evidence-supports' && published.length > 0)
    return printed(published, maxRecordQuotes, point, input);
  const covering = ['network-adequacy', 'records-received', 'timely-filing'].includes(concept);
  const spans =
    type === 'exception-ignored' || covering
      ? byCoverage(candidates(point, input), point, input)
      : point.record;
  const chosen = printed(spans, covering ? maxNetworkQuotes : maxRecordQuotes, point, input);
  return covering ? inOrderOfTime(chosen, input) : chosen;
}

/** What was asked, answered and offered is told in its order; entries of no certain day come last. */
function inOrderOfTime(spans: readonly Span[], input: LetterInput): Span[] {
  const day = (span: Span) => sourceOf(span, input)?.date ?? '9999';
  return spans.toSorted((a, b) => day(a).localeCompare(day(b)));
}

function printed(spans: readonly Span[], most: number, point: Point, input: LetterInput): Span[] {
  const chosen = bestRecord(spans, point.lead.concept)
    .slice(0, most)
    .map((span) => tellingPart(span, input));
  return chosen.filter((span, index) => !chosen.some((other, at) => at < index && overlaps(span, other)));
}

/** Entries that the finding quotes, then those of its other facts that are evidence: done, affirmed, of this patient. */
function candidates(point: Point, input: LetterInput): Span[] {
  const patient = input.analysis.denial?.memberName?.value ?? null;
  const foreign = (span: Span) =>
    input.analysis.documents
      .find((each) => each.documentId === span.documentId)
      ?.parts.some(
        ({ firstPage, lastPage, patientName }) =>
          span.pageIndex >= firstPage && span.pageIndex <= lastPage && isOtherPerson(patientName, patient),
      ) ?? false;
  const more = factsOf(point, input)
    .filter(
      ({ status, context }) =>
        status === 'done' &&
        context.negation === 'affirmed' &&
        context.experiencer === 'patient' &&
        context.temporality === 'recent',
    )
    .flatMap((fact) => fact.spans)
    .filter((span) => !foreign(span));
  const all = inTime([...point.record, ...more], input);
  return all.filter((span, index) => !all.some((other, at) => at < index && overlaps(span, other)));
}

/** Older entries tell of another time: "Bruce protocol, 9 min" of seven years ago does not show who can walk today. */
const maxAgeDays = 730;

/** Entries of the two years before the decision and those of no certain day; all where there is no other. */
function inTime(spans: readonly Span[], input: LetterInput): readonly Span[] {
  const decided = input.analysis.denial?.letterDate?.value ?? input.today;
  const fresh = spans.filter((span) => {
    const day = sourceOf(span, input)?.date;
    return !day || daysBetween(day, decided) <= maxAgeDays;
  });
  return fresh.length > 0 ? fresh : spans;
}

/** "not sustained": an entry that takes back what it names is not shown while others stand for the point. */
const takenBack = /\b(?:not|no|never|without|denies|denied|negative|absent|equivocal)\b/i;

/**
 * Entries in an order in which each next one answers the most words of the policy and the letter that none before it
 * does; those that answer nothing new keep their order behind.
 */
function byCoverage(spans: readonly Span[], point: Point, input: LetterInput): Span[] {
  const policy = point.policy.map((span) => wholeList(span, input).quote);
  const asked = stems([...policy, ...point.denial.map((span) => span.quote)].join(' '));
  const left = [...spans];
  const plain = left.filter((span) => !takenBack.test(span.quote));
  const demoted = plain.length >= 2 && point.lead.type === 'exception-ignored';
  const ordered: Span[] = [];
  const answered = new Set<string>();
  const gain = (span: Span) =>
    demoted && takenBack.test(withoutAbility(span.quote))
      ? -1
      : [...stems(span.quote)].filter((stem) => asked.has(stem) && !answered.has(stem)).length;
  while (left.length > 0) {
    let best = 0;
    for (let index = 1; index < left.length; index++) {
      const [one, other] = [left[index], left[best]];
      if (one && other && gain(one) > gain(other)) best = index;
    }
    const [span] = left.splice(best, 1);
    if (!span) break;
    ordered.push(span);
    for (const stem of stems(span.quote)) answered.add(stem);
  }
  return ordered;
}

/** "cannot tandem walk", "no longer manages buttons": what a person cannot do is the finding, not its absence. */
function withoutAbility(words: string): string {
  return words.replace(/\b(?:no longer|(?:can|could|is|was|does|did) ?not|unable)\b/gi, ' ');
}

/** Words that mean something, without their endings ("keys" and "key", "faxing" and "faxed"), at most five letters of each. */
function stems(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return new Set(
    words
      .filter((word) => !empty.has(word))
      .map((word) => word.replace(/(?:ing|ed|es|s|e)$/, '').slice(0, 5)),
  );
}

const empty = new Set(
  'that this with from have been were when which will would they them their there your than then into only also more most such very each other after before under over does where what about please'.split(
    ' ',
  ),
);

/** Lines that only name the patient, questions of a form, a code or number without words, and titles prove nothing. */
function bestRecord(spans: readonly Span[], concept: Concept): Span[] {
  const telling = (span: Span) => {
    const words = squeeze(span.quote);
    if (isAboutRelative(words, concept) || isOtherEpisode(words)) return false;
    return !titleOnly.test(words) && !/\b(?:DOB|date of birth)\b|\?\s*$|^\W*\d{5}\W*$/i.test(words);
  };
  const plain = spans.filter(telling);
  const chosen = plain.length > 0 ? plain : spans;
  // An age is best shown by the line that names it.
  return concept === 'age'
    ? spans.toSorted((a, b) => Number(/\bage/i.test(b.quote)) - Number(/\bage/i.test(a.quote)))
    : [...chosen];
}

/** "CEA, " before a row of a table that has nothing but date and value, where the page prints the name of the test. */
export function testName(span: Span, point: Point, input: LetterInput): string {
  if (/[a-z]{3}/i.test(span.quote)) return '';
  const fact = factsOf(point, input).find((each) => each.spans.some((other) => overlaps(span, other)));
  const name = fact?.detail?.toUpperCase() ?? '';
  const page = input.page?.(span.documentId, span.pageIndex)?.text ?? '';
  return /^[A-Z0-9-]{2,8}$/.test(name) && page.toUpperCase().includes(name) ? `${name}, ` : '';
}

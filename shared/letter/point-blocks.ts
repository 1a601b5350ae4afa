/** Prints a point: what the denial says, what the policy asks, what the record shows, why it follows. */
import type { CriterionNode, PolicyDocument } from '../domain/policy.ts';
import type { ClinicalFact } from '../domain/record.ts';
import type { Run } from '../domain/letter.ts';
import type { Span } from '../domain/page-text.ts';
import type { Threshold } from '../domain/denial.ts';
import type { Concept, DocumentKind, FindingType } from '../domain/kinds.ts';
import { daysBetween } from '../text/calendar.ts';
import { readDateRanges, readDates } from '../text/dates.ts';
import { overlaps, squeeze } from '../text/spans.ts';
import { bold, cite, quote, text, type LetterWriter } from './blocks.ts';
import type { LetterInput } from './input.ts';
import { emergencyRecord } from './emergency-words.ts';
import { titleOnly, type Point } from './points.ts';
import { sourceWords } from './sources.ts';
import { tellingPart, wholeList, wholeProvision, wholeSentence } from './whole-words.ts';
import { capital, conceptWords, fill, listWords, longDate, plainDays, policyName } from './words.ts';

/** Quotes of the record printed for one point; more would bury the argument. */
const maxRecordQuotes = 4;
const maxQuotes = 3;

/** The heading of a point, without its number. */
export function pointHeading(point: Point, input: LetterInput): string {
  const headings = concepts(point).map((concept) => conceptWords(concept, input.rules).heading);
  const joined = listWords(headings.map((heading, index) => (index === 0 ? heading : lowerFirst(heading))));
  const types = new Set(point.findings.map((finding) => finding.type));
  const key =
    types.has('exception-ignored') && types.has('denial-contradicted-by-record') && types.size === 2
      ? 'documented-and-waived'
      : point.lead.type;
  return fill(input.rules.texts.headings[key] ?? '{concept}', { concept: joined });
}

/**
 * Writes heading and paragraphs of a point; `index` varies the wording from point to point. Words of the denial that
 * an earlier point has quoted (`said`) are referred to, not printed again.
 */
export function writePoint(
  writer: LetterWriter,
  point: Point,
  input: LetterInput,
  index: number,
  said: Set<string> = new Set(),
): void {
  const options = { findingIds: point.findings.map((finding) => finding.id) };
  writer.heading(`point-${point.id}`, pointHeading(point, input), 2, options);
  writeDenial(writer, point, input, said);
  const alone = point.policy.length === 1 ? point.policy[0] : undefined;
  const leadOnly =
    alone !== undefined && alone.quote.trimEnd().endsWith(':') && wholeList(alone, input) === alone;
  // A line that leads into items says nothing by itself.
  if (point.policy.length > 0 && !(leadOnly && point.lead.type === 'evidence-supports')) {
    const name = policyName(input.analysis, point.policy[0]?.documentId ?? null);
    const plan = kindOf(point.policy[0], input) === 'plan-document';
    const words = point.policy
      .slice(0, maxQuotes)
      .map((span, at, all) =>
        plan ? wholeProvision(span, input) : at === all.length - 1 ? wholeList(span, input) : span,
      );
    writer.paragraph(
      [
        bold(plan ? 'The plan. ' : 'The policy. '),
        ...(name ? [text(`${name} reads: `)] : []),
        ...quotes(words),
      ],
      options,
    );
  }
  writeRecord(writer, point, input);
  const why = [codes(point), argument(point, input, index), arithmetic(point, input)]
    .filter(Boolean)
    .join(' ');
  if (why) writer.paragraph([bold('Why it follows. '), text(why)], options);
}

/** The denial's words, each sentence once in a letter. */
function writeDenial(writer: LetterWriter, point: Point, input: LetterInput, said: Set<string>): void {
  const options = { findingIds: point.findings.map((finding) => finding.id) };
  const spans = point.denial.slice(0, maxQuotes).map((span) => wholeSentence(span, input));
  const keyOf = (span: Span) => `${span.documentId} ${span.pageIndex} ${squeeze(span.quote)}`;
  const fresh = spans.filter((span) => !said.has(keyOf(span)));
  const first = spans[0];
  if (fresh.length > 0) writer.paragraph([bold('The denial. '), ...quotes(fresh)], options);
  else if (first)
    writer.paragraph(
      [
        bold('The denial. '),
        text('The ground is the sentence of the letter quoted above '),
        cite(first),
        text('.'),
      ],
      options,
    );
  for (const span of fresh) said.add(keyOf(span));
}

/** The record's words, papers of one sort together: what a journal says is not what the chart says. */
function writeRecord(writer: LetterWriter, point: Point, input: LetterInput): void {
  const options = { findingIds: point.findings.map((finding) => finding.id) };
  const groups = new Map<string, Span[]>();
  for (const span of recordOf(point, input)) {
    const label = recordLabels[kindOf(span, input)] ?? 'The record.';
    groups.set(label, [...(groups.get(label) ?? []), span]);
  }
  for (const [label, spans] of groups) {
    const only = spans[0];
    const words = (span: Span) => [
      text(`${sourceWords(span, input)}${testName(span, point, input)}`),
      ...quotes([span]),
    ];
    if (spans.length === 1 && only) {
      writer.paragraph([bold(`${label} `), ...words(only)], options);
    } else {
      writer.paragraph([bold(label)], options);
      for (const span of spans) writer.item(words(span), options);
    }
  }
}

/** "CEA, " before a row of a table that has nothing but date and value, where the page prints the name of the test. */
function testName(span: Span, point: Point, input: LetterInput): string {
  if (/[a-z]{3}/i.test(span.quote)) return '';
  const fact = factsOf(point, input).find((each) => each.spans.some((other) => overlaps(span, other)));
  const name = fact?.detail?.toUpperCase() ?? '';
  const page = input.page?.(span.documentId, span.pageIndex)?.text ?? '';
  return /^[A-Z0-9-]{2,8}$/.test(name) && page.toUpperCase().includes(name) ? `${name}, ` : '';
}

const recordLabels: Readonly<Partial<Record<DocumentKind, string>>> = {
  literature: 'The published source.',
  correspondence: 'The correspondence.',
  'claim-file': 'The claim file.',
  'plan-document': 'The plan.',
  'clinical-policy': 'The policy.',
};

function kindOf(span: Span | undefined, input: LetterInput): DocumentKind {
  const document = input.analysis.documents.find((each) => each.documentId === span?.documentId);
  // A packet holds papers of several kinds: the page decides.
  const part = document?.parts.find(
    ({ firstPage, lastPage }) => span && span.pageIndex >= firstPage && span.pageIndex <= lastPage,
  );
  return part?.kind ?? document?.kind ?? 'other';
}

/** Quotes with their citation; neighbours on one page share it. */
export function quotes(spans: readonly Span[]): Run[] {
  return spans.flatMap((span, index) => {
    const next = spans[index + 1];
    const shared =
      next !== undefined && next.documentId === span.documentId && next.pageIndex === span.pageIndex;
    // "any one of the following:" leads into the item after it.
    const ended = /[.:;]["'”’]?\s*$/.test(span.quote);
    return [
      quote(span),
      ...(shared ? [] : [text(' '), cite(span)]),
      ...(next === undefined ? [] : [text(ended && shared ? ' ' : '; ')]),
    ];
  });
}

function factsOf(point: Point, input: LetterInput): ClinicalFact[] {
  const ids = new Set(point.findings.flatMap((finding) => finding.why.factIds));
  return input.analysis.facts.filter((fact) => ids.has(fact.id));
}

/** What is printed of the record for a point, best first; for an emergency the sentences that show how urgent it was. */
export function recordOf(point: Point, input: LetterInput): Span[] {
  const spans = point.lead.concept === 'emergency' ? emergencyRecord(point.record, input) : point.record;
  const most = point.lead.type === 'fact-mismatch' ? 1 : maxRecordQuotes;
  const published = spans.filter((span) => kindOf(span, input) === 'literature');
  // Where a source is published for the use, it is the argument; the chart's entries stand under their own points.
  const chosen = point.lead.type === 'evidence-supports' && published.length > 0 ? published : spans;
  return bestRecord(chosen, point.lead.concept)
    .slice(0, most)
    .map((span) => tellingPart(span, input));
}

/** Lines that only name the patient, questions of a form, a code or number without words, and titles prove nothing. */
function bestRecord(spans: readonly Span[], concept: Concept): Span[] {
  const telling = (span: Span) => {
    const words = squeeze(span.quote);
    return !titleOnly.test(words) && !/\b(?:DOB|date of birth)\b|\?\s*$|^\W*\d{5}\W*$/i.test(words);
  };
  const plain = spans.filter(telling);
  const chosen = plain.length > 0 ? plain : spans;
  // An age is best shown by the line that names it.
  return concept === 'age'
    ? spans.toSorted((a, b) => Number(/\bage/i.test(b.quote)) - Number(/\bage/i.test(a.quote)))
    : [...chosen];
}

/** The sentence that joins the quotes; '' where no text fits the finding. */
function argument(point: Point, input: LetterInput, index: number): string {
  const types = new Set(point.findings.map((finding) => finding.type));
  const first = argumentOf(point.lead.type, point, input, index);
  if (point.lead.concept === 'emergency') return first;
  if (point.lead.type === 'exception-ignored')
    return types.has('denial-contradicted-by-record')
      ? `${first} The entries are also what the letter says it did not find.`
      : first;
  // A waiver in the policy carries an argument of its own.
  return types.has('exception-ignored')
    ? `${first} ${argumentOf('exception-ignored', point, input, index)}`
    : first;
}

function argumentOf(type: FindingType, point: Point, input: LetterInput, index: number): string {
  const { lead, assertion } = point;
  const claim = point.denial.length > 0 ? (assertion?.claim ?? null) : null;
  const rule = input.rules.texts.arguments.find(
    (item) =>
      item.types.includes(type) &&
      (!item.concepts || item.concepts.includes(lead.concept)) &&
      (!item.claims || (claim !== null && item.claims.includes(claim))) &&
      (item.withPolicy === undefined || item.withPolicy === point.policy.length > 0),
  );
  const variant = rule?.variants[index % rule.variants.length] ?? '';
  const names = concepts(point).map((concept) => conceptWords(concept, input.rules).name);
  return fill(variant, {
    concept: listWords(names),
    instrument: kindOf(point.policy[0], input) === 'plan-document' ? 'plan' : 'policy',
  });
}

/** The subjects of a point that argue the same way as its lead, the lead's first. */
function concepts(point: Point): Concept[] {
  const same = point.findings.filter((finding) => finding.type === point.lead.type);
  return [...new Set(same.map((finding) => finding.concept))].slice(0, 3);
}

/** The codes that differ, by number. */
function codes(point: Point): string {
  const pattern =
    point.lead.type !== 'code-mismatch'
      ? null
      : point.lead.concept === 'procedure-code'
        ? /\b\d{5}\b/g
        : /\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/g;
  if (!pattern) return '';
  const read = (spans: readonly Span[]) => new Set(spans.flatMap((span) => span.quote.match(pattern) ?? []));
  const denied = [...read(point.denial)];
  const ordered = [...read(point.record)].filter((code) => !denied.includes(code));
  return denied.length === 1 && ordered.length > 0
    ? `The letter goes by ${denied[0]}; the record names ${listWords(ordered)}.`
    : '';
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** The dates of the record added up, where they reach the threshold that the letter or the policy names. */
function arithmetic(point: Point, input: LetterInput): string {
  const own = point.assertion?.threshold ?? null;
  const policy = policyThreshold(point.policy, input.analysis.policies);
  if (point.lead.type === 'denial-exceeds-policy') return compared(own, policy);
  const minDays = policy?.minDays ?? own?.minDays ?? null;
  const source = policy?.minDays ? 'policy' : 'letter';
  const quoted = recordOf(point, input);
  for (const fact of factsOf(point, input)) {
    const { from = null, to = null, days = null, visits = null } = fact.measure ?? {};
    if (!from || !to || days === null || Math.abs(daysBetween(from, to) - days) > 1) continue;
    // Both dates must stand in the words quoted: a date that was worked out is not the record's own.
    const printed = new Set(
      fact.spans
        .flatMap((span) =>
          quoted.some((other) => overlaps(span, other))
            ? [
                ...readDates(span.quote, from),
                ...readDateRanges(span.quote, from).flatMap((range) => [range.from, range.to]),
              ]
            : [],
        )
        .flatMap((mention) => (mention.precision === 'day' && !mention.approximate ? [mention.iso] : [])),
    );
    if (!printed.has(from) || !printed.has(to)) continue;
    const meets =
      minDays !== null && days >= minDays ? `, against the ${plainDays(minDays)} in the ${source}` : '';
    if (minDays !== null && days < minDays) continue;
    const count = visits && visits > 1 ? ` and ${visits} visits` : '';
    return `By its own dates the record runs from ${longDate(from)} to ${longDate(to)}: ${days} days${count}${meets}.`;
  }
  return '';
}

function compared(own: Threshold | null, policy: Threshold | null): string {
  if (own?.minDays && policy?.minDays && own.minDays > policy.minDays)
    return `${capital(plainDays(own.minDays))} in the letter stand against ${plainDays(policy.minDays)} in the policy.`;
  if (own?.minVisits && policy?.minVisits && own.minVisits > policy.minVisits)
    return `${own.minVisits} visits in the letter stand against ${policy.minVisits} in the policy.`;
  return '';
}

function policyThreshold(spans: readonly Span[], policies: readonly PolicyDocument[]): Threshold | null {
  for (const policy of policies)
    for (const section of policy.sections) {
      const found = section.tree ? leafThreshold(section.tree, spans) : null;
      if (found) return found;
    }
  return null;
}

function leafThreshold(node: CriterionNode, spans: readonly Span[]): Threshold | null {
  if (node.kind === 'leaf')
    return node.threshold && spans.some((span) => overlaps(span, node.span)) ? node.threshold : null;
  for (const child of node.children) {
    const found = leafThreshold(child, spans);
    if (found) return found;
  }
  return null;
}

/** Prints a point: what the denial says, what the policy asks, what the record shows, why it follows. */
import type { CriterionNode, PolicyDocument } from '../domain/policy.ts';
import type { ClinicalFact } from '../domain/record.ts';
import type { Run } from '../domain/letter.ts';
import type { Span } from '../domain/page-text.ts';
import type { Threshold } from '../domain/denial.ts';
import type { Concept, DocumentKind, FindingType } from '../domain/kinds.ts';
import { daysBetween } from '../text/calendar.ts';
import { readDateRanges, readDates } from '../text/dates.ts';
import { overlaps } from '../text/spans.ts';
import { bold, cite, quote, text, type LetterWriter } from './blocks.ts';
import type { LetterInput } from './input.ts';
import type { Point } from './points.ts';
import { capital, conceptWords, fill, listWords, longDate, plainDays, policyName } from './words.ts';

/** Quotes of the record printed for one point; more would bury the argument. */
const maxRecordQuotes = 4;
const maxQuotes = 3;

/** The heading of a point, without its number. */
export function pointHeading(point: Point, input: LetterInput): string {
  const headings = concepts(point).map((concept) => conceptWords(concept, input.rules).heading);
  const joined = listWords(headings.map((heading, index) => (index === 0 ? heading : lowerFirst(heading))));
  return fill(input.rules.texts.headings[point.lead.type] ?? '{concept}', { concept: joined });
}

/** Writes heading and paragraphs of a point; `index` varies the wording from point to point. */
export function writePoint(writer: LetterWriter, point: Point, input: LetterInput, index: number): void {
  const options = { findingIds: point.findings.map((finding) => finding.id) };
  writer.heading(`point-${point.id}`, pointHeading(point, input), 2, options);
  if (point.denial.length > 0)
    writer.paragraph([bold('The denial. '), ...quotes(point.denial.slice(0, maxQuotes))], options);
  if (point.policy.length > 0) {
    const name = policyName(input.analysis, point.policy[0]?.documentId ?? null);
    const plan = kindOf(point.policy[0], input) === 'plan-document';
    writer.paragraph(
      [
        bold(plan ? 'The plan. ' : 'The policy. '),
        ...(name ? [text(`${name} reads: `)] : []),
        ...quotes(point.policy.slice(0, maxQuotes)),
      ],
      options,
    );
  }
  writeRecord(writer, point, input);
  const why = [argument(point, input, index), arithmetic(point, input)].filter(Boolean).join(' ');
  if (why) writer.paragraph([bold('Why it follows. '), text(why)], options);
}

/** The record's words, papers of one sort together: what a journal says is not what the chart says. */
function writeRecord(writer: LetterWriter, point: Point, input: LetterInput): void {
  const options = { findingIds: point.findings.map((finding) => finding.id) };
  const groups = new Map<string, Span[]>();
  for (const span of bestRecord(point.record)) {
    const label = recordLabels[kindOf(span, input)] ?? 'The record.';
    groups.set(label, [...(groups.get(label) ?? []), span]);
  }
  for (const [label, spans] of groups) {
    const only = spans[0];
    if (spans.length === 1 && only) {
      writer.paragraph([bold(`${label} `), ...quotes([only])], options);
    } else {
      writer.paragraph([bold(label)], options);
      for (const span of spans) writer.item(quotes([span]), options);
    }
  }
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

function quotes(spans: readonly Span[]): Run[] {
  return spans.flatMap((span, index) => [
    // "any one of the following:" leads into the item after it.
    ...(index > 0 ? [text(spans[index - 1]?.quote.trimEnd().endsWith(':') ? ' ' : '; ')] : []),
    quote(span),
    text(' '),
    cite(span),
  ]);
}

function factsOf(point: Point, input: LetterInput): ClinicalFact[] {
  const ids = new Set(point.findings.flatMap((finding) => finding.why.factIds));
  return input.analysis.facts.filter((fact) => ids.has(fact.id));
}

/** The first ones are the best; lines that only name the patient, and questions of a form, prove nothing. */
function bestRecord(spans: readonly Span[]): Span[] {
  const plain = spans.filter((span) => !/\b(?:DOB|date of birth)\b|\?\s*$/i.test(span.quote));
  return (plain.length > 0 ? plain : spans).slice(0, maxRecordQuotes);
}

/** The sentence that joins the quotes; '' where no text fits the finding. */
function argument(point: Point, input: LetterInput, index: number): string {
  const types = new Set(point.findings.map((finding) => finding.type));
  const first = argumentOf(point.lead.type, point, input, index);
  // A waiver in the policy carries an argument of its own.
  return point.lead.type !== 'exception-ignored' && types.has('exception-ignored')
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
  const quoted = bestRecord(point.record);
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

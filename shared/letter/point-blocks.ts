/** Prints a point: what the denial says, what the policy asks, what the record shows, why it follows. */
import type { CriterionNode, PolicyDocument } from '../domain/policy.ts';
import type { Run } from '../domain/letter.ts';
import type { Span } from '../domain/page-text.ts';
import type { DenialAssertion, Threshold } from '../domain/denial.ts';
import type { Concept, DocumentKind, FindingType } from '../domain/kinds.ts';
import { daysBetween } from '../text/calendar.ts';
import { readDateRanges, readDates } from '../text/dates.ts';
import { overlaps, squeeze } from '../text/spans.ts';
import { bold, cite, quote, text, type LetterWriter } from './blocks.ts';
import type { LetterInput } from './input.ts';
import type { Point } from './points.ts';
import { factsOf, kindOf, recordOf, testName } from './record-entries.ts';
import { sourceWords } from './sources.ts';
import { takesBackSupport } from './unfit-words.ts';
import { wholeBlock, wholeList, wholeProvision, wholeSentence } from './whole-words.ts';
import { conceptWords, fill, listWords, longDate, plainDays, policyName } from './words.ts';

/** Quotes of the letter and of the policy printed for one point; more would bury the argument. */
const maxQuotes = 3;

/** The heading of a point, without its number. */
export function pointHeading(point: Point, input: LetterInput): string {
  const headings = concepts(point).map((concept) => conceptWords(concept, input.rules).heading);
  const joined = listWords(headings.map((heading, index) => (index === 0 ? heading : lowerFirst(heading))));
  const types = new Set(point.findings.map((finding) => finding.type));
  if (point.lead.type === 'evidence-supports' && printedPolicy(point, input).length > 0)
    return point.record.some((span) => kindOf(span, input) === 'literature')
      ? 'What the policy and published sources say of this use'
      : 'What the policy says of this use';
  const key =
    types.has('exception-ignored') && types.has('denial-contradicted-by-record') && types.size === 2
      ? 'documented-and-waived'
      : point.lead.type;
  const { headings: texts } = input.rules.texts;
  return fill(texts[`${key}.${point.lead.concept}`] ?? texts[key] ?? '{concept}', { concept: joined });
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
  const words = printedPolicy(point, input);
  if (words.length > 0) {
    const name = policyName(input.analysis, words[0]?.documentId ?? null);
    const plan = kindOf(words[0], input) === 'plan-document';
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

/** The policy's words as they are printed; none where all there is would be a line that leads into items. */
export function printedPolicy(point: Point, input: LetterInput): Span[] {
  const spans = point.policy.slice(0, maxQuotes);
  const plan = kindOf(spans[0], input) === 'plan-document';
  const words = spans.map((span, at) =>
    plan
      ? wholeProvision(span, input)
      : point.lead.concept === 'policy-version'
        ? wholeBlock(span, input)
        : at === spans.length - 1
          ? wholeList(span, input)
          : span,
  );
  if (point.lead.type === 'evidence-supports' && words.some((span) => takesBackSupport(span.quote)))
    return [];
  const [alone] = words;
  const leadOnly = words.length === 1 && alone !== undefined && alone.quote.trimEnd().endsWith(':');
  return leadOnly && point.lead.type === 'evidence-supports' ? [] : words;
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
    writer.paragraph([bold('The denial. '), text('As quoted above '), cite(first), text('.')], options);
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

const recordLabels: Readonly<Partial<Record<DocumentKind, string>>> = {
  literature: 'The published source.',
  correspondence: 'The correspondence.',
  'claim-file': 'The claim file.',
  'plan-document': 'The plan.',
  'clinical-policy': 'The policy.',
};

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
  const { lead } = point;
  const claim = point.denial.length > 0 ? claimOf(point) : null;
  const rule = input.rules.texts.arguments.find(
    (item) =>
      item.types.includes(type) &&
      (!item.concepts || item.concepts.includes(lead.concept)) &&
      (!item.claims || (claim !== null && item.claims.includes(claim))) &&
      (item.timing === undefined || (item.timing === 'after') === (input.stage.scanDone === true)) &&
      (item.withPolicy === undefined || item.withPolicy === printedPolicy(point, input).length > 0),
  );
  const variant = rule?.variants[index % rule.variants.length] ?? '';
  const names = concepts(point).map((concept) => conceptWords(concept, input.rules).name);
  return fill(variant, {
    concept: listWords(names),
    instrument: kindOf(point.policy[0], input) === 'plan-document' ? 'plan' : 'policy',
  });
}

/** "The examination reports full strength, with no motor loss" states a normal finding, although it says "no". */
function claimOf(point: Point): DenialAssertion['claim'] | null {
  const claim = point.assertion?.claim ?? null;
  const words = point.denial.map((span) => squeeze(span.quote)).join(' ');
  return claim === 'absent' &&
    /\b(?:reported|reports?|shows?|showed|found|was|were|as)\b[^.]*\b(?:normal|full strength|intact|unremarkable)\b/i.test(
      words,
    )
    ? 'normal'
    : claim;
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
      minDays !== null && days >= minDays
        ? `, against the ${daysAsPrinted(minDays, source === 'policy' ? point.policy : point.denial)} in the ${source}`
        : '';
    if (minDays !== null && days < minDays) continue;
    const count = visits && visits > 1 ? ` and ${visits} visits` : '';
    return `By its own dates the record runs from ${longDate(from)} to ${longDate(to)}: ${days} days${count}${meets}.`;
  }
  return '';
}

/** "14 days" where the words quoted count in days, "6 weeks" where they count in weeks. */
function daysAsPrinted(days: number, spans: readonly Span[]): string {
  return spans.some((span) => squeeze(span.quote).includes(`${days} day`)) ? `${days} days` : plainDays(days);
}

function compared(own: Threshold | null, policy: Threshold | null): string {
  if (own?.minDays && policy?.minDays && own.minDays > policy.minDays)
    return `The letter asks for ${plainDays(own.minDays)}, the policy for ${plainDays(policy.minDays)}.`;
  if (own?.minVisits && policy?.minVisits && own.minVisits > policy.minVisits)
    return `The letter asks for ${own.minVisits} visits, the policy for ${policy.minVisits}.`;
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

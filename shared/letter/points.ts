/** Groups findings into points to argue: one point for each criterion, the strongest first. */
import type { DenialAssertion } from '../domain/denial.ts';
import type { Analysis, Citation, Finding } from '../domain/finding.ts';
import type { Concept, FindingType } from '../domain/kinds.ts';
import type { Span } from '../domain/page-text.ts';
import { overlaps } from '../text/spans.ts';
import type { LetterInput } from './input.ts';
import { policyWordsOn } from './policy-words.ts';
import { serviceName } from './words.ts';

/** Never argued: they go to the doctor's letter and the list of gaps. */
const unargued: ReadonlySet<FindingType> = new Set(['criterion-unmet', 'no-support-found']);
/** Argued after the merits. */
const procedural: ReadonlySet<FindingType> = new Set([
  'reviewer-not-qualified',
  'notice-defect',
  'deadline-defect',
]);

export interface Point {
  /** Id of its leading finding. */
  readonly id: string;
  readonly lead: Finding;
  readonly findings: readonly Finding[];
  readonly denial: readonly Span[];
  readonly policy: readonly Span[];
  readonly record: readonly Span[];
  readonly assertion: DenialAssertion | null;
}

/** True where the denial names another scan than the papers do: then the letter must not ask for the denial's scan. */
export function serviceDisputed(input: LetterInput): boolean {
  return usableFindings(input).some(
    (finding) =>
      (finding.type === 'code-mismatch' && finding.concept === 'procedure-code') ||
      (finding.type === 'fact-mismatch' &&
        ['laterality', 'body-region', 'contrast', 'modality'].includes(finding.concept)),
  );
}

/** What the letter asks for: the scan of the denial, or, where that is in dispute, the one that was ordered. */
export function askedService(input: LetterInput): string {
  return serviceDisputed(input)
    ? 'the scan that was ordered, under the codes of the order'
    : serviceName(input.analysis, input.rules);
}

/** The same for a title. */
export function titleService(input: LetterInput): string {
  return serviceDisputed(input) ? 'scan as ordered' : serviceName(input.analysis, input.rules);
}

/** Findings that may stand in a letter, by the person's decisions. */
export function usableFindings(input: LetterInput): Finding[] {
  const verdicts = new Map(input.decisions.map((decision) => [decision.findingId, decision.verdict]));
  return input.analysis.findings.filter((finding) => {
    if (unargued.has(finding.type)) return false;
    const verdict = verdicts.get(finding.id) ?? null;
    // A criterion that is only fairly documented is a claim the person must make, not the program.
    if (finding.type === 'criterion-met' && finding.strength === 'fair') return verdict === 'accepted';
    return verdict === 'accepted' || (verdict === null && input.use === 'not-rejected');
  });
}

/** Points on the merits, strongest first. */
export function meritPoints(input: LetterInput): Point[] {
  return toPoints(
    usableFindings(input).filter((finding) => !procedural.has(finding.type)),
    input,
  );
}

/** Errors in the handling of the claim, strongest first. */
export function proceduralPoints(input: LetterInput): Point[] {
  return toPoints(
    usableFindings(input).filter((finding) => procedural.has(finding.type)),
    input,
  );
}

function toPoints(findings: readonly Finding[], input: LetterInput): Point[] {
  const weight = (finding: Finding) =>
    (input.rules.texts.weights[finding.type] ?? 0) +
    (finding.strength === 'strong' ? 8 : 0) +
    (finding.citations.some((citation) => citation.role === 'policy') ? 2 : 0);
  const sorted = findings
    .map((finding, index) => ({ finding, index }))
    .toSorted((a, b) => weight(b.finding) - weight(a.finding) || a.index - b.index)
    .map(({ finding }) => finding);
  const groups: Finding[][] = [];
  for (const finding of sorted) {
    const group = groups.find((items) => items.some((item) => sameCriterion(item, finding)));
    if (group) group.push(finding);
    else groups.push([finding]);
  }
  return groups.map((group) => toPoint(group, input.analysis));
}

/** One criterion: the same subject, or the same words of the policy. Kinds that argue differently stay apart. */
function sameCriterion(a: Finding, b: Finding): boolean {
  if (a.type === 'notice-defect' || b.type === 'notice-defect') return a.id === b.id;
  if (a.concept === b.concept && administrative.has(a.concept)) return true;
  if (family(a.type) !== family(b.type)) return false;
  if (a.concept === b.concept) return true;
  const policyOf = (finding: Finding) => spansOf([finding], 'policy');
  return policyOf(a).some((one) =>
    policyOf(b).some((other) => one.quote === other.quote && overlaps(one, other)),
  );
}

/** Subjects of the claim's handling: whatever is found on one of them is one argument. */
const administrative: ReadonlySet<Concept> = new Set<Concept>([
  'emergency',
  'network-adequacy',
  'prior-authorization',
  'timely-filing',
  'records-received',
]);

function family(type: FindingType): string {
  return type === 'denial-contradicted-by-record' || type === 'criterion-met' ? 'documented' : type;
}

function toPoint(group: readonly Finding[], analysis: Analysis): Point {
  const lead = group[0];
  if (!lead) throw new Error('a point has at least one finding');
  const denial = spansOf(group, 'denial');
  const policy = spansOf(group, 'policy');
  return {
    id: lead.id,
    lead,
    findings: group,
    denial,
    policy:
      policy.length === 0 && lead.type === 'denial-contradicted-by-record'
        ? policyWordsOn(lead.concept, analysis)
        : policy,
    record: spansOf(group, 'record'),
    assertion:
      analysis.denial?.assertions.find((item) => denial.some((span) => overlaps(span, item.span))) ?? null,
  };
}

/** The group's spans of a role, each place once; a span inside another is dropped. */
function spansOf(group: readonly Finding[], role: Citation['role']): Span[] {
  const spans = group.flatMap((finding) =>
    finding.citations.filter((citation) => citation.role === role).map((citation) => citation.span),
  );
  return spans.filter(
    (span, index) =>
      !spans.some(
        (other, at) =>
          at !== index &&
          overlaps(span, other) &&
          (other.end - other.start > span.end - span.start ||
            (other.end - other.start === span.end - span.start && at < index)),
      ),
  );
}

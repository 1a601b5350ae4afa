/** Groups findings into points to argue: one point for each criterion, the strongest first. */
import type { DenialAssertion } from '../domain/denial.ts';
import type { Analysis, Citation, Finding } from '../domain/finding.ts';
import type { Concept, FindingType } from '../domain/kinds.ts';
import type { Span } from '../domain/page-text.ts';
import { overlaps } from '../text/spans.ts';
import type { LetterInput } from './input.ts';
import { policyWordsOn, waivedNodes, waiverWords } from './policy-words.ts';
import { isAboutRelative, takesBackSupport } from './unfit-words.ts';
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
  return serviceDisputed(input) ? `the ${titleService(input)}` : serviceName(input.analysis, input.rules);
}

/** The same for a title: "scan as ordered (CPT 73222)". */
export function titleService(input: LetterInput): string {
  if (!serviceDisputed(input)) return serviceName(input.analysis, input.rules);
  const codes = orderedCodes(input);
  return codes.length > 0 ? `scan as ordered (CPT ${codes.join(', ')})` : 'scan as ordered';
}

/** Procedure codes that the record names in place of the denial's, where they are codes of scans. */
function orderedCodes(input: LetterInput): string[] {
  const denied = new Set((input.analysis.denial?.procedureCodes ?? []).map((code) => code.value));
  const scans = new Set(input.rules.scans.scans.flatMap((scan) => scan.codes.map((code) => code.code)));
  const found = usableFindings(input)
    .filter((finding) => finding.type === 'code-mismatch' && finding.concept === 'procedure-code')
    .flatMap((finding) => finding.citations.filter((citation) => citation.role === 'record'))
    .flatMap((citation) => citation.span.quote.match(/\b\d{5}\b/g) ?? [])
    .filter((code) => scans.has(code) && !denied.has(code));
  return [...new Set(found)];
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

/** A title such as "Oncologic history": capital first, a few words, no figure and no full stop. */
export const titleOnly = /^\s*[A-Z][A-Za-z]+(?:\s+[A-Za-z]+){0,3}\s*$/;

/** False where what a finding quotes shows nothing: titles, a relative's history, support that is taken back. */
function shows(finding: Finding, analysis: Analysis): boolean {
  const record = spansOf([finding], 'record');
  if (finding.type === 'evidence-supports') {
    const kindOf = (id: string) => analysis.documents.find((each) => each.documentId === id)?.kind;
    const sources = [
      ...spansOf([finding], 'policy'),
      ...record.filter((span) => kindOf(span.documentId) !== 'medical-record'),
    ];
    return sources.some((span) => !takesBackSupport(span.quote));
  }
  return (
    record.length === 0 ||
    record.some((span) => !titleOnly.test(span.quote) && !isAboutRelative(span.quote, finding.concept))
  );
}

/** Points on the merits, strongest first. */
export function meritPoints(input: LetterInput): Point[] {
  const findings = usableFindings(input).filter((finding) => !procedural.has(finding.type));
  const waived = waivedNodes(findings, input.analysis);
  return toPoints(
    // What the policy waives need not be met; to argue it would invite the question whether it is.
    findings.filter(
      (finding) =>
        shows(finding, input.analysis) &&
        (finding.type !== 'criterion-met' ||
          !spansOf([finding], 'policy').some((span) => waived.some((node) => overlaps(span, node.span)))),
    ),
    input,
  );
}

/** Errors in the handling of the claim, strongest first. */
export function proceduralPoints(input: LetterInput): Point[] {
  return toPoints(
    usableFindings(input).filter(
      (finding) =>
        procedural.has(finding.type) &&
        // The rules ask for the faster way only in the notice of an urgent claim (29 CFR 2560.503-1(g)(1)(vi)).
        (finding.concept !== 'expedited-right' || input.stage.urgent === true),
    ),
    input,
  );
}

const wrongService: ReadonlySet<Concept> = new Set<Concept>([
  'procedure-code',
  'laterality',
  'body-region',
  'modality',
  'contrast',
]);

function toPoints(findings: readonly Finding[], input: LetterInput): Point[] {
  const experimental = (input.analysis.denial?.reasons ?? []).some((reason) => reason.value === 'EXP');
  const weight = (finding: Finding) =>
    (input.rules.texts.weights[finding.type] ?? 0) +
    (finding.strength === 'strong' ? 8 : 0) +
    // A review of another scan or side comes before everything that was found in it.
    (wrongService.has(finding.concept) && finding.type !== 'policy-misapplied' ? 16 : 0) +
    // What supports the use is the answer to "experimental"; the rest is built on it.
    (finding.type === 'evidence-supports' && experimental ? 24 : 0) +
    // A point that the policy's own words carry is the harder one to answer.
    (finding.citations.some((citation) => citation.role === 'policy') ? 9 : 0);
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
  if (argueAlike(a, b)) return true;
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

/** What argues from the same entries of the record. A waiver joins only on its own subject. */
const documented: ReadonlySet<FindingType> = new Set<FindingType>([
  'denial-contradicted-by-record',
  'criterion-met',
]);

function family(type: FindingType): string {
  return documented.has(type) ? 'documented' : type;
}

function argueAlike(a: Finding, b: Finding): boolean {
  const alike = (type: FindingType) => documented.has(type) || type === 'exception-ignored';
  return a.concept === b.concept && alike(a.type) && alike(b.type);
}

function toPoint(group: readonly Finding[], analysis: Analysis): Point {
  const lead = group[0];
  if (!lead) throw new Error('a point has at least one finding');
  const denial = spansOf(group, 'denial');
  const policy = policyOf(group, analysis);
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

/** The policy's words; for a waiver also the sentence that waives, which is what the argument rests on. */
function policyOf(group: readonly Finding[], analysis: Analysis): readonly Span[] {
  const spans = spansOf(group, 'policy');
  if (!group.some((finding) => finding.type === 'exception-ignored')) return spans;
  const waivers = waiverWords(spans, analysis.policies);
  const own = spans.filter((span) => !waivers.some((waiver) => overlaps(span, waiver)));
  return [...waivers, ...own.slice(0, maxWaivingItems)];
}

/** Conditions of a waiver that are printed: the sentence that waives says what any one of them does. */
const maxWaivingItems = 2;

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

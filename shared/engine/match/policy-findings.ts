/** The engine's door to policies: reads nothing itself, joins policies, denial and facts into findings and gaps. */
import type { Denial, ScanDescription } from '../../domain/denial.ts';
import type { DocumentPart, Finding, Gap, PleaseCheck } from '../../domain/finding.ts';
import type { IsoDate, PlanType } from '../../domain/kinds.ts';
import type { DocumentText } from '../../domain/page-text.ts';
import type { PolicyDocument } from '../../domain/policy.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import type { ScanRules } from '../../domain/rules.ts';
import { within } from '../../text/spans.ts';
import { criteriaFindings } from './criteria/findings.ts';
import type { PolicyCase } from './policy-case.ts';
import { policyCaseOf } from './policy-case.ts';
import { exceedsFindings } from './exceeds/findings.ts';
import { followUpFindings } from './follow-up/findings.ts';
import { misappliedFindings } from './misapplied/findings.ts';
import { notYetInForce } from './misapplied/version.ts';
import { nameOf } from './names.ts';
import { supportFindings } from './supports.ts';
import { waiverFindings } from './waivers/waivers.ts';

export interface PolicyFindingsInput {
  readonly policies: readonly PolicyDocument[];
  readonly denial: Denial;
  readonly facts: readonly ClinicalFact[];
  readonly parts: readonly DocumentPart[];
  /** Page texts of the case: the denial's own words, and the records' assessments. */
  readonly documents: readonly DocumentText[];
  /** The scan as ordered; as the denial names it where no order is in the folder. */
  readonly scan: ScanDescription | null;
  /** Codes of the order, else of the denial. */
  readonly orderedCodes?: readonly string[];
  readonly today: IsoDate;
  readonly planType: PlanType;
  readonly rules: { readonly policy: PolicyRules; readonly scans: ScanRules };
}

export interface PolicyFindings {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly pleaseCheck: readonly PleaseCheck[];
}

/** Findings that rest on a clinical policy: each with its quotes and its why. Empty where no policy fits. */
export function policyFindings(input: PolicyFindingsInput): PolicyFindings {
  const found: PolicyCase | null = policyCaseOf(input);
  if (found === null) return { findings: notYetInForce(input), gaps: [], pleaseCheck: [] };
  const waived = waiverFindings(found);
  const misapplied = misappliedFindings(found);
  const criteria = criteriaFindings(found);
  const findings = [
    ...waived,
    ...misapplied,
    ...exceedsFindings(found),
    ...followUpFindings(found),
    ...criteria.findings,
    ...supportFindings(found),
  ];
  return {
    findings: distinct(
      findings.filter((finding) => !isDoubtful(finding) && !isReleased(found, finding, findings)),
    ),
    gaps: criteria.gaps,
    pleaseCheck: [...criteria.pleaseCheck, ...distinct(waived.filter(isDoubtful)).map(whetherReleased)],
  };
}

/**
 * An exception that the record documents only fairly (told in passing, or met by a section's title): five of six such were wrong on
 * papers that nobody had read.
 */
function isDoubtful({ type, strength }: Finding): boolean {
  return type === 'exception-ignored' && strength === 'fair';
}

function whetherReleased({ concept, citations }: Finding): PleaseCheck {
  return {
    concept,
    question: `The policy may set its requirement aside for ${nameOf(concept)}, and the record may show it, though not plainly. Does it?`,
    citations: citations.slice(0, 3),
  };
}

/** A gap that the policy's own words close: its line holds the release that the record meets, or another line says that the thing is no condition. */
function isReleased(
  found: PolicyCase,
  { type, concept, citations }: Finding,
  all: readonly Finding[],
): boolean {
  if (type !== 'criterion-unmet') return false;
  const asked = citations.find(({ role }) => role === 'policy')?.span;
  return all.some(
    (other) =>
      (other.type === 'denial-exceeds-policy' &&
        other.concept === concept &&
        other.why.ruleIds.includes(notRequired) &&
        isOfNearSection(found, other)) ||
      (other.type === 'exception-ignored' &&
        other.citations.some(
          ({ role, span }) => role === 'policy' && asked !== undefined && within(span, asked),
        )),
  );
}

/** What the policy does not ask for under a section that is clearly another patient's, it may ask for under this one's. */
function isOfNearSection({ choices }: PolicyCase, { citations }: Finding): boolean {
  const said = citations.find(({ role }) => role === 'policy')?.span;
  const holder = choices.find(({ section }) => said !== undefined && within(said, section.span));
  return holder !== undefined && holder.score >= (choices[0]?.score ?? 0) - nearScore;
}

/** Points between sections of which either may be the patient's. */
const nearScore = 2;

/** The rule of what a policy says it does not ask for. */
const notRequired = 'policy.not-required';

/** One finding of a type and concept: the best supported; citations of the others join it. */
function distinct(findings: readonly Finding[]): Finding[] {
  const out = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.type}/${finding.concept}`;
    const known = out.get(key);
    if (known === undefined) {
      out.set(key, finding);
      continue;
    }
    const more = finding.citations.filter(
      (citation) =>
        !known.citations.some(
          (other) =>
            other.role === citation.role &&
            other.span.documentId === citation.span.documentId &&
            other.span.pageIndex === citation.span.pageIndex &&
            other.span.start === citation.span.start,
        ),
    );
    out.set(key, { ...known, citations: [...known.citations, ...more] });
  }
  return [...out.values()];
}

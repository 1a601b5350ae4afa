/**
 * Where the papers disagree on a fact of the sheet, each with the lines that disagree. Three sources: findings that
 * set a fact of the letter against the record's, decisions that differ from each other, and pages of somebody else.
 */
import type { CaseField, CaseFieldName, CaseSheet } from '../../shared/api/contract.ts';
import type { Denial, Sourced } from '../../shared/domain/denial.ts';
import type { Analysis, Finding } from '../../shared/domain/finding.ts';
import type { Concept } from '../../shared/domain/kinds.ts';
import type { PageText, Span } from '../../shared/domain/page-text.ts';
import { isOtherPerson } from '../../shared/text/person.ts';
import { spanOf } from '../../shared/text/spans.ts';

type Contradiction = CaseSheet['contradictions'][number];

/** Where a finding's concept stands on the sheet; dates are told apart by rule, see `fieldOf`. */
const fieldOfConcept: Partial<Record<Concept, CaseFieldName>> = {
  'patient-identity': 'memberName',
  age: 'memberName',
  'procedure-code': 'procedureCodes',
  modality: 'procedureCodes',
  'body-region': 'procedureCodes',
  contrast: 'procedureCodes',
  laterality: 'procedureCodes',
  'diagnosis-code': 'diagnosisCodes',
  'policy-version': 'citedPolicies',
};
const serviceDateRules: ReadonlySet<string> = new Set(['fact.service-date', 'fact.line-date']);

/** Fields that stay the same from one decision on a claim to the next. Reference numbers and reviewers do not. */
const lasting = ['memberName', 'memberId', 'claimNumber', 'serviceDate'] as const;

export interface ContradictionInput {
  readonly analysis: Analysis;
  /** A field that the person put right is settled: nothing is flagged at it. */
  readonly fields: readonly CaseField[];
  /** Findings that the person looked at and refused. */
  readonly rejected: ReadonlySet<string>;
  /** Null where the page is not kept any more. */
  readonly page: (documentId: string, pageIndex: number) => PageText | null;
}

export function contradictionsOf(input: ContradictionInput): Contradiction[] {
  const { analysis } = input;
  const settled = new Set(input.fields.filter((field) => field.corrected).map((field) => field.name));
  return [
    ...analysis.findings
      .filter((finding) => !input.rejected.has(finding.id))
      .flatMap((finding) => ofFinding(finding)),
    ...ofDecisions(analysis),
    ...ofOtherPersons(input),
  ].filter((each) => !settled.has(each.field));
}

function fieldOf(finding: Finding): CaseFieldName | undefined {
  if (finding.concept !== 'dates') return fieldOfConcept[finding.concept];
  // A day of an earlier test stands among the reasons that the letter gives.
  return finding.why.ruleIds.some((id) => serviceDateRules.has(id)) ? 'serviceDate' : 'reasons';
}

/** The letter's line against the first of the record, or of the policy. */
function ofFinding(finding: Finding): Contradiction[] {
  if (finding.type !== 'fact-mismatch' && finding.type !== 'code-mismatch') return [];
  const field = fieldOf(finding);
  const letter = finding.citations.find(({ role }) => role === 'denial');
  const other = finding.citations.find(({ role }) => role !== 'denial');
  return field && letter && other
    ? [{ field, message: finding.summary, spans: [letter.span, other.span] }]
    : [];
}

/** What an earlier decision gives otherwise than the one that is appealed. */
function ofDecisions({ denial, earlierDenials }: Analysis): Contradiction[] {
  return lasting.flatMap((field) => {
    const latest = denial?.[field];
    if (!latest?.span) return [];
    const earlier = earlierDenials
      .map((each) => each[field])
      .findLast((each) => each && differs(field, each, latest));
    return earlier?.span
      ? [
          {
            field,
            message: `An earlier decision has ${earlier.value}; the latest one has ${latest.value}.`,
            spans: [latest.span, earlier.span],
          },
        ]
      : [];
  });
}

function differs(field: keyof Denial, a: Sourced<string>, b: Sourced<string>): boolean {
  if (field === 'memberName') return isOtherPerson(a.value, b.value);
  // Numbers are printed with or without dashes and spaces.
  const bare = (value: string) => value.replace(/[^a-z0-9]/gi, '').toUpperCase();
  return bare(a.value) !== bare(b.value);
}

/** The first page of each paper that names somebody else, where the name stands in its text. */
function ofOtherPersons({ analysis, page }: ContradictionInput): Contradiction[] {
  const member = analysis.denial?.memberName;
  if (!member?.span) return [];
  const letter = member.span;
  return analysis.documents.flatMap((document) => {
    const part = document.parts.find((each) => isOtherPerson(each.patientName, member.value));
    const text = part ? page(document.documentId, part.firstPage) : null;
    const place = part?.patientName && text ? nameOn(text, part.patientName) : null;
    return part && place
      ? [
          {
            field: 'memberName' as const,
            message: `Page ${part.firstPage + 1} of “${document.fileName}” names another person: ${part.patientName}.`,
            spans: [letter, place],
          },
        ]
      : [];
  });
}

/** The name as printed: its words in their order or last name first, whatever stands between them. */
function nameOn(page: PageText, name: string): Span | null {
  const words = name.split(/[^\p{L}\p{N}'’-]+/u).filter((word) => word !== '');
  const last = words.at(-1);
  if (last === undefined) return null;
  for (const order of [words, [last, ...words.slice(0, -1)]]) {
    const found = new RegExp(order.join(String.raw`[\s,.]+`), 'iu').exec(page.text);
    if (found) return spanOf(page, found.index, found.index + found[0].length);
  }
  return null;
}

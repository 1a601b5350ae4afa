/** The fields of a case: what was read from the decision, and what the person put instead. */
import type { CaseField, CaseFieldName } from '../../shared/api/contract.ts';
import { caseFieldNames } from '../../shared/api/contract.ts';
import type { Denial, Sourced } from '../../shared/domain/denial.ts';
import type { Span } from '../../shared/domain/page-text.ts';
import { getCaseFields } from '../vault/stores/case-fields.ts';
import type { AppContext } from './context.ts';

type Read = { readonly value: string; readonly span: Span | null } | null;

function one(field: Sourced<string | number> | null): Read {
  return field ? { value: String(field.value), span: field.span } : null;
}
function many(fields: readonly Sourced<string>[]): Read {
  const [first] = fields;
  return first ? { value: fields.map((each) => each.value).join(', '), span: first.span } : null;
}

/** What the denial says for each field of the sheet. */
export function readFields(denial: Denial | null): Record<CaseFieldName, Read> {
  const [policy] = denial?.citedPolicies ?? [];
  return {
    insurer: one(denial?.insurer ?? null),
    plan: one(denial?.plan ?? null),
    memberName: one(denial?.memberName ?? null),
    memberId: one(denial?.memberId ?? null),
    referenceNumber: one(denial?.referenceNumber ?? null),
    claimNumber: one(denial?.claimNumber ?? null),
    letterDate: one(denial?.letterDate ?? null),
    // Only the person knows when the letter came.
    receivedDate: null,
    requestDate: one(denial?.requestDate ?? null),
    serviceDate: one(denial?.serviceDate ?? null),
    procedureCodes: many(denial?.procedureCodes ?? []),
    diagnosisCodes: many(denial?.diagnosisCodes ?? []),
    reasons: many(denial?.reasons ?? []),
    citedPolicies: policy
      ? {
          value: (denial?.citedPolicies ?? []).map((each) => each.id ?? each.title ?? '').join(', '),
          span: policy.span,
        }
      : null,
    reviewerName: one(denial?.reviewerName ?? null),
    reviewerSpecialty: one(denial?.reviewerSpecialty ?? null),
    appealDays: one(denial?.appealDays ?? null),
  };
}

export function caseFields(context: AppContext, caseId: string): CaseField[] {
  const corrections = getCaseFields(context.session.db(), caseId);
  const read = readFields(context.analyses.get(caseId).analysis.denial);
  return caseFieldNames.map((name) => {
    const found = read[name];
    const corrected = `field:${name}` in corrections;
    const typed = corrections[`field:${name}`];
    return {
      name,
      value: corrected ? (typeof typed === 'string' ? typed : null) : (found?.value ?? null),
      readValue: found?.value ?? null,
      corrected,
      span: found?.span ?? null,
    };
  });
}

/** A field's value as it counts now: the person's, else what was read. */
export function fieldValue(fields: readonly CaseField[], name: CaseFieldName): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

/** The fields of the case in the groups and the order in which a person thinks of them. */
import type { CaseFieldName } from '../../../shared/api/contract.ts';

export type FieldGroup = 'person' | 'decision' | 'scan';

export const fieldGroups: readonly { name: FieldGroup; fields: readonly CaseFieldName[] }[] = [
  { name: 'person', fields: ['memberName', 'insurer', 'plan', 'memberId'] },
  {
    name: 'decision',
    fields: [
      'letterDate',
      'receivedDate',
      'referenceNumber',
      'claimNumber',
      'reasons',
      'citedPolicies',
      'appealDays',
      'reviewerName',
      'reviewerSpecialty',
    ],
  },
  { name: 'scan', fields: ['procedureCodes', 'diagnosisCodes', 'requestDate', 'serviceDate'] },
];

export const dateFields: ReadonlySet<CaseFieldName> = new Set([
  'letterDate',
  'receivedDate',
  'requestDate',
  'serviceDate',
]);

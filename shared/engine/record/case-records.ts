/** Chooses which pages of a case's folder are medical records, and reads them. */
import type { AnalysisInput, AnalyzedDocument } from '../../domain/finding.ts';
import type { IsoDate } from '../../domain/kinds.ts';
import type { RecordRules } from '../../domain/record-rules.ts';
import { readRecords } from './extract.ts';
import type { RecordReading, RecordSource } from './extract.ts';

/**
 * Facts of all documents whose kind is medical record. `memberName` and `birthDate` say who the case is about;
 * where both are null the person that most notes name counts.
 */
export function readCaseRecords(
  input: AnalysisInput,
  documents: readonly AnalyzedDocument[],
  memberName: string | null,
  birthDate: IsoDate | null,
  rules: RecordRules,
): RecordReading {
  const sources: RecordSource[] = input.documents
    .filter((_, index) => documents[index]?.kind === 'medical-record')
    .map(({ documentId, pages }) => ({ documentId, pages }));
  return readRecords(
    sources,
    rules,
    memberName === null && birthDate === null ? null : { name: memberName, birthDate },
  );
}

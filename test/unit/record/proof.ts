/** What a note proves, for tables of wordings. */
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

/** The evidence of a concept in a note of 05/06/2026. */
export function proofOf(concept: string, text: string): readonly ClinicalFact[] {
  const page = pagesOf(`HILLSIDE CLINIC OFFICE VISIT  05/06/2026\nPatient: Mary Doe\n\n${text}`);
  return readRecords([{ documentId: 'doc', pages: page }], rules, null).facts.filter(
    (fact) => fact.concept === concept && isEvidence(fact),
  );
}

/** The lengths in days that the evidence gives. */
export function daysOf(concept: string, text: string): readonly number[] {
  return proofOf(concept, text).flatMap(({ measure }) => (measure?.days == null ? [] : [measure.days]));
}

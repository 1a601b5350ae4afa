/** The report of a scan that was billed is no earlier test: it can neither answer what should come before it nor be what an interval counts from. */
import type { Denial } from '../domain/denial.ts';
import type { ClinicalFact } from '../domain/record.ts';

/** Words of the record's facts for each modality of a scan. */
export const shownAs: Readonly<Record<string, readonly string[]>> = {
  MRI: ['mri'],
  MRA: ['mri'],
  CT: ['ct'],
  CTA: ['ct'],
  PET: ['pet'],
  NM: ['nuclear', 'spect'],
  US: ['ultrasound'],
  MG: ['mammogram'],
};
/** Modalities of studies that are themselves stress tests. */
const ofStress: ReadonlySet<string> = new Set(['NM', 'PET', 'MRI']);

/** True for a study of the day of service that is of the billed scan's kind and, where both are known, of its region. */
export function isScanItself(fact: ClinicalFact, denial: Denial | null): boolean {
  const day = denial?.serviceDate?.value;
  const scan = denial?.scan?.value;
  if (day === undefined || scan === undefined || scan.modality === null) return false;
  if (fact.status !== 'done' || fact.date !== day) return false;
  if (fact.concept === 'stress-test') return ofStress.has(scan.modality);
  return (
    fact.concept === 'prior-imaging' &&
    (shownAs[scan.modality] ?? []).includes(fact.detail ?? '') &&
    (fact.region === null || scan.region === null || fact.region === scan.region)
  );
}

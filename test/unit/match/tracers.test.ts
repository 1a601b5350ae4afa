/** Sections of a PET policy are parted by tracer: the one that was ordered is looked for, the other was misapplied. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { isOtherTracer, tracersIn } from '../../../shared/engine/tracers.ts';
import { splitNotes } from '../../../shared/engine/segment/notes.ts';
import { caseOf, pagesOf, rules } from '../engine-kit.ts';

describe('tracers', () => {
  it.each([
    ['Somatostatin receptor PET', ['78815', 'A9587'], false],
    ['FDG', ['78815', 'A9587'], true],
    ['FDG PET (A9552)', ['78815', 'A9552'], false],
    ['PSMA tracers', ['78815', 'A9552'], true],
    ['Staging', ['78815', 'A9552'], false],
    ['FDG', ['78815'], false],
  ])('tells whether the section %j is of another tracer than %j', (heading, codes, other) => {
    expect(isOtherTracer({ heading, codes: [] }, codes)).toBe(other);
  });

  it('knows a tracer by code and by name', () => {
    expect(tracersIn('Ga-68 dotatate', [])).toEqual(tracersIn('', ['C9067']));
  });
});

const letter =
  'Marsh Hollow Health Plan\nMay 20, 2026\nMember: Iris Fenton\nMember ID: MHH 4471 220\nRequest received: May 18, 2026\nService: PET/CT 78815 with Ga-68 dotatate (A9587)\nDiagnosis: C7A.010\n\nDear Ms. Fenton:\n\nThe scan is experimental and investigational under Medical Policy NUC-14, section 2. Your scan is excluded.\n\nYou may appeal within 180 days after you receive this letter.';
const policy =
  'Marsh Hollow Health Plan\nMedical Policy NUC-14: PET in Cancer\nEffective January 1, 2026\n\n2. FDG\n2.1 Covered for staging of lung cancer proven by biopsy.\n2.2 Neuroendocrine tumors of low grade: investigational.\n\n3. Somatostatin receptor PET\nConsidered proven and medically necessary when all of these are documented:\na. a neuroendocrine tumor shown by biopsy;\nb. a CT of the abdomen within the past 90 days.\n';
const records =
  'Tern Valley Cancer Institute\nVisit 05/12/2026\nPatient: Iris Fenton DOB 02/03/1961\nHPI: Neuroendocrine tumor of the duodenum. Plan: PET/CT with Ga-68 dotatate (78815, A9587).\nFH: father, pancreatic cancer.\nA. Ruiz, MD\fStillwater Pathology\nSW26-0912 FENTON I Collected 04/26/2026\nDuodenum, biopsy: well-differentiated neuroendocrine tumor, grade 1.\nB. Odum, MD\fStillwater Radiology\nFENTON, IRIS CT ABDOMEN AND PELVIS WITH CONTRAST\n05/02/2026\n2 cm mass of the duodenum. No ascites.\nIMPRESSION: Duodenal mass.\nC. Vane, MD';

it('finds the section for the tracer, that the other was applied, and that the policy counts it as proven', () => {
  const { findings } = analyze(
    caseOf({ 'letter.pdf': letter, 'policy.pdf': policy, 'records.pdf': records }, { today: '2026-06-01' }),
    rules,
  );
  const keys = findings.map(({ type, concept }) => `${type}/${concept}`);
  expect(keys).toEqual(
    expect.arrayContaining([
      'policy-misapplied/modality',
      'evidence-supports/guideline-support',
      'criterion-met/tissue-diagnosis',
    ]),
  );
});

it('begins a note where a sheet of another house is named and dated, and knows a report by its title', () => {
  const notes = splitNotes(pagesOf('records', records));
  expect(notes.map(({ date }) => date)).toEqual(['2026-05-12', '2026-04-26', '2026-05-02']);
  expect(notes[2]?.kind).toBe('imaging-report');
});

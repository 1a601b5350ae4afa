/** Results that stand in rows and short forms: genes, fractions of radiation, films, visits to specialists. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { proofOf } from './proof.ts';

const factsOf = (concept: string, text: string) =>
  analyze(caseOf({ 'chart.pdf': text }), rules).facts.filter((fact) => fact.concept === concept);

const head = 'ALDER CLINIC\nAda Lowe   DOB 03/04/1970   Visit 05/11/2026\n\n';

it.each([
  'Gene     Variant               Zygosity        Classification\nCHEK2    c.1100del (p.Thr367)  heterozygous    PATHOGENIC',
  'Reason: yearly check, BRCA2+.',
  'Here to go over the panel: PALB2 +.',
])('a variant that was found is a test that was done: "%s"', (text) => {
  expect(proofOf('genetic-test', head + text)).not.toEqual([]);
});

it('a variant of uncertain meaning is none', () => {
  expect(
    proofOf('genetic-test', `${head}ATM    c.2119T>C    heterozygous    Uncertain significance`),
  ).toEqual([]);
});

it('no variant in other genes says nothing against the one that was found', () => {
  const text = `${head}PALB2    c.3113G>A    heterozygous    Pathogenic\nNo pathogenic variant was found in BRCA1, BRCA2 or TP53.`;
  expect(factsOf('genetic-test', text).filter(({ context }) => context.negation === 'negated')).toEqual([]);
  const none = `${head}No pathogenic variant was found in BRCA1, BRCA2 or TP53.`;
  expect(factsOf('genetic-test', none).some(({ context }) => context.negation === 'negated')).toBe(true);
});

it.each([
  'Site        Technique   Fx   Dose/fx   Total\nTonsil      VMAT        35   2.0 Gy    70 Gy',
  'Completed 30 fx of IMRT, 60 Gy.',
])('fractions of radiation are no fracture: "%s"', (text) => {
  expect(factsOf('fracture-trauma', head + text)).toEqual([]);
  expect(proofOf('fracture-trauma', `${head}Wrist fx in 2025.`)).not.toEqual([]);
});

it('a film whose place stands on the line of its title is a report', () => {
  const text = `${head}Exam: Neer positive.\nPlan: therapy.\n\n------------------------------------------\nRADIOLOGY (in office)      R SHOULDER, AP / GRASHEY / Y VIEW      05/11/2026\nJoint preserved. No fracture, no calcific deposit.\nRead: H. Marsh MD`;
  expect(proofOf('prior-imaging', text).map(({ detail }) => detail)).toContain('radiograph');
});

it('a film that was read was done', () => {
  const text = `${head}XR knee L 3 views (AP, lateral, sunrise), read by radiology:\n"Large effusion. No fracture."`;
  expect(proofOf('prior-imaging', text)).not.toEqual([]);
});

it.each([
  'GREEN VALLEY HEART PARTNERS\nNew patient consultation      DOS: 05/11/2026\nAda Lowe   DOB 03/04/1970',
  'GREEN VALLEY MEDICAL GROUP\nConsultation   05/11/2026   Rosa Abendroth, MD, FACC\nAda Lowe   DOB 03/04/1970',
])('a cardiologist is known by the practice or the fellowship: "%s"', (top) => {
  const facts = factsOf(
    'specialist-evaluation',
    `${top}\n\nHPI: pressure on stairs.\nExam: no murmur.\nImpression: angina.\nPlan: stress test.`,
  );
  expect(facts.map(({ detail, status }) => [detail, status])).toContainEqual(['cardiologist', 'done']);
});

const letter = `Fernhill Health Plan
PO Box 9, Roanoke, VA 24001

July 20, 2026

Ada Lowe
9 Pine St
Salem, VA 24153

Member ID: FH-4471-9920
Request received: July 1, 2026

Dear Ada Lowe:

PET/CT (78815) is not medically necessary. The notes show that radiation ended on June 12, 2026. That is less than 12 weeks before the scan, too early to be reliable.

You have 180 days from receipt of this letter to appeal.
`;
const course = (last: string) =>
  `ALDER ONCOLOGY   TREATMENT SUMMARY\nAda Lowe  DOB 03/04/1970\nSite        Technique   Dose/fx   Fx      Total   Start      End\nLow neck    VMAT        1.6 Gy    35/35   56 Gy   02/02/26   ${last}`;

it.each([
  ['03/20/26', true],
  ['06/12/26', false],
])('the row of a course of radiation says when it ended (%s)', (last, early) => {
  const keys = analyze(caseOf({ 'denial.pdf': letter, 'summary.pdf': course(last) }), rules).findings.map(
    ({ type, concept }) => `${type}/${concept}`,
  );
  expect(keys.includes('denial-contradicted-by-record/interval')).toBe(early);
});

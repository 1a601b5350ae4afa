/** Whose letter it is, where the insurer's own addresses and departments stand around the patient's. */
import { expect, it } from 'vitest';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, pagesOf, rules } from '../engine-kit.ts';

const nameIn = (text: string): string | null =>
  readDenial({ documentId: 'letter', documentIds: ['letter'], pages: pagesOf('letter', text) }, rules).denial
    .memberName?.value ?? null;

const body =
  'We cannot approve MRI of the knee (73721). It is not medically necessary under policy LK-7.\nYou may appeal within 180 days.';

it.each([
  [
    'a department under the letterhead',
    `Larkfield Mutual Health Plan\nMedical Management, 18 Canal Row, Duluth, MN 55802\n\nMay 4, 2026\n\nJorun A. Thackeray\n9 Elm Court\nDuluth, MN 55803\n\nDear Mr. Thackeray:\n${body}`,
  ],
  [
    'where appeals are to be sent',
    `Larkfield Mutual Health Plan\nDuluth, MN 55802\n\nMs. Jorun A. Thackeray\n9 Elm Court, Duluth, MN 55803\n\nDear Ms. Thackeray,\n${body} Write to\nLarkfield Reconsiderations, P.O. Box 88, Duluth, MN 55802.`,
  ],
  [
    'a name parted from the number by a dot',
    `LARKFIELD HEALTH SERVICES\nP.O. Box 40, Duluth, MN 55802\n\nMay 4, 2026\n\nJorun A. Thackeray \u00b7 Member 5510-LKH-2 \u00b7 Review number LR-2609-0554\n\n${body}`,
  ],
])('is the patient, not %s', (_, text) => {
  expect(nameIn(text)).toBe('Jorun A. Thackeray');
});

it('takes a heading that nobody in the records bears for no name, and the patient whom the letter names for the member', () => {
  const letter = `Larkfield Mutual Health Plan\nMay 4, 2026\n\nRE: Adverse determination, pre-service\nSubscriber ID: LMH 4471\n\nThis concerns Jorun A. Thackeray.\n${body}\nWe found no x-ray of the knee.`;
  const chart =
    'Canal Clinic\nThackeray, Jorun DOB 02/03/1980 04/20/2026\nX-ray of the right knee 04/18/2026: no fracture.\nL. Osei, MD';
  const analysis = analyze(caseOf({ 'letter.txt': letter, 'chart.txt': chart }), rules);
  expect(analysis.denial?.memberName?.value).toBe('Jorun A. Thackeray');
  expect(analysis.facts.some(({ context }) => context.experiencer === 'other')).toBe(false);
});

it('is the person of the records, whatever title the greeting gives, also beside a paper of somebody else', () => {
  const letter = `Larkfield Trust\nMay 4, 2026\nThe Rev. Jorun Thackeray\nParsonage, Church Street\nDuluth, MN 55803\nDear Pastor Thackeray,\n${body}`;
  const own =
    'Lake Clinic\nPatient: THACKERAY, JORUN DOB 04/30/1980\nVisit 04/20/2026\nKnee pain. Dual chamber pacemaker.';
  const other = 'Hill Clinic\nPatient: Otis Farnum DOB: 05/05/1950\nProgress note 02/01/2026\nKnee pain.';
  const { facts } = analyze(caseOf({ 'a.txt': letter, 'b.txt': own, 'c.txt': other }), rules);
  const implant = facts.filter(({ concept }) => concept === 'contraindication');
  expect(implant.map(({ context }) => context.experiencer)).toEqual(['patient']);
});

it('is no heading whose words stand in the notes as well', () => {
  const letter = `Larkfield Mutual Health Plan\nMay 4, 2026\n\nRE: Knee Arthrogram, CPT 73722\nSubscriber ID: LMH 4471\n\nDear Jorun Thackeray:\n${body}`;
  const chart =
    'Canal Clinic\nThackeray, Jorun DOB 02/03/1980 04/20/2026\nKnee locked. We spoke about a knee arthrogram.\nL. Osei, MD';
  const analysis = analyze(caseOf({ 'letter.txt': letter, 'chart.txt': chart }), rules);
  expect(analysis.facts.some(({ context }) => context.experiencer === 'other')).toBe(false);
});

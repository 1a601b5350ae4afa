/** A choice that patients meet in words of their own is not called unmet by silence. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter = (missing: string): string =>
  `Harbor Health\nMay 4, 2026\nPatient: Mary Doe\nMRI of the left knee (73721) is denied as not medically necessary under policy HK-2. ${missing}\nYou may appeal within 180 days.`;
const policy = (list: string): string =>
  `Clinical Policy HK-2: MRI of the Knee\nEffective January 1, 2026\nMRI of the knee (73721) is medically necessary when the chart shows at least one of these:\n${list}`;
const note =
  'OFFICE VISIT 04/20/2026\nPatient: Mary Doe\nHPI: left knee pain for ten weeks.\nExam: no effusion. McMurray negative.\nPlan: MRI left knee 73721.\nAnn Roe, MD';

const unmet = (list: string, missing: string): boolean =>
  analyze(
    caseOf({ 'letter.txt': letter(missing), 'policy.txt': policy(list), 'note.txt': note }),
    rules,
  ).findings.some(({ type }) => type === 'criterion-unmet');

it('asks where one of the choice is a complaint that was not read', () => {
  expect(unmet('- joint effusion\n- locking or catching', 'No joint effusion was found.')).toBe(false);
});

it('says so where the examination settles all of the choice', () => {
  expect(unmet('- joint effusion\n- a positive McMurray test', 'No joint effusion was found.')).toBe(true);
});

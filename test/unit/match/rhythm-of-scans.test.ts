/** "Once in 24 months": a letter that lets a scan be had less often than the policy does asks for more. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = `Corbel Health Trust\nStandard CB-19: MRI of the Brain (70553)\nEffective 01/01/2026\n\nPart 3. Known multiple sclerosis\nMRI of the brain is medically necessary when all of the following are documented:\n(a) the member takes a disease-modifying drug;\n(b) at least nine months have gone by since the last brain MRI;\n(c) a neurologist has seen the member within 90 days.\n`;
const letter = (words: string): string =>
  `Corbel Health Trust\nMay 11, 2026\nMember: Ulric Fennimore\nMember ID: CB 7741 0032\nDear Mr. Fennimore:\nWe received a request of May 4, 2026 for MRI of the brain (70553), diagnosis G35.A, multiple sclerosis. It is not medically necessary under Standard CB-19, Part 3. ${words}\nYou may appeal within 180 days.`;
const chart = `TIDEWATER NEUROLOGY\nPatient: Ulric Fennimore DOB 03/08/1979\nDate: 05/04/2026\nMultiple sclerosis, on ocrelizumab. Last MRI of the brain 07/20/2025.\nPlan: MRI brain 70553.\nR. Oduya MD, Neurology\n`;

function exceeds(words: string): boolean {
  return analyze(
    caseOf({ 'letter.txt': letter(words), 'policy.txt': policy, 'chart.txt': chart }),
    rules,
  ).findings.some(({ type, concept }) => type === 'denial-exceeds-policy' && concept === 'interval');
}

it.each([
  ['A surveillance scan of a stable member is allowed once in 18 months.'],
  ['A repeat scan is not needed more often than every 24 months, and that time has not run.'],
])('goes beyond the policy: %s', (words) => {
  expect(exceeds(words)).toBe(true);
});

it.each([
  ['A surveillance scan of a stable member is allowed once in nine months.'],
  ['A repeat scan is not needed more often than every 6 months, and that time has not run.'],
  ['The drug is given every 24 months at most, and no repeat scan is needed.'],
])('stays within it: %s', (words) => {
  expect(exceeds(words)).toBe(false);
});

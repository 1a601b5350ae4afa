/** A scan denied as an excluded benefit, and the plan's own pages that list it among what they pay for. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter =
  'Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: 71271 low dose CT of the chest\n\nWe cannot pay for this scan. Screening CT is excluded under your plan and is not a covered benefit.\n\nYou may appeal within 180 days.';
const chart =
  'Tern Creek Clinic\nVisit 05/10/2026\nPatient: Iris Fenton DOB 11/03/1960\nAge 65. Smoked one pack a day for 30 years, still smokes.\nPlan: low dose CT of the chest 71271 for screening.\nA. Ruiz, MD';
const supports = (plan: string): readonly (string | undefined)[] =>
  analyze(
    caseOf(
      { 'letter.pdf': letter, 'Evidence of Coverage.pdf': plan, 'chart.pdf': chart },
      { today: '2026-06-01' },
    ),
    rules,
  )
    .findings.filter(({ type }) => type === 'evidence-supports')
    .flatMap(({ citations }) => citations.filter(({ role }) => role === 'policy'))
    .map(({ span }) => span.quote.replace(/\s+/g, ' '));

const plan = (title: string, line: string): string =>
  `Tern Health Plan\nEvidence of Coverage 2026, Silver plan\nMember handbook, page 44\n\n${title}\n\n(a) Blood pressure checks.\n(b) ${line}\n(c) Cholesterol tests.\nDeductible, copayment and coinsurance are shown in the schedule of cost sharing.\n`;
const screening = 'Lungs: low-dose CT once a year for smokers of ages 50 to 80.';

it.each([
  'Section 6. Preventive care at no cost to you',
  'Part 3. What your plan pays for',
  'Chapter 2. Covered services\nYou pay nothing for the following.',
])('a line under “%s” covers the scan', (title) => {
  expect(supports(plan(title, screening))).toEqual([expect.stringContaining('low-dose CT once a year')]);
});

it('a line among what the plan leaves out covers nothing', () => {
  expect(supports(plan('Part 9. What we do not cover', 'Low-dose CT of the chest.'))).toEqual([]);
});

it('a benefit for others than this member covers nothing', () => {
  expect(
    supports(
      plan('Section 6. Preventive care at no cost to you', 'Low-dose CT for smokers of ages 50 to 60.'),
    ),
  ).toEqual([]);
});

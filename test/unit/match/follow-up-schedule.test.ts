/** Schedules by size ("6 to 8 mm: 6 to 12 months"): a letter that waits longer exceeds them, a scan before the time does not meet them. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const table = `Size\tLow risk\tHigh risk\nbelow 6 mm\tnone\tone scan at 12 months\n6 to 8 mm\t6 to 12 months after the first scan; again at 18 to 24 months\nabove 8 mm\t3 months, or biopsy`;
const policy = (rows: string): string =>
  `Brackwater Health\nGuideline BW-77: CT of the Chest (71250)\nEffective 01/01/2026\n\n1. Screening\nLow-dose CT (71271) once in twelve months, age 50 to 80, with 20 pack-years.\n\n2. Solid nodule found by chance\nCT without contrast (71250) is medically necessary at these times, counted from the scan before:\n\n${rows}\n\n3. Before the time\nA scan is covered sooner for any one of: (a) growth of 2 mm or more between two scans; (b) coughing of blood; (c) loss of weight of 5 percent.\n\n4. Nodules that are not solid\nGround glass of 6 mm or more: 12 months, then every 2 years.\n`;
const letter = (words: string): string =>
  `Brackwater Health Plan\nMay 11, 2026\nMember: Odalys Winterbourne\nMember ID: BW 2207 4410\nDear Ms. Winterbourne:\nWe received a request of May 4, 2026 for CT of the chest without contrast (71250), diagnosis R91.1. It is not medically necessary under Guideline BW-77, section 2. ${words}\nYou may appeal within 180 days.`;
const chart = (day: string, size: string, more = ''): string =>
  `FENLAND RADIOLOGY\nPatient: WINTERBOURNE, ODALYS DOB 03/08/1966\nCT CHEST WITHOUT CONTRAST ${day}\nFindings: Solid nodule of the left lower lobe, ${size}, smooth.\nImpression: ${size} solid nodule.\f FENLAND PULMONARY\nPatient: Odalys Winterbourne DOB 03/08/1966\nDate: 05/04/2026\nLung nodule, ${size}. ${more}\nPlan: CT chest without contrast 71250.\n`;

const longWait = 'We look for an interval of at least twelve months between one CT and the next.';
const early =
  'For a nodule of this size the guideline asks for at least six months between scans. Only two months had gone by.';

function found(words: string, record: string, rows = table): string[] {
  return analyze(
    caseOf({ 'letter.txt': letter(words), 'policy.txt': policy(rows), 'chart.txt': record }),
    rules,
  )
    .findings.filter(({ concept }) => concept === 'interval')
    .map(({ type }) => type);
}

it('finds that a letter waits longer than the row for this size', () => {
  expect(found(longWait, chart('11/02/2025', '7 mm'))).toContain('denial-exceeds-policy');
});

it.each([
  ['the row asks for as much', '5 mm', table],
  [
    'one of the columns asks for as much',
    '7 mm',
    table.replace('6 to 12 months after the first scan;', '6 months\t12 months;'),
  ],
  ['the size is in no row', '7 mm', table.replace('6 to 8 mm', '6 to 6.5 mm')],
])('is silent on the wait where %s', (_, size, rows) => {
  expect(found(longWait, chart('11/02/2025', size), rows)).not.toContain('denial-exceeds-policy');
});

it('reads running text as well as a table', () => {
  const prose =
    'Under 6 mm: no scan. One of 6 to 8 mm: approve CT at 6 to 12 months from the first. Over 8 mm: CT at 3 months.';
  expect(found(longWait, chart('11/02/2025', '7 mm'), prose)).toContain('denial-exceeds-policy');
});

it('finds that a scan comes before the time', () => {
  expect(found(early, chart('03/02/2026', '7 mm'))).toContain('criterion-unmet');
});

it.each([
  ['the time has gone by', '10/20/2025', '7 mm', ''],
  ['the size is one of a shorter wait', '01/20/2026', '9 mm', ''],
  [
    'the policy allows it sooner',
    '03/02/2026',
    '7 mm',
    'The nodule has grown by 3 mm between the two CT scans.',
  ],
])('is silent on the time where %s', (_, day, size, more) => {
  expect(found(early, chart(day, size, more))).not.toContain('criterion-unmet');
});

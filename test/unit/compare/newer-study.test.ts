/** The letter tells the newest study of its file; the record has a later one. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const report = (title: string, day: string) =>
  `ARROWHEAD RADIOLOGY - FINAL REPORT\n\nLOWE, EUGENE DOB 02/11/1953 M\n${title}\nEXAM DATE: ${day}\nINDICATION: nodule.\nFINDINGS: 11 mm nodule in the right upper lobe.\nIMPRESSION: Nodule of 11 mm.\nE-SIGNED O. RASMUSSEN MD`;

const isRefuted = (words: string, title = 'CT CHEST WITHOUT CONTRAST', day = '02/27/2026') =>
  analyze(
    caseOf(
      {
        'denial.pdf': `Fernhill Health Plan\n\nMarch 20, 2026\n\nDear Eugene Lowe:\n\nMember ID: FH-4471-9920. Case C-112233-44. We denied PET with CT (78815) for R91.1. ${words} The scan is not medically necessary.\n\nYou have 60 days to appeal.`,
        'report.pdf': report(title, day),
      },
      { today: '2026-04-07', planType: 'unknown' },
    ),
    rules,
  ).findings.some(
    ({ type, concept }) => type === 'denial-contradicted-by-record' && concept === 'prior-imaging',
  );

it.each([
  'The last chest CT we could find is the one of March 2025; nothing newer is in the file.',
  'The most recent CT of the chest on file is dated 03/12/2025.',
  'The latest chest CT that was sent to us is from March 12, 2025.',
  'The only CT of the chest we have is of March 2025.',
  'No chest CT later than March 2025 was found.',
  'We received no CT of the chest since March 12, 2025.',
  'The newest CT submitted dates from March 2025.',
])('is refuted by a later study: %s', (words) => {
  expect(isRefuted(words)).toBe(true);
});

it.each([
  ['The most recent CT of the chest on file is dated 02/27/2026.', 'CT CHEST WITHOUT CONTRAST', '02/27/2026'],
  ['The last chest CT we could find is of February 2026.', 'CT CHEST WITHOUT CONTRAST', '02/27/2026'],
  ['The last chest CT we could find is of March 2025.', 'CT CHEST WITHOUT CONTRAST', '03/12/2025'],
  ['The last chest CT we could find is of March 2025.', 'CHEST X-RAY, 2 VIEWS', '02/27/2026'],
  ['The last chest CT we could find is of March 2025.', 'CT HEAD WITHOUT CONTRAST', '02/27/2026'],
  ['Your last chest CT of March 2025 showed a nodule.', 'CT CHEST WITHOUT CONTRAST', '02/27/2026'],
])('is not refuted: "%s" by %s of %s', (words, title, day) => {
  expect(isRefuted(words, title, day)).toBe(false);
});

/** What looks like a gap and is none: care in rows, the other side in the letter, a value behind a "no". All invented. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { clauseAround, isDifferential } from '../../../shared/engine/record/mention-context.ts';
import { caseOf, rules } from '../engine-kit.ts';

function found(files: Readonly<Record<string, string>>): string[] {
  return analyze(caseOf(files), rules).findings.map(({ type, concept }) => `${type}/${concept}`);
}

const letter = (
  why: string,
  scan = 'MRI of the right shoulder (73221)',
): string => `Larkspur Mutual\nMay 4, 2026\nMember: Odell Pruitt\nMember ID: LM-4471\nRe: ${scan}
Date requested: April 28, 2026\nDear Mr. Pruitt:\nWe denied this request. It is not medically necessary under Larkspur Policy SH-2.\n${why}
You may appeal within 180 days of receipt.`;
const policy = (items: string): string =>
  `Larkspur Mutual\nMedical Policy SH-2: MRI of the Shoulder\nEffective January 1, 2026\nMRI of the shoulder (73221) is medically necessary when all of the following are met:\n1. Shoulder pain for six weeks or more.\n${items}`;
const note = (words: string): string =>
  `Harrow Orthopedics\nOffice visit 04/24/2026\nPatient: Odell Pruitt   DOB 03/09/1968\nHPI: Right shoulder pain for four months. ${words}\nPlan: MRI right shoulder 73221.\nB. Neves, MD`;

describe('care that the letter misses and that lies in rows is a question, no gap', () => {
  const missed = letter('No anti-inflammatory medicine was taken for four weeks.');
  const asked = policy('2. An anti-inflammatory medicine, taken daily for at least four weeks.');

  it.each([
    'MELOXICAM 15 MG TAB  #30  30 DS  fill 01/12/26\nMELOXICAM 15 MG TAB  #30  30 DS  fill 02/14/26',
    'Rx history: 02/03/26 NAPROXEN 500 #60\n03/09/26 NAPROXEN 500 #60',
    'NSAID: etodolac 400 BID 02/02/26 -> 03/10/26, filled again.',
    'diclofenac 50 bid, 2/16 thru 3/30',
  ])('%s', (rows) => {
    const all = found({ 'letter.txt': missed, 'policy.txt': asked, 'note.txt': note(rows) });
    expect(all).not.toContain('criterion-unmet/medication-trial');
  });

  it.each([
    'Naproxen 500 bid to start today 04/24/2026, refill 06/10/2026.',
    'Took two ibuprofen on 04/20.',
    'Meloxicam 15 mg ordered 03/02/26, will pick up; next appt 05/20/2026.',
  ])('but is a gap where the days are to come, or few: %s', (words) => {
    const all = found({ 'letter.txt': missed, 'policy.txt': asked, 'note.txt': note(words) });
    expect(all).toContain('criterion-unmet/medication-trial');
  });
});

it.each(['P/', 'A/P:', 'P:', 'Recs:'])('reads the side of what is ordered under "%s"', (head) => {
  const all = found({
    'letter.txt': letter('Shoulder x-rays were not taken.'),
    'policy.txt': policy('2. Radiographs of the shoulder.'),
    'note.txt': `Harrow Orthopedics\nOffice visit 04/24/2026\nPatient: Odell Pruitt   DOB 03/09/1968\nS/ Left shoulder pain for four months. XR L shoulder 04/24/2026: no fracture.\n${head} MRI L shoulder w/o, 73221-LT. Scope talk after.\nB. Neves, MD`,
  });
  expect(all).toContain('fact-mismatch/laterality');
  expect(all).not.toContain('criterion-unmet/prior-imaging');
});

it('does not turn a value round by the "no" of what stands before the semicolon', () => {
  const all = found({
    'letter.txt': letter(
      'The kidney function was normal.',
      'MRI of the right shoulder with contrast (73222)',
    ),
    'policy.txt': policy('2. No pacemaker; eGFR 30 or more if gadolinium is to be given.').replaceAll(
      '73221',
      '73222',
    ),
    'note.txt': note('Labs 4/20: K 4.1 (nl), TSH 1.9, eGFR 88.').replace('73221', '73222'),
  });
  expect(all).not.toContain('criterion-unmet/lab-result');
});

it.each([
  ['Optic disc swelling OU. r/o mass vs venous thrombosis.', 12, false],
  ['Spiculated nodule RUL; ddx granuloma vs carcinoma.', 11, false],
  ['Abscess, hematoma or seroma.', 0, true],
  ['Wall thickening. Consider infection, ischemia vs tumor.', 26, true],
])('takes a finding before its possible causes for found: %s', (words, at, asked) => {
  expect(isDifferential(clauseAround(words, at))).toBe(asked);
});

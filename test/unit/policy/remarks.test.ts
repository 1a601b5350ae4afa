/** What a policy allows or calls useful is no criterion, and shows that a letter which demands it goes further. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { allowedOnly } from '../../../shared/engine/policy/lists/remarks.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { policyOf, sketch } from './support.ts';

it.each([
  ['Note. An intra-articular injection may help in doubtful cases.', 'An intra-articular injection'],
  ['Home exercise can also be useful.', 'Home exercise'],
  ['Ultrasound is often useful in trained hands.', 'Ultrasound'],
  ['A trial of chiropractic care may be considered.', 'A trial of chiropractic care'],
  ['Consultation with a hand surgeon is encouraged.', 'Consultation with a hand surgeon'],
  ['Biopsy can be helpful at the discretion of the surgeon.', 'Biopsy'],
])('is allowed and no more: %s', (sentence, what) => {
  expect(allowedOnly(sentence)).toBe(what);
});

it.each([
  ['An MRI may be considered when radiographs are negative.'],
  ['Treatment may be considered to have failed when pain persists.'],
  ['An injection may be considered in place of therapy.'],
  ['Ultrasound may be helpful before MRI.'],
  ['An injection may not be considered.'],
  ['Physical therapy is required and may help.'],
])('asks, or speaks of the scan: %s', (sentence) => {
  expect(allowedOnly(sentence)).toBeNull();
});

const hip = (more: string) =>
  `Larkfield Health\nLK-34: MRI of the Hip\nEffective 01/01/2026\n\nSection 1. Labral tear\nMRI of the hip (73721) is covered when all are met:\n(a) Pain for three months or longer\n(b) A positive FADIR test\n${more}`;

it('makes no criterion of a remark among the items or behind them', () => {
  const policy = policyOf(
    hip(
      '(c) An intra-articular injection may be considered.\n\nNote. A steroid injection may help in doubtful cases. It may be given in the same session. It is not a prerequisite for imaging.\n',
    ),
  );
  expect(policy.sections.map(({ tree }) => sketch(tree)).join()).not.toContain('injection');
  const said = policy.sections.flatMap(({ notRequired }) => notRequired);
  expect(said.map((each) => [each.concepts.join(), each.allowedOnly])).toContainEqual([
    'injection',
    undefined,
  ]);
});

const found = (more: string, letter: string) =>
  analyze(
    caseOf({
      'letter.txt': `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the hip (73721). It is not medically necessary under our policy LK-34, section 1. ${letter}\nYou may appeal within 180 days.`,
      'policy.txt': hip(more),
      'chart.txt':
        'NORTH SHORE SPORTS\nPatient: Jorun Thackeray DOB 02/03/1960\nDate: 04/20/2026\nHip pain for five months. FADIR positive.\n',
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

it('shows that a letter demands what the policy only allows', () => {
  expect(
    found(
      'A steroid injection may help in doubtful cases.\n',
      'A steroid injection must come before an MRI.',
    ),
  ).toContain('denial-exceeds-policy/injection');
});

it('shows nothing where the policy asks for it all the same', () => {
  expect(
    found(
      '(c) A steroid injection within a year\nA steroid injection may help in doubtful cases.\n',
      'A steroid injection must come before an MRI.',
    ),
  ).not.toContain('denial-exceeds-policy/injection');
});

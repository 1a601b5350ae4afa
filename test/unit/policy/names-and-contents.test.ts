/** What a policy is called where it has no number like others, and lists of its sections that are none of them. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { policyOf, sketch } from './support.ts';

describe('a table of contents in running lines', () => {
  const body = `1 Scope
1.1 When MRI of the leg is medically necessary.

2 Hip
2.1 Suspected fracture: films first.

3 Knee
3.1 Pain without injury. All of:
(a) standing x-rays;
(b) six weeks of physical therapy.`;
  it.each([
    'Contents\n1 Scope · 2 Hip · 3 Knee',
    'Contents: 1 Scope; 2 Hip; 3 Knee',
    'In this bulletin\n1. Scope | 2. Hip | 3. Knee',
  ])('is none of the sections: %s', (contents) => {
    const { sections } = policyOf(`Buckhollow Health
Medical Policy Bulletin 4.07
Effective 01/01/2026

${contents}

${body}
`);
    expect(sections.map(({ label }) => label)).toEqual(['1', '2', '3']);
    expect(sketch(sections[2]?.tree)).toContain('all(prior-imaging, physical-therapy>=42d)');
  });
});

describe('a release that gives its reason', () => {
  it('asks for nothing', () => {
    const { sections } = policyOf(`KN-5 MRI of the knee
Effective 01/01/2026
1. Acute injury
Both of:
(a) x-rays of the knee;
(b) a positive Lachman test.
1.1 Physical therapy is not required here. Early definition of the injury guides bracing, rehabilitation and surgery.
`);
    expect(sketch(sections[0]?.tree)).toBe('all(prior-imaging, provocative-test)');
  });
});

describe('the name of a policy', () => {
  const letter = (words: string): string =>
    `Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nWe cannot approve MRI of the shoulder (73221). It is not medically necessary. ${words}\nYou may appeal within 180 days.`;
  const cited = (words: string, policy: string) =>
    analyze(caseOf({ 'letter.txt': letter(words), 'policy.txt': policy }), rules).denial?.citedPolicies.map(
      ({ id }) => id,
    );
  const criteria =
    '1. Shoulder pain\nMRI (73221) is medically necessary when all are met:\n(a) radiographs;\n(b) six weeks of physical therapy.\n';

  it('may be letters alone, or its kind with a small number', () => {
    expect(
      cited(
        'Our reviewer compared the request with Larkfield Imaging Grid MSK-UE, Table 2.',
        `LARKFIELD IMAGING GRID MSK-UE\nIn force 01/01/2026\n\n${criteria}\nMSK-UE 2026 1/1`,
      ),
    ).toEqual(['MSK-UE']);
    expect(
      cited(
        'The request was held against Imaging Standard 7, part C.',
        `Imaging Standard 7 \u2014 Upper Extremity\nIn force 1 January 2026\n\n${criteria}`,
      ),
    ).toEqual(['Imaging Standard 7']);
  });
});

describe('lists that do not say how they are joined', () => {
  const grid = (how: string) =>
    sketch(
      policyOf(`ON-4 PET in lymphoma
Effective 01/01/2026
How to read this policy
${how}

1. During treatment
Supported once, after cycle 2 or 3.
(1) lymphoma proven by biopsy;
(2) an Ann Arbor stage;
(3) radiographs.
`).sections.find(({ label }) => label?.startsWith('1'))?.tree,
    );
  it('are joined as the policy says once for all of them', () => {
    expect(grid('Every point of the list has to be met.')).toMatch(/^all\(/);
  });
});

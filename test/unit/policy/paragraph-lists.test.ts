/** A list that a plain paragraph announces, and what stands behind it. All invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sectionsOf = (text: string) =>
  policyOf(text).sections.map(({ heading, role, tree }) => `${role} | ${heading} | ${sketch(tree)}`);

describe('a list under a plain paragraph', () => {
  it('belongs to the words that announce it, and paragraphs behind it are sections of their own', () => {
    const policy = policyOf(`Larkmoor Guideline CS-9
Imaging of the Cervical Spine
Effective date 02/01/2026
Neck pain with radiculopathy. MRI (72141) is considered medically necessary when the member has:
o Arm pain with a positive Spurling test, AND
o Six weeks of physical therapy within the past 6 months
X-rays are not required before MRI for radiculopathy.
Urgent indications (no conservative treatment required): myelopathy, progressive weakness, tumor,
infection, fracture.
Neck pain alone: x-rays first, then MRI after 12 weeks of conservative treatment.
`);
    expect(policy.sections.map(({ heading, role }) => `${role} | ${heading}`)).toEqual([
      'covered | Neck pain with radiculopathy',
      'other | X-rays are not required before MRI for radiculopathy.',
      'waiver | Urgent indications (no conservative treatment required):',
      'covered | Neck pain alone',
    ]);
    expect(policy.sections[0]?.codes).toEqual(['72141']);
    expect(sketch(policy.sections[2]?.tree)).toBe(
      'any(myelopathy, motor-deficit, malignancy, infection, fracture-trauma)',
    );
    expect(policy.sections[1]?.notRequired[0]?.concepts).toContain('prior-imaging');
  });

  it('keeps the title of the indication and its codes', () => {
    const [first, second] = policyOf(`Policy KN-2 Knee MRI
Green Hollow Health, effective 2026-01-01
Established indications for MRI of the knee (73721):
• A positive Lachman test
• Locking or catching
Not established: knee pain with a normal examination.
`).sections;
    expect(first?.codes).toEqual(['73721']);
    expect(first?.role).toBe('covered');
    expect(sketch(first?.tree)).toBe('any(provocative-test, mechanical-symptoms)');
    expect(second?.heading).toBe('Not established');
  });

  it('does not take the lines of the head for the announcement', () => {
    expect(
      sectionsOf(`Policy SH-3 Shoulder MRI
In force since 1 March 2026
MRI of the shoulder is covered when all of these are met:
• Radiographs within 3 months
• Physical therapy for six weeks
`)[0],
    ).toMatch(/^covered \| MRI of the shoulder is covered when all of these are met: \| all\(/);
  });
});

/** What a policy asks of every request, wherever it stands, and parts that ask for nothing whatever their titles. All invented. */
import { describe, expect, it } from 'vitest';
import { asksOfAll } from '../../../shared/engine/policy/criteria/general-titles.ts';
import { policyOf, sketch } from './support.ts';
import type { CriterionNode } from '../../../shared/domain/policy.ts';

const policy = policyOf(`Harborline Mutual
HM-31 Spine MRI
Effective May 1, 2026

I. Purpose and scope
A. This paper is used by nurses for requests of members 18 years of age or older.

II. Criteria
A. Lumbar spine
1. Leg pain of nerve root origin. Approve when all are met:
(a) leg pain below the knee in the territory of a root;
(b) six weeks of physical therapy.
2. Suspected infection of the spine. Approve when all are met:
(a) fever;
(b) focal tenderness of the spine.
B. Cervical spine
1. Arm pain of nerve root origin. Approve when all are met:
(a) arm pain in the territory of a root;
(b) a Spurling sign.

III. General provisions
A. The following are asked of every request under Part II:
1. An examination by the ordering clinician in the 30 days before the request.
2. Plain films of the same region, not older than six months.
B. III.A.2 is waived if the record documents:
1. loss of bladder control;
2. strength of 3/5 or less.

IV. History of this policy
07/01/2025 II.A.1 physical therapy changed from four to six weeks.`);

function headed(node: CriterionNode | null | undefined, heading: string): CriterionNode | null {
  if (node === null || node === undefined) return null;
  if (node.heading?.startsWith(heading) === true) return node;
  if (node.kind === 'leaf') return null;
  return node.children.map((child) => headed(child, heading)).find((found) => found !== null) ?? null;
}
const section = (heading: string) => policy.sections.find((each) => each.heading === heading);

describe('what every request must show', () => {
  it.each(['Leg pain', 'Suspected infection', 'Arm pain'])('is asked under "%s"', (heading) => {
    expect(sketch(headed(section('Criteria')?.tree, heading))).toMatch(
      /^all\(.*re-evaluation<30d.*prior-imaging<180d/,
    );
  });

  it('is no list of conditions that waive it', () => {
    expect(sketch(headed(section('Criteria')?.tree, 'Leg pain'))).not.toContain('cauda-equina');
    expect(section('General provisions')?.tree).toBeNull();
  });

  it.each([
    'All requests',
    'What every request must show',
    'RULES OF GENERAL FORCE',
    'Requirements common to the foregoing',
    'In every case',
    'Conditions that apply throughout',
    'Asked of each of the indications',
  ])('has the title "%s"', (title) => {
    expect(asksOfAll(title)).toBe('plainly');
  });

  it.each(['Any joint', 'Every woman over 40', 'All patients with cancer', 'Knee', 'Any of the following'])(
    'has not the title "%s"',
    (title) => {
      expect(asksOfAll(title)).toBeNull();
    },
  );
});

describe('parts that ask for nothing', () => {
  it('are told by both halves of a title, and by what a log of editions is called', () => {
    expect(section('Purpose and scope')?.role).toBe('other');
    expect(section('History of this policy')?.role).toBe('history');
  });

  it('are lists of codes with the names of their scans', () => {
    const { sections } = policyOf(`Form 7 Head imaging
Effective May 1, 2026

Codes 70450, 70460 CT of the head; 70544 MR angiography of the head

1. Headache. Approved when all are met:
(a) headache of four weeks or longer;
(b) two drugs tried.`);
    expect(sections.filter(({ role }) => role === 'covered').map(({ label }) => label)).toEqual(['1']);
  });
});

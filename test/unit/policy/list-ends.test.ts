/** Where lists begin and end by their place on the page: closing remarks, frames, boxes with numbers, joints on lines of their own. All invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sections = (text: string): readonly string[] =>
  policyOf(`Fernhill Health\nImaging Sheet 12\nKnee MRI\n\n${text}\n`)
    .sections.filter(({ heading }) => heading !== 'Knee MRI')
    .map(({ heading, tree }) => `${heading}: ${sketch(tree)}`);

describe('a list of boxes', () => {
  it('nests by indentation, joints standing between its boxes as "- or -"', () => {
    expect(
      sections(`PART 1 - KNEE, MENISCUS
  [ ] 1A  Pain of six weeks or longer
  [ ] 1B  Treated with BOTH
          [ ] exercise (tick the one that applies)
                [ ] physical therapy with a licensed
                    therapist
                - or -
                [ ] a home exercise program
          - and -
          [ ] an anti-inflammatory drug taken for two
              weeks
  Skip 1B when the knee is locked.

PART 2 - KNEE, LIGAMENT
  [ ] 2A  A positive Lachman test`),
    ).toEqual([
      'KNEE, MENISCUS: all(symptom-duration>=42d, all(any(physical-therapy, home-exercise), medication-trial>=14d))',
      'KNEE, LIGAMENT: any(provocative-test)',
    ]);
  });

  it('has frames, each with its own joint', () => {
    const [tree] = sections(`A. Meniscus of the knee
 ALL
  [ ] Pain for six weeks or more, whether or not it began with an
      injury
  [ ] Plain films of the knee were taken since the pain began and
      reported
 ONE
  [ ] an effusion
  [ ] locking
----------------------------------------------------------------
B. Bone
  [ ] Suspected osteomyelitis`);
    expect(tree).toMatch(
      /: all\(symptom-duration>=42d, prior-imaging\S*, any\(joint-effusion, mechanical-symptoms\)\)$/,
    );
  });
});

it('leaves a closing remark out of the last item, where items wrap to the right of their labels', () => {
  const text = `A.  Meniscal tear
    1.  pain for six weeks that has not settled by
        itself
    2.  an effusion or locking that the clinician has
        seen
    Injections help some members with arthritis and are not asked for.
B.  Ligament
    1.  a positive Lachman test`;
  expect(sections(text)[0]).not.toContain('injection');
});

it('titles a list of bullets, whatever list stands before it', () => {
  expect(
    sections(`Ligament injury

•  a positive Lachman test
•  an effusion

Meniscal tear

•  locking
•  a positive McMurray test`).map((section) => section.split(':')[0]),
  ).toEqual(['Ligament injury', 'Meniscal tear']);
});

it('counts 4.2 on from 4.1, though a Step 4 stands between', () => {
  expect(
    policyOf(
      'Heart Manual 4\n\n4.1 Knee, meniscus\nStep 1. Locking.\nStep 2. An effusion.\nStep 3. Plain films.\nStep 4. Pain for six weeks.\n\n4.2 Knee, ligament\nStep 1. A positive Lachman test.\n',
    ).sections.map(({ label }) => label),
  ).toEqual(['4.1', '4.2']);
});

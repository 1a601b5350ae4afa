/** Lists within the cells of a table, and releases that say why they release. All invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const row = (columns: string, cells: string): string =>
  sketch(
    policyOf(
      `K-5 Knee MRI\nIn effect from April 1, 2026\n\n2 Indications\n\n${columns}\n${cells}\n2C\tInfection\tFever.`,
    ).sections[0]?.tree,
  );

describe('a list within a cell', () => {
  it.each([
    '2A\tMeniscal tear\t(i) Pain for six weeks; and (ii) plain films in the 60 days before the request; and (iii) any one of: locking; an effusion.',
    '2A\tMeniscal tear\t(a) Pain for six weeks; and (b) plain films in the 60 days before the request; and (c) any one of: locking; an effusion.',
    '2A\tMeniscal tear\t(1) Pain for six weeks, (2) plain films in the 60 days before the request, and (3) one of the following: locking; an effusion.',
  ])('has its labels read: %s', (cells) => {
    expect(row('Row\tIndication\tWhat must be on record', cells)).toContain(
      'all(symptom-duration>=42d, prior-imaging<60d, any(mechanical-symptoms, joint-effusion))',
    );
  });

  it('asks for all of it where the column says that it asks, and nothing joins the items', () => {
    const cells = '2A\tMeniscal tear\t(1) Pain for six weeks; (2) plain films; (3) physical therapy.';
    expect(row('Row\tIndication\tRequired', cells)).toContain('all(symptom-duration>=42d');
    const signs = '2A\tMeniscal tear\t(1) locking; (2) an effusion; (3) a positive McMurray test.';
    expect(row('Row\tIndication\tRequired', signs)).toContain('all(mechanical-symptoms');
    expect(row('Row\tIndication\tNotes', signs)).toContain('any(mechanical-symptoms');
  });

  it('stays a choice where "or" joins the items', () => {
    const cells = '2A\tMeniscal tear\t(1) locking; or (2) an effusion.';
    expect(row('Row\tIndication\tRequired', cells)).toContain('any(mechanical-symptoms, joint-effusion)');
  });
});

it('gives the window behind a list of bare tests to each of them', () => {
  const policy = policyOf(
    'K-5 Abdominal CT\n1 Weight loss. All of:\na. CBC, urinalysis and TSH in the 60 days before the request.\nb. A chest radiograph.',
  );
  expect(sketch(policy.sections[0]?.tree)).toContain('all(lab-result<60d, lab-result<60d, lab-result<60d)');
});

describe('a release that says why', () => {
  const condition = (words: string): string =>
    sketch(
      policyOf(`HM-12 Lumbar MRI\n1. Criteria: six weeks of physical therapy. ${words}`).sections.flatMap(
        ({ waivers }) => waivers,
      )[0]?.condition,
    );

  it.each([
    [
      'Physical therapy is not required under Part 4 (suspected fracture), since delay is unsafe.',
      'fracture-trauma',
    ],
    [
      'Physical therapy is not required in Section B (infection) or Section E (cancer), because loading the bone may break it.',
      'any(infection, malignancy)',
    ],
    [
      'Conservative treatment is waived for items 3 (progressive weakness) and 4 (cauda equina).',
      'any(motor-deficit, cauda-equina)',
    ],
    [
      'The therapy is not required when there is a motor deficit, because waiting could harm the nerve.',
      'motor-deficit',
    ],
    [
      'Physical therapy is not required with cancer or infection, as delay could cause injury.',
      'any(malignancy, infection)',
    ],
  ])('is read without the reason: %s', (words, expected) => {
    expect(condition(words)).toBe(expected);
  });

  it('keeps a reason that is itself the condition', () => {
    expect(condition('Physical therapy is not required when it cannot be done because of pain.')).toBe(
      'contraindication',
    );
  });
});

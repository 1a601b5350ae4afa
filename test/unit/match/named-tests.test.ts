/** Provocative tests that a policy names are met by those tests, not by others. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { fact, outcomeOf } from './support.ts';

const state = (criterion: string, quote: string): string =>
  outcomeOf(
    `Policy KX-1 MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${criterion}\n1.2 ${criterion}\n`,
    [fact('provocative-test', quote, { section: 'exam' })],
    { region: null },
  ).children[0]?.state ?? 'none';

describe('a named test', () => {
  it.each([
    ['A positive Lachman test.', 'McMurray positive medially', 'Lachman positive, soft end point'],
    ['Positive straight leg raise.', 'FABER positive on the right', 'SLR positive at 40 degrees'],
    ['A positive Neer or Hawkins test.', "O'Brien's test positive", 'Hawkins positive'],
    ['A positive Spurling test.', 'Tinel positive at the elbow', "Spurling's reproduces arm pain"],
  ])('%s', (criterion, other, same) => {
    expect(state(criterion, other)).not.toBe('met');
    expect(state(criterion, same)).toBe('met');
  });

  it('that is only an example may be another one', () => {
    expect(state('A positive meniscal test such as McMurray.', 'Thessaly positive')).toBe('met');
  });

  it('is not asked for where the policy names none', () => {
    expect(state('A positive provocative test on examination.', 'Jobe positive')).toBe('met');
  });

  it('is not the tender joint line beside which it could not be done', () => {
    const { facts } = analyze(
      caseOf({
        'letter.txt':
          'Osprey Health Plan\nMay 4, 2026\nMember: Ruth Calder\nMRI of the right knee (73721) is not medically necessary.',
        'note.txt':
          "Eastlake Clinic\nVisit 04/20/2026\nPatient: Ruth Calder\nExam: Medial joint line tenderness. McMurray can't be done, too painful.",
      }),
      rules,
    );
    expect(facts.filter(({ concept }) => concept === 'provocative-test').map(({ detail }) => detail)).toEqual(
      ['joint-line-tenderness'],
    );
  });
});

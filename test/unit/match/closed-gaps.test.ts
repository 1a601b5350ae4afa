/** Gaps that are none, and gaps that old or unfit papers do not close. All invented. */
import { describe, expect, it } from 'vitest';
import type { CriterionOutcome } from '../../../shared/domain/policy.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { mayBeOtherLength } from '../../../shared/engine/match/criteria/unmet.ts';
import type { PolicyCase } from '../../../shared/engine/match/policy-case.ts';
import { caseOf, rules } from '../engine-kit.ts';
import { fact } from './support.ts';

const result = (why: string, items: string, note: string): string[] =>
  analyze(
    caseOf({
      'letter.txt': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of the right knee (73721), requested on April 6, 2026. Diagnosis M25.561. It is not medically necessary under policy OHP-12.\n${why}\nYou may appeal within 180 days.`,
      'policy.txt': `Osprey Health Plan Medical Policy OHP-12\nMRI of the knee (73721)\nEffective January 1, 2026\nMRI of the knee is medically necessary when all of the following are met:\n${items}`,
      'note.txt': `Eastlake Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\n${note}\nPlan: MRI right knee 73721.\nA. Ruiz, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

describe('films taken standing', () => {
  const standing =
    '1. Standing radiographs of the knee within the past six months.\n2. Knee pain for six weeks.';
  const missed = 'Standing radiographs of the knee are not among the papers.';

  it.each([
    'XR right knee 2 views, portable, patient supine, 03/20/2026: no fracture.',
    'Right knee pain for two months. Standing films: tech out today, will do next time.',
  ])('are not shown by others, nor by films put off: %s', (note) => {
    const found = result(missed, standing, note);
    expect(found).not.toContain('denial-contradicted-by-record/prior-imaging');
    expect(found).not.toContain('criterion-met/prior-imaging');
  });

  it('are shown by films taken so', () => {
    expect(result(missed, standing, 'XR right knee standing, 3 views, 03/20/2026: no fracture.')).toContain(
      'denial-contradicted-by-record/prior-imaging',
    );
  });
});

it('does not take the time to the next visit for the length of a medicine', () => {
  const found = result(
    'Your notes show an anti-inflammatory medicine for only ten days.',
    '1. An anti-inflammatory medicine taken for four weeks.\n2. Knee pain for six weeks.',
    'Right knee pain for two months. Has taken naproxen for ten days so far. Continue naproxen, reassess 4 wks.',
  );
  expect(found).not.toContain('denial-contradicted-by-record/medication-trial');
  expect(found).not.toContain('criterion-met/medication-trial');
});

it('does not count a sign that could not be looked for', () => {
  const items = '1. A positive McMurray or Thessaly test.\n2. Knee pain for six weeks.';
  expect(
    result('', items, "Right knee pain for two months. McMurray can't be done, too painful."),
  ).not.toContain('criterion-met/provocative-test');
  expect(result('', items, 'Right knee pain for two months. McMurray positive.')).toContain(
    'criterion-met/provocative-test',
  );
});

it('finds a test too old for the window missing, where the letter misses it', () => {
  expect(
    result(
      'No recent blood test results came with the request.',
      '1. Results, not older than 30 days at the request, of blood count and C-reactive protein.\n2. Knee pain for six weeks.',
      'Right knee pain for two months. Lab 03/08/2024: WBC 8.8, Hgb 15.0, CRP 2.',
    ),
  ).toContain('criterion-unmet/lab-result');
});

it('states no gap that the same line releases', () => {
  expect(
    result(
      'An anti-inflammatory medicine was not tried.',
      '1. An oral anti-inflammatory drug for two weeks. This line is waived for a member who takes an anticoagulant.\n2. Knee pain for six weeks.',
      'Right knee pain for two months. She takes apixaban for atrial fibrillation. NSAIDs avoided because of the apixaban.',
    ),
  ).not.toContain('criterion-unmet/medication-trial');
});

it('leaves a cancer out that the policy does not mean', () => {
  const items =
    "1. The member's own malignancy with new knee pain. Basal cell and squamous cell carcinoma of the skin are not meant.\n2. Knee pain for six weeks.";
  expect(
    result('', items, 'Right knee pain for two months. Basal cell ca of the nose removed 2019.'),
  ).not.toContain('criterion-met/malignancy');
});

describe('two lengths in one criterion', () => {
  const text = (second: string) =>
    `Symptoms for at least twelve weeks, and a nasal spray, ${second}, taken without a break`;
  const isDoubtful = (words: string, days: number): boolean =>
    mayBeOtherLength(
      {
        input: { facts: [fact('medication-trial', 'nasal spray', { measure: { days } })] },
      } as unknown as PolicyCase,
      {
        node: { kind: 'leaf', concept: 'medication-trial', text: words, threshold: { minDays: 84 } },
      } as unknown as CriterionOutcome,
    );

  it('are in doubt where the care reaches one of them', () => {
    expect(isDoubtful(text('at least four weeks'), 40)).toBe(true);
  });

  it('are in no doubt where it reaches neither, or the other one counts from an event', () => {
    expect(isDoubtful(text('at least four weeks'), 20)).toBe(false);
    expect(isDoubtful(text('with a visit four weeks later'), 40)).toBe(false);
  });
});

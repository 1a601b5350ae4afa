/** Prose round a criterion: kinds that will do, the case it is for, its aim, the study it is founded on. All invented. */
import { describe, expect, it } from 'vitest';
import type { CriterionNode } from '../../../shared/domain/policy.ts';
import {
  conditionalIn,
  kindsNamed,
  withoutPurpose,
} from '../../../shared/engine/policy/criteria/prose-forms.ts';
import { policyOf, sketch } from './support.ts';

const treeOf = (body: string): CriterionNode | null | undefined =>
  policyOf(`QX-9 CT of the chest\n\nThe solid nodule\n${body}`).sections.find(({ tree }) => tree !== null)
    ?.tree;

it.each([
  'at least one risk factor for lung cancer, which may be a history of smoking, emphysema, or a sister with lung cancer.',
  'at least one risk factor, namely a history of smoking, emphysema or exposure to radon',
  'one or more risk factors (such as smoking, emphysema, or asbestos)',
  'any one sign, which can be weakness, loss of a reflex, or numbness',
  'one of the signs, that is, weakness, a lost reflex, or numbness',
  'at least one danger sign, for example fever, a history of cancer, or an injury',
])('names kinds of which one will do: %s', (text) => {
  expect(kindsNamed(text)).toHaveLength(3);
});

it.each([
  'physical therapy for six weeks, such as exercises and traction',
  'at least one of the following: fever; injury',
  'at least one visit to a specialist',
])('names none: %s', (text) => {
  expect(kindsNamed(text)).toBeNull();
});

it.each([
  ['And when the nodule measures 8 mm or more, the chart states a probability of malignancy.', true],
  ['If the PSA is above 10, a bone scan was made.', true],
  ['For nodules of 8 mm or more, a risk score is in the chart.', true],
  ['The chart states a probability when the nodule measures 8 mm.', false],
])('%s', (text, conditional) => {
  expect(conditionalIn(text) !== null).toBe(conditional);
});

it('leaves out what a criterion is good for', () => {
  expect(withoutPurpose('The chart states a risk score, so that a biopsy may be weighed.')).toBe(
    'The chart states a risk score.',
  );
});

describe('a paragraph that lets sentences follow', () => {
  const told = (opening: string) =>
    sketch(
      treeOf(
        `A follow-up scan is medically necessary for a solid nodule seen on an earlier CT of which the report is available, ${opening} The member has at least one risk factor, which may be a history of smoking of ten pack-years or more, emphysema, or a sister who had lung cancer. At least six months have passed since the earlier scan. And when the nodule measures eight millimeters or more, the chart states a probability of malignancy by a risk model, so that PET and biopsy may be weighed.`,
      ),
    );
  it.each([
    'provided that each of the following holds.',
    'if all of the following hold.',
    'when all these conditions are in place.',
    'provided the following conditions are all met.',
    'as long as each of these is the case.',
    'when each of the following is established.',
  ])('%s', (opening) => {
    expect(told(opening)).toMatch(
      /^all\(prior-imaging.*, any\(smoking-history.*\), interval.*, risk-score.*\)$/,
    );
  });
});

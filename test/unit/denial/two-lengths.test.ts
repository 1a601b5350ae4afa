/** Two lengths of time in one sentence of a letter: what went on, and what is asked for. */
import { expect, it } from 'vitest';
import { twoLengths } from '../../../shared/engine/denial/claims/two-lengths.ts';
import { claimsIn } from './claims-in.ts';

const weeks = (had: number, asked: number) => [had * 7, asked * 7];

it.each([
  [
    'The therapy notes run from June 1 through June 15, so a two-week course of supervised physical therapy is all that can be counted, and six weeks are needed.',
    weeks(2, 6),
  ],
  [
    'Your notes document three weeks of physical therapy, not the six weeks our guideline asks for.',
    weeks(3, 6),
  ],
  ['We see two of the six weeks of supervised exercise that are required.', weeks(2, 6)],
  ['The record supports two weeks of conservative care, not six.', weeks(2, 6)],
  ['Of the required six weeks of therapy, your chart accounts for nineteen days.', [19, 42]],
  ['You took the medicine for 10 days; our guideline looks for 4 weeks.', [10, 28]],
  [
    "While your provider reports four weeks of home exercise, the policy's minimum is six weeks.",
    weeks(4, 6),
  ],
  ['The six-week trial of therapy was cut short at 17 days.', [17, 42]],
  ['The course of chiropractic care came to 5 weeks, a week short of the six-week minimum.', weeks(5, 6)],
  ['Three weeks of a drug are documented where six are called for.', weeks(3, 6)],
])('reads what went on and what is asked for in "%s"', (sentence, [had, asked]) => {
  expect(twoLengths(sentence)).toMatchObject({ had: { days: had }, asked: { days: asked } });
});

it.each([
  ['Therapy of six weeks is required, or three weeks when the pain is severe.'],
  ['We asked for records on May 2 and two weeks later you were better.'],
  ['Six weeks of therapy and three weeks of medicine are required.'],
  ['You did six weeks of therapy.'],
])('reads no pair in "%s"', (sentence) => {
  expect(twoLengths(sentence)).toBeNull();
});

const claims = (body: string) =>
  claimsIn(body).map(({ concept, claim, threshold }) => `${concept} ${claim} ${threshold?.minDays ?? ''}`);

it('calls too little what is shorter than what is asked, and holds it against what is asked', () => {
  expect(
    claims('A two-week course of physical therapy is all that can be counted, and six weeks are needed.'),
  ).toEqual(['physical-therapy insufficient 42']);
});

it('calls nothing too little that is long enough, or of another kind', () => {
  expect(claims('You have done eight weeks of physical therapy, and six weeks are required.')).toEqual([
    'physical-therapy required 42',
  ]);
  expect(claims('You had two weeks of pain, and six weeks of therapy are needed.')).not.toContain(
    'symptom-duration insufficient 42',
  );
});

it('takes how long a shoe was worn for no length of a complaint', () => {
  for (const sentence of [
    'You wore a stiff-soled shoe for about a week and were given a pad on July 13.',
    'You wore a stiff-soled shoe for about a week, took ibuprofen on some days and were given a pad on July 13.',
  ])
    expect(claims(sentence).some((each) => each.startsWith('symptom-duration'))).toBe(false);
});

it('takes the number of an authorization for no want of one', () => {
  expect(claims('We looked at your request again.\n\nAuthorization no.: 2026-204-0088136')).toEqual([]);
});

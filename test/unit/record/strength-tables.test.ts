/** Tables of strength whose cells hold bare grades. */
import { expect, it } from 'vitest';
import { proofOf } from './proof.ts';

const grades = (table: string) =>
  proofOf('motor-deficit', `Exam\n\n${table}`).map(({ side, measure, subject }) => [
    subject,
    side,
    measure?.quantity?.value,
  ]);

it('reads each weak muscle with its side', () => {
  expect(grades('power\tR\tL\nquad\t5\t5\ntib ant (dorsiflexion)\t5\t2\nEHL\t5\t4-')).toEqual([
    ['foot lifting', 'left', 2],
    ['great toe', 'left', 3.67],
  ]);
  expect(grades('Manual muscle test\tLeft\tRight\nDeltoid\t5\t5\nTriceps\t5\t4')).toEqual([
    ['triceps', 'right', 4],
  ]);
});

it('reads columns set with spaces, under a head that names the sides alone', () => {
  expect(
    grades('R        L\nQuadriceps      5       5\nTib anterior    5       3+\nAchilles        2+      2+'),
  ).toEqual([['foot lifting', 'left', 3.33]]);
  expect(grades('R      L\nBiceps     2+     2+\nTriceps    1+     2+')).toEqual([]);
  expect(grades('R      L\nQuadriceps   5   5\nBiceps     2     2')).toEqual([]);
});

it('reads no other table as one of strength', () => {
  expect(grades('reflexes\tR\tL\nbiceps\t2\t1\ntriceps\t2\t2')).toEqual([]);
  expect(grades('power\tR\tL\n\nPain today\t5\t2')).toEqual([]);
});

/** What a chart's next page holds when the one before was signed, and the year that belongs to a formula's name. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { dayOf } from '../../../shared/engine/match/evidence/fact-times.ts';
import { fact } from '../match/support.ts';
import { caseOf, rules } from '../engine-kit.ts';

const chart = (end: string): string =>
  `Harrow Heart Clinic\nPatient: Jorun Thackeray DOB 02/03/1960\n06/22/2026\nPalpitations for six months.\nPlan: echo, monitor, labs.${end}\fHarrow Heart Clinic THACKERAY, Jorun\nTransthoracic echocardiogram 07/08/2026. Global hypokinesis, LVEF 42 percent.`;
const echoes = (text: string, today = '2026-08-01') =>
  analyze(caseOf({ 'chart.pdf': text }, { today }), rules).facts.filter(
    ({ concept, date }) => concept === 'prior-imaging' && date === '2026-07-08',
  );

it('does not carry the plan over the page behind the signature', () => {
  expect(echoes(chart('\nT. Oakley MD')).map(({ status }) => status)).toEqual(['done']);
});

it('takes nothing as done that a paper dates after today', () => {
  expect(echoes(chart('\nT. Oakley MD'), '2026-07-01').map(({ status }) => status)).toEqual(['planned']);
});

it.each([
  ['eGFR (CKD-EPI 2021) 84', '2026-04-14'],
  ['knee replaced in 2021', '2021-12-31'],
])('reads the day of %j', (quote, day) => {
  expect(dayOf(fact('lab-result', quote, { date: '2026-04-14', noteDate: '2026-04-14' }))).toBe(day);
});

it('reads no age from the number of a reason', () => {
  const { denial } = analyze(
    caseOf({
      'letter.pdf':
        'Larkfield Health Plan\nMay 4, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nWe cannot approve CT of the sinuses (70486). It is not medically necessary.\nREASON CODE 22F: CRITERIA NOT MET ON WHAT WE HAVE.\nYou may appeal within 180 days.',
    }),
    rules,
  );
  expect(denial?.assertions.map(({ concept }) => concept)).not.toContain('age');
});

it.each([
  ['Lakeside MS Clinic   W. Oakley MD', 'neurologist'],
  ['Northern Heart & Rhythm   T. Oakley, MD', 'cardiologist'],
  ['Lakeside Family Practice   W. Oakley MD', null],
])('knows the specialty behind the letterhead %s', (head, specialty) => {
  const { facts } = analyze(
    caseOf({
      'chart.pdf': `${head}\nPatient: Jorun Thackeray DOB 02/03/1960   Visit 05/02/2026\nExam: normal.\nImpression: stable.\nPlan: MRI.`,
    }),
    rules,
  );
  const visit = facts.find(({ concept, status }) => concept === 'specialist-evaluation' && status === 'done');
  expect(visit?.detail ?? null).toBe(specialty);
});

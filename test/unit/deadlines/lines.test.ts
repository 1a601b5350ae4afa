/** Questions and answers line by line: every vector right, bad lines told apart, nothing thrown. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answerLine, answerLines } from '../../../shared/deadlines/lines.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';

const rules = loadDeadlineRules();
const vectors = z
  .array(z.looseObject({ id: z.string(), expectedLastDay: z.string().nullable() }))
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/deadlines.vectors.json', import.meta.url), 'utf8')));
const answer = (line: unknown): unknown =>
  JSON.parse(answerLine(typeof line === 'string' ? line : JSON.stringify(line), rules));

describe('deadline lines', () => {
  it('answers every vector in order', () => {
    const input = vectors
      .map(({ expectedLastDay: _expected, ...question }) => JSON.stringify(question))
      .join('\r\n');
    const out = answerLines(`\uFEFF${input}\n\n`, rules).map((line) =>
      z.object({ id: z.string(), lastDay: z.string().nullable() }).parse(JSON.parse(line)),
    );
    expect(out.map(({ id, lastDay }) => [id, lastDay])).toEqual(
      vectors.map(({ id, expectedLastDay }) => [id, expectedLastDay]),
    );
  });

  it('answers the same in every time zone, over every change to summer time', () => {
    const home = process.env['TZ'];
    try {
      for (const zone of [
        'America/New_York',
        'Pacific/Kiritimati',
        'Pacific/Pago_Pago',
        'Australia/Lord_Howe',
        'UTC',
      ]) {
        process.env['TZ'] = zone;
        for (const { expectedLastDay, ...question } of vectors) {
          expect([zone, answer(question)]).toMatchObject([zone, { lastDay: expectedLastDay }]);
        }
        // 8 March and 1 November 2026 are changes of the clock in New York.
        for (const [start, end] of [
          ['2026-03-07T02:30', '2026-03-10T02:30'],
          ['2026-10-31T01:30', '2026-11-03T01:30'],
        ]) {
          const asked = {
            planType: 'erisa-insured',
            event: 'plan-urgent-appeal-decision',
            letterDate: start,
          };
          expect(answer(asked)).toMatchObject({ lastDay: end });
        }
      }
    } finally {
      if (home === undefined) delete process.env['TZ'];
      else process.env['TZ'] = home;
    }
  });

  it.each([
    ['{', { error: 'not JSON' }],
    ['[1]', { error: 'not a JSON object' }],
    ['null', { error: 'not a JSON object' }],
    ['{"id":"a"}', { id: 'a', error: 'planType is missing or not one of the plan types' }],
    [
      { id: 7, planType: 'hmo' },
      { id: 7, error: 'planType is missing or not one of the plan types' },
    ],
    [
      { id: 'b', planType: 'fehb' },
      { id: 'b', error: 'event is missing' },
    ],
    [
      { id: 'c', planType: 'fehb', event: 'court-filing', letterDate: '2026-02-30' },
      { id: 'c', error: 'letterDate is missing or not a date (YYYY-MM-DD or YYYY-MM-DDTHH:MM)' },
    ],
    [
      { id: 'd', planType: 'fehb', event: 'court-filing', letterDate: '2026-02-20', receivedDate: 'soon' },
      { id: 'd', error: 'receivedDate is not a date (YYYY-MM-DD or YYYY-MM-DDTHH:MM)' },
    ],
  ])('says what is wrong with %s', (line, expected) => {
    expect(answer(line)).toEqual(expected);
  });

  it('takes a state by name, a time with seconds and zone, and an empty received date', () => {
    expect(
      answer({
        planType: 'erisa-insured',
        state: 'North Carolina',
        event: 'external-review-request',
        letterDate: '2026-07-02',
        receivedDate: '',
      }),
    ).toMatchObject({ lastDay: '2026-10-30' });
    expect(
      answer({
        planType: 'ERISA_SELF_FUNDED',
        event: 'plan-urgent-initial-decision',
        letterDate: '2026-11-20T16:00:00-05:00',
      }),
    ).toMatchObject({ lastDay: '2026-11-23T16:00' });
  });

  it('answers whatever it is fed with one JSON object a line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const line = text.replace(/[\r\n]/g, ' ');
        expect(typeof JSON.parse(answerLine(line, rules))).toBe('object');
      }),
    );
  });
});

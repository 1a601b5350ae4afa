/** The deadline rules against hand-checked vectors, and properties of calendars. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { DeadlineQuery } from '../../../shared/domain/track.ts';
import { planTypes, type PlanType } from '../../../shared/domain/kinds.ts';
import { answerDeadline, ruleFor } from '../../../shared/deadlines/answer.ts';
import type { DeadlineRule } from '../../../shared/deadlines/rules.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';

const rules = loadDeadlineRules();
const vectorSchema = z.array(
  z.looseObject({
    id: z.string(),
    planType: z.enum(planTypes),
    event: z.string(),
    letterDate: z.string(),
    receivedDate: z.string().exactOptional(),
    state: z.string().exactOptional(),
    externalProcess: z.string().exactOptional(),
    expectedLastDay: z.string().nullable(),
    displaySafeDate: z.string().optional(),
  }),
);
const vectors = vectorSchema.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/deadlines.vectors.json', import.meta.url), 'utf8')),
);

describe('deadline vectors', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const answer = answerDeadline(vector, rules);
    expect(answer.lastDay).toBe(vector.expectedLastDay);
    if (vector.displaySafeDate) expect(answer.safeDay).toBe(vector.displaySafeDate);
  });

  it('gives no date for an event no rule knows', () => {
    const answer = answerDeadline(
      { planType: 'erisa-insured', event: 'moon-landing', letterDate: '2026-01-01' },
      rules,
    );
    expect(answer).toMatchObject({ lastDay: null, safeDay: null });
  });

  it('gives no date for a letter date that is not a date', () => {
    const answer = answerDeadline(
      { planType: 'erisa-insured', event: 'internal-appeal-level1', letterDate: '2026-02-30' },
      rules,
    );
    expect(answer.lastDay).toBeNull();
  });
});

function queryOf(rule: DeadlineRule, planType: PlanType = rule.planTypes[0] ?? 'unknown'): DeadlineQuery {
  const start = rule.startsUntil ?? rule.startsFrom ?? '2026-08-31';
  return {
    planType,
    event: rule.events[0] ?? '',
    letterDate: rule.add?.hours === undefined ? start : `${start}T10:15`,
    ...(rule.states?.[0] ? { state: rule.states[0] } : {}),
    ...(rule.externalProcesses?.[0] ? { externalProcess: rule.externalProcesses[0] } : {}),
  };
}

describe('every rule', () => {
  it('is the rule that answers for each of its plan types, states and names', () => {
    for (const rule of rules) {
      for (const planType of rule.planTypes) {
        for (const state of rule.states ?? [undefined]) {
          for (const event of rule.events) {
            const { state: _first, ...query } = queryOf(rule, planType);
            const found = ruleFor({ ...query, event, ...(state ? { state } : {}) }, rules);
            expect([event, planType, state, found?.id]).toEqual([event, planType, state, rule.id]);
          }
        }
      }
    }
  });

  it('has its own id', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });

  it('never shows a cautious day later than the last day', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2031-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...rules), day, fc.integer({ min: 0, max: 40 }), (rule, date, mailed) => {
        const letterDate = date.toISOString().slice(0, 10);
        const receivedDate = new Date(date.getTime() + mailed * 86_400_000).toISOString().slice(0, 10);
        const answer = answerDeadline({ ...queryOf(rule), letterDate, receivedDate }, rules);
        return answer.lastDay === null || (answer.safeDay !== null && answer.safeDay <= answer.lastDay);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a later letter no earlier day', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2031-12-31'), noInvalidDate: true });
    const steady = rules.filter((rule) => !rule.startsFrom && !rule.startsUntil);
    fc.assert(
      fc.property(fc.constantFrom(...steady), day, (rule, date) => {
        const letterDate = date.toISOString().slice(0, 10);
        const next = new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10);
        const first = answerDeadline({ ...queryOf(rule), letterDate }, rules).lastDay;
        const second = answerDeadline({ ...queryOf(rule), letterDate: next }, rules).lastDay;
        return first === null || second === null || first <= second;
      }),
      { numRuns: 2000 },
    );
  });

  it('counts a day more over a 29 February, and months by their dates', () => {
    const year = fc.integer({ min: 2024, max: 2090 });
    const isLeap = (of: number) => of % 4 === 0 && (of % 100 !== 0 || of % 400 === 0);
    fc.assert(
      fc.property(year, (start) => {
        const erisa = answerDeadline(
          { planType: 'erisa-insured', event: 'internal-appeal-level1', letterDate: `${start}-09-02` },
          rules,
        );
        const fehb = answerDeadline(
          { planType: 'fehb', event: 'carrier-reconsideration-request', letterDate: `${start}-08-31` },
          rules,
        );
        return (
          erisa.lastDay === `${start + 1}-${isLeap(start + 1) ? '02-29' : '03-01'}` &&
          fehb.lastDay === `${start + 1}-02-${isLeap(start + 1) ? '29' : '28'}`
        );
      }),
    );
  });
});

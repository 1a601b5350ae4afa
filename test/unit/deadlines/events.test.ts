/** Other spellings of event names lead to the same rule; names that differ in what counts do not. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerDeadline, ruleFor } from '../../../shared/deadlines/answer.ts';
import { eventName } from '../../../shared/deadlines/events.ts';
import { planTypes, type PlanType } from '../../../shared/domain/kinds.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';

const rules = loadDeadlineRules();
const ruleId = (planType: PlanType, event: string, letterDate = '2026-11-20') =>
  ruleFor({ planType, event, letterDate }, rules)?.id ?? null;

const names = readFileSync(new URL('../../fixtures/deadline-event-names.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): [string, string, string] => {
    const [plan = '', event = '', expected = ''] = line.split(' ');
    return [plan, event, expected];
  });

describe('names of events', () => {
  it.each(names)('%s %s', (plan, event, expected) => {
    const [type, state] = plan.split(':');
    const planType = planTypes.find((each) => each === type) ?? 'unknown';
    const found = ruleFor(
      { planType, event, letterDate: '2026-11-20', ...(state === undefined ? {} : { state }) },
      rules,
    );
    expect(found?.id ?? 'none').toBe(expected);
  });

  it.each<[PlanType, string, string | null]>([
    ['erisa-self-funded', 'Internal Appeal Level 1', 'erisa.appeal-1'],
    ['short-term', 'anything-at-all', 'short-term.any'],
    ['erisa-self-funded', 'moon-landing', null],
    ['erisa-self-funded', 'plan-decision', null],
    ['erisa-self-funded', 'opm-review-request', null],
    ['erisa-self-funded', 'plan-initial-decision-preservice-of-the-moon', null],
    ['original-medicare', 'plan-initial-decision-urgent', null],
    ['tricare', 'court-filing', null],
  ])('%s %s', (planType, event, expected) => {
    expect(ruleId(planType, event)).toBe(expected);
  });

  it('does not take an ordinary clock for an urgent, extended or two-level one', () => {
    for (const rule of rules) {
      for (const event of rule.events.filter((each) => /^plan-(initial|appeal)-decision/.test(each))) {
        for (const word of ['urgent', 'extended', 'two-levels-each', 'incomplete']) {
          if (event.includes(word.slice(0, 8)) || /expedited|extension/.test(event)) continue;
          const query = {
            planType: rule.planTypes[0] ?? 'unknown',
            event: `${event}-${word}`,
            letterDate: rule.startsUntil ?? '2026-11-20T09:00',
            ...(rule.states?.[0] ? { state: rule.states[0] } : {}),
          } as const;
          const found = ruleFor(query, rules);
          if (found && !found.events.includes('*')) expect(found.id).not.toBe(rule.id);
        }
      }
    }
  });

  it('reads a name the same whatever its spelling', () => {
    expect(eventName('  Plan_Initial Decision Pre-Service ')).toBe('plan-initial-decision-preservice');
    expect(eventName('Second-Level Appeal')).toBe('level2-appeal');
  });

  it('gives an insured plan of a federal-process state the federal date', () => {
    const query = {
      planType: 'erisa-insured',
      event: 'external-review-request',
      letterDate: '2026-02-28',
    } as const;
    expect(answerDeadline({ ...query, externalProcess: 'Federal' }, rules).lastDay).toBe('2026-06-29');
    for (const externalProcess of ['HHS', 'HHS-administered', 'federal (HHS)'])
      expect(answerDeadline({ ...query, externalProcess }, rules).lastDay).toBe('2026-06-29');
    expect(answerDeadline({ ...query, state: 'tx' }, rules)).toMatchObject({
      lastDay: '2026-06-28',
      safeDay: '2026-06-28',
    });
  });

  it('follows the state process of an insured church plan only when told that it has one', () => {
    const query = {
      planType: 'church',
      event: 'external-review-request',
      letterDate: '2026-07-02',
      state: 'NC',
    } as const;
    expect(answerDeadline(query, rules).lastDay).toBe('2026-11-02');
    expect(answerDeadline({ ...query, externalProcess: 'state' }, rules).lastDay).toBe('2026-10-30');
  });
});

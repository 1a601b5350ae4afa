/** Every rule against the periods written down a second time, and every rule changed by one: each change must be noticed. */
import { describe, expect, it } from 'vitest';
import { answerDeadline, ruleFor } from '../../../shared/deadlines/answer.ts';
import type { DeadlineRule, Span } from '../../../shared/deadlines/rules.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import { expectedDays, governs, periodOf, periods, queryFor } from './double-entry.ts';

const rules = loadDeadlineRules();

/**
 * Letter and receipt dates at which rules part: month ends before short months, leap days, year ends, weekends,
 * holidays, the days around a change of the rules, and early, late and same-day receipt.
 */
const probes: readonly (readonly [string, string?])[] = [
  ['2026-08-31'],
  ['2026-11-23T16:45'],
  ['2026-12-24T09:30'],
  ['2026-03-01', '2026-03-04'],
  ['2026-10-27', '2026-10-30'],
  ['2026-10-27', '2026-11-14'],
  ['2025-10-31', '2025-10-31'],
  ['2027-10-29', '2027-10-29'],
  ['2026-02-25', '2026-02-28'],
  ['2027-12-28', '2027-12-29'],
  ['2025-12-31'],
  ['2025-12-15', '2025-12-22'],
  ['2026-12-30', '2027-01-04'],
  ['2026-01-01'],
  ['2026-06-15'],
  ['2026-11-20'],
];

/** What the fixture expects of a rule and the rules do not give; [] when all is as written down. */
function faults(of: DeadlineRule, all: readonly DeadlineRule[]): string[] {
  const period = periodOf(of.id);
  if (!period) return [`${of.id} is not in the fixture`];
  return probes.flatMap(([start, received]) => {
    const query = queryFor(of, start, received);
    const rival = all.find(
      (each) =>
        each.id !== of.id && isSameQuestion(each, of) && ruleFor(query, [each]) && ruleFor(query, [of]),
    );
    if (rival) return [`${of.id} and ${rival.id} both govern on ${start}`];
    const answers = ruleFor(query, all)?.id === of.id;
    if (answers !== governs(period, start.slice(0, 10))) return [`${of.id} on ${start}: governs ${answers}`];
    if (!answers) return [];
    const expected = expectedDays(period, query);
    const { lastDay, safeDay } = answerDeadline(query, all);
    return lastDay === expected.lastDay && safeDay === expected.safeDay
      ? []
      : [`${of.id} on ${start}: ${lastDay} ${safeDay}, written down ${expected.lastDay} ${expected.safeDay}`];
  });
}

/** Rules of which only one may govern on a day. */
function isSameQuestion(one: DeadlineRule, other: DeadlineRule): boolean {
  const key = (rule: DeadlineRule) => JSON.stringify([rule.states ?? [], rule.externalProcesses ?? []]);
  return (
    key(one) === key(other) &&
    one.events.includes(other.events[0] ?? '') &&
    other.planTypes.every((type) => one.planTypes.includes(type))
  );
}

const units = ['days', 'months', 'hours', 'businessDays', 'yearEnds'] as const;
/** The span with each of its numbers one more and one less, and a day more and less beside months. */
function spans(span: Span): Span[] {
  return units.flatMap((unit) => {
    const value = span[unit];
    return value === undefined ? [] : [1, -1].map((by) => ({ ...span, [unit]: value + by }));
  });
}
const shifted = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The rule with one thing changed by the smallest step, each way that there is. */
function mutants(rule: DeadlineRule): (readonly [string, DeadlineRule])[] {
  const { roll: _roll, missingDay: _missingDay, skipHolidays: _skip, ...bare } = rule;
  const bases = ['receipt', 'notice'] as const;
  return [
    ...(rule.add ? spans(rule.add).map((add) => ['period', { ...rule, add }] as const) : []),
    ...(rule.add?.months === undefined
      ? []
      : [1, -1].map((days) => ['a day beside months', { ...rule, add: { ...rule.add, days } }] as const)),
    ...(rule.presumedDays === undefined
      ? []
      : [1, -1].map(
          (by) => ['presumed days', { ...rule, presumedDays: (rule.presumedDays ?? 0) + by }] as const,
        )),
    ...(rule.cautious ?? []).flatMap((each, index) =>
      spans(each.add).map(
        (add) =>
          ['cautious', { ...rule, cautious: rule.cautious?.with(index, { ...each, add }) ?? [] }] as const,
      ),
    ),
    ...(rule.add && bases.some((each) => each === rule.basis)
      ? bases.filter((each) => each !== rule.basis).map((basis) => ['basis', { ...rule, basis }] as const)
      : []),
    ...(rule.roll ? [['no roll', { ...bare, missingDay: rule.missingDay ?? 'clamp' }] as const] : []),
    ...(rule.missingDay === 'first-of-next' ? [['clamp', { ...rule, missingDay: 'clamp' }] as const] : []),
    ...(rule.skipHolidays ? [['holidays', bare] as const] : []),
    ...(rule.startsFrom
      ? [1, -1].map((by) => ['from', { ...rule, startsFrom: shifted(rule.startsFrom ?? '', by) }] as const)
      : []),
    ...(rule.startsUntil
      ? [1, -1].map((by) => ['until', { ...rule, startsUntil: shifted(rule.startsUntil ?? '', by) }] as const)
      : []),
    ...(rule.add
      ? [['no date', { ...rule, add: null }] as const]
      : [['a date', { ...rule, add: { days: 30 } }] as const]),
  ];
}

describe('the deadline rules', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s gives what was written down', (_id, rule) => {
    expect(faults(rule, rules)).toEqual([]);
  });

  it('have no period written down that no rule gives', () => {
    const used = new Set(rules.map((rule) => periodOf(rule.id)));
    expect([...periods].filter(([, period]) => !used.has(period)).map(([id]) => id)).toEqual([]);
  });

  it('are all caught when one number, basis or counting rule is changed', () => {
    const missed = rules.flatMap((rule, index) =>
      mutants(rule)
        .filter(([, changed]) => faults(changed, rules.with(index, changed)).length === 0)
        .map(([what]) => `${rule.id}: ${what}`),
    );
    expect(missed).toEqual([]);
  });
});

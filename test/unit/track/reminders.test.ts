/** Reminders that come once each, whatever the clock does: put forward or back, asleep, flown over time zones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseDeadlines } from '../../../shared/track/case-deadlines.ts';
import { daysLeft, hoursLeft, isOver } from '../../../shared/track/moments.ts';
import { dueReminders, isDue, reminderStep } from '../../../shared/track/reminders.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import { addDays } from '../../../shared/text/calendar.ts';
import { decision, entry, situation } from './build.ts';

const rules = loadDeadlineRules();
/** Last day 2026-08-29. */
const at = (now: string) => caseDeadlines(situation({ decisions: [decision()], now }), rules);
const ofCase = { caseId: 'c', caseTitle: 'Back MRI' };

/** Looks at the clock at each moment, as the app does, and tells on which moments a reminder came. */
function looks(moments: readonly string[]): [string, number][] {
  const shown = new Map<string, string>();
  return moments.flatMap((now): [string, number][] => {
    const due = dueReminders(ofCase, at(now), now, shown);
    for (const each of due) shown.set(each.key, now.slice(0, 10));
    return due.map((each) => [now, each.daysLeft]);
  });
}

describe('reminders', () => {
  it('come once at each step of the countdown', () => {
    const everyHour = Array.from(
      { length: 24 * 45 },
      (_, hour) => `${addDays('2026-07-20', Math.floor(hour / 24))}T${String(hour % 24).padStart(2, '0')}:00`,
    );
    expect(looks(everyHour).map(([, left]) => left)).toEqual([30, 14, 10, 7, 3, 2, 1, 0, -1, -2, -3, -4]);
  });

  it('come at once after a sleep over several steps, and only the last of them', () => {
    expect(looks(['2026-07-01T09:00', '2026-08-27T09:00', '2026-08-27T10:00'])).toEqual([
      ['2026-08-27T09:00', 2],
    ]);
    expect(looks(['2026-08-20T09:00', '2026-09-20T09:00']).at(-1)).toEqual(['2026-09-20T09:00', -22]);
  });

  it('come again when the clock had run ahead by mistake and was put right', () => {
    const moments = ['2027-08-28T09:00', '2026-08-22T09:00', '2026-08-28T09:00'];
    expect(looks(moments).slice(1)).toEqual([
      ['2026-08-22T09:00', 7],
      ['2026-08-28T09:00', 1],
    ]);
  });

  it('do not come twice to someone who flies west over midnight', () => {
    expect(looks(['2026-08-26T00:30', '2026-08-25T19:30', '2026-08-26T00:30'])).toHaveLength(2);
    expect(
      looks(['2026-08-26T00:30', '2026-08-25T22:30', '2026-08-26T09:30']).map(([, left]) => left),
    ).toEqual([3, 4]);
  });

  it('come in the last hours of an hour clock only to the patient, and once a plan is late', () => {
    const log = [entry({ kind: 'fax', at: '2026-03-09T16:20', about: 'expedited-appeal' })];
    const plan = (now: string) =>
      caseDeadlines(situation({ log, now }), rules).find((each) => each.id.startsWith('plan-appeal.'));
    const [before, after] = [plan('2026-03-12T16:00'), plan('2026-03-12T17:00')];
    if (!before || !after) throw new Error('no clock');
    expect(reminderStep(before)).toBeNull();
    expect(reminderStep(after)).toBe('over');
    expect(reminderStep({ ...before, whose: 'patient' })).toBe('hours-1');
  });

  it('say nothing of what is done or has no date', () => {
    const [first] = at('2026-08-29T09:00');
    if (!first) throw new Error('no clock');
    expect(reminderStep({ ...first, state: 'done' })).toBeNull();
    expect(reminderStep({ ...first, keepDay: null })).toBeNull();
  });

  it('are never lost: at any look some reminder of the present step was or is shown', () => {
    const day = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(fc.array(day, { maxLength: 20 }), day, (earlier, last) => {
        const shown = new Map<string, string>();
        const look = (offset: number) => {
          const now = `${addDays('2026-07-20', offset)}T12:00`;
          const due = dueReminders(ofCase, at(now), now, shown);
          for (const each of due) shown.set(each.key, now.slice(0, 10));
          return now;
        };
        for (const offset of earlier) look(offset);
        const now = look(last);
        const [first] = at(now);
        const step = first ? reminderStep(first) : null;
        return step === null || [...shown.keys()].some((key) => key.endsWith(`|${step}`));
      }),
    );
  });

  it('forget a showing two or more days in the future only', () => {
    const shown = new Map([['k', '2026-03-12']]);
    expect(isDue('k', '2026-03-11T09:00', shown)).toBe(false);
    expect(isDue('k', '2026-03-10T09:00', shown)).toBe(true);
    expect(isDue('other', '2026-03-10T09:00', shown)).toBe(true);
  });
});

describe('countdown', () => {
  it('counts days by the calendar, over changes to summer time and leap days', () => {
    expect(daysLeft('2026-03-09', '2026-03-07T23:59')).toBe(2);
    expect(daysLeft('2028-03-01', '2028-02-28T00:00')).toBe(2);
    expect(daysLeft('2026-11-02', '2026-10-31T23:59')).toBe(2);
  });

  it('counts hours to the minute on the wall clock', () => {
    expect(hoursLeft('2026-03-12T16:20', '2026-03-12T15:21')).toBe(0);
    expect(hoursLeft('2026-03-12T16:20', '2026-03-12T16:21')).toBe(-1);
    expect(hoursLeft('2026-03-12', '2026-03-12T16:21')).toBeNull();
  });

  it('ends a day at its midnight, and an hour clock after its minute', () => {
    expect(isOver('2026-03-12', '2026-03-12T23:59')).toBe(false);
    expect(isOver('2026-03-12', '2026-03-13T00:00')).toBe(true);
    expect(isOver('2026-03-12T16:20', '2026-03-12T16:20')).toBe(false);
    expect(isOver('2026-03-12T16:20', '2026-03-12T16:21')).toBe(true);
  });
});

/** The deadline rules a second time, from the fixture, with a day counter of its own: only for comparing with the real one. */
import { readFileSync } from 'node:fs';
import type { DeadlineRule } from '../../../shared/deadlines/rules.ts';
import type { DeadlineQuery } from '../../../shared/domain/track.ts';

interface Period {
  readonly from: string;
  readonly add: string;
  readonly options: readonly string[];
}

const lines = readFileSync(new URL('../../fixtures/deadline-periods.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
export const periods: ReadonlyMap<string, Period> = new Map(
  lines.map((line) => {
    const [id = '', rest = ''] = line.split(': ');
    const [head = '', ...options] = rest.split(', ');
    const [from = '', ...add] = head.split(' ');
    return [id, { from, add: add.join(' '), options }] as const;
  }),
);

/** The fixture's line for a rule: its own, or that of its kind over several families of plans. */
export function periodOf(ruleId: string): Period | null {
  return periods.get(ruleId) ?? periods.get(`*.${ruleId.slice(ruleId.indexOf('.') + 1)}`) ?? null;
}

const DAY = 86_400_000;
const at = (day: string) => new Date(`${day}T12:00:00Z`);
const text = (date: Date) => date.toISOString().slice(0, 10);
const plus = (day: string, days: number) => text(new Date(at(day).getTime() + days * DAY));

/** Federal holidays of 2024 to 2033 by their dates in 5 U.S.C. 6103(a), from the calendar of the year. */
function isHoliday(day: string): boolean {
  const date = at(day);
  const [month, of, weekday] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()];
  const nth = Math.ceil(of / 7);
  const isLast = at(plus(day, 7)).getUTCMonth() + 1 !== month;
  if (['01-01', '06-19', '07-04', '11-11', '12-25'].includes(day.slice(5))) return true;
  if (weekday === 1)
    return (
      (month === 1 && nth === 3) ||
      (month === 2 && nth === 3) ||
      (month === 5 && isLast) ||
      (month === 9 && nth === 1) ||
      (month === 10 && nth === 2)
    );
  return weekday === 4 && month === 11 && nth === 4;
}
const isWeekend = (day: string) => [0, 6].includes(at(day).getUTCDay());

function counted(start: string, add: string, options: readonly string[], isLast: boolean): string | null {
  const match = /^(\d+)([dmhby])$/.exec(add);
  if (!match) return null;
  const [count, day] = [Number(match[1]), start.slice(0, 10)];
  let end = day;
  switch (match[2]) {
    case 'd':
      end = plus(day, count);
      break;
    case 'y':
      end = `${Number(day.slice(0, 4)) + count}-12-31`;
      break;
    case 'h': {
      const time = start.slice(10);
      if (time === '') return plus(day, Math.floor(count / 24));
      return new Date(Date.parse(`${day}${time}:00Z`) + count * 3_600_000).toISOString().slice(0, 16);
    }
    case 'm': {
      const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + count, 1, 12));
      const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0, 12)).getUTCDate();
      const wanted = Number(day.slice(8));
      const missing = wanted > last;
      end = plus(
        text(first),
        missing && isLast && options.includes('first-of-next') ? last : Math.min(wanted, last) - 1,
      );
      break;
    }
    default:
      for (let left = count; left > 0;) {
        end = plus(end, 1);
        if (!isWeekend(end) && !(options.includes('skip-holidays') && isHoliday(end))) left -= 1;
      }
  }
  if (isLast && options.includes('roll')) while (isWeekend(end) || isHoliday(end)) end = plus(end, 1);
  return end;
}

/** Last and cautious day by the fixture, for a query that the rule governs. */
export function expectedDays(
  period: Period,
  { letterDate, receivedDate }: Pick<DeadlineQuery, 'letterDate' | 'receivedDate'>,
): { readonly lastDay: string | null; readonly safeDay: string | null } {
  const [basis = '', presumed] = period.from.split('+');
  const assumed = plus(letterDate.slice(0, 10), Number(presumed ?? 0));
  const starts: Record<string, string> = {
    receipt: receivedDate ?? letterDate,
    notice: letterDate,
    'presumed-receipt': assumed,
    'documented-or-presumed': receivedDate ?? assumed,
  };
  const start = starts[basis] ?? '';
  const lastDay = counted(start, period.add, period.options, true);
  const safe = [
    counted(start, period.add, period.options, false),
    ...period.options
      .filter((option) => option.startsWith('safe '))
      .map((option) => {
        const [, from = '', add = ''] = option.split(' ');
        return counted(starts[from] ?? '', add, period.options, false);
      }),
    ...(basis === 'presumed-receipt' && receivedDate !== undefined && receivedDate < assumed
      ? [counted(receivedDate, period.add, period.options, false)]
      : []),
  ].filter((each) => each !== null);
  return { lastDay, safeDay: safe.toSorted()[0] ?? null };
}

/** From when to when the rule governs, by the fixture. */
export function governs(period: Period, day: string): boolean {
  return period.options.every((option) => {
    const [word, date = ''] = option.split(' ');
    return word === 'from' ? day >= date : word === 'until' ? day <= date : true;
  });
}

export function queryFor(rule: DeadlineRule, start: string, received?: string): DeadlineQuery {
  return {
    planType: rule.planTypes[0] ?? 'unknown',
    event: rule.events[0] ?? '',
    letterDate: start,
    ...(received === undefined ? {} : { receivedDate: received }),
    ...(rule.states?.[0] ? { state: rule.states[0] } : {}),
    ...(rule.externalProcesses?.[0] ? { externalProcess: rule.externalProcesses[0] } : {}),
  };
}

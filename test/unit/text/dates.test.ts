import { describe, expect, it } from 'vitest';
import { addMonths, ageOn, daysBetween } from '../../../shared/text/calendar.ts';
import { readDateRanges, readDates } from '../../../shared/text/dates.ts';

const anchor = '2026-08-06';
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['Date of service: 08/19/2026', ['2026-08-19']],
  ['8-19-26 seen in clinic', ['2026-08-19']],
  ['signed Aug 19, 2026 at 14:00', ['2026-08-19']],
  ['19 Aug 2026', ['2026-08-19']],
  ['19-Aug-2026', ['2026-08-19']],
  ['2026-08-19T10:00', ['2026-08-19']],
  ['APR-12-2026 07:14', ['2026-04-12']],
  ['August 3rd, 2026', ['2026-08-03']],
  ['O8/l9/2026', ['2026-08-19']],
  ['DOB 02/08/59', ['1959-02-08']],
  ['since August of 2025', ['2025-08-01']],
  ['mid-March 2026', ['2026-03-15']],
  ['03/2026', ['2026-03-01']],
  ['in 2019', ['2019-01-01']],
  ['Last MRI in July of last year', ['2025-07-01']],
  ['Began 4/20 when she lifted', ['2026-04-20']],
  ['Completed PT at Riverbend 7/21, discharged', ['2026-07-21']],
  ['Failed 2 courses (5/28-6/11 and 6/25-7/16)', ['2026-05-28', '2026-06-11', '2026-06-25', '2026-07-16']],
  ['3/9 to 4/20: no benefit', ['2026-03-09', '2026-04-20']],
  ['06/02-07/21/2026, 12 visits', ['2026-06-02', '2026-07-21']],
  ['about three weeks ago', ['2026-07-16']],
  ['headaches began in mid January', ['2026-01-15']],
  ['headaches began mid-January', ['2026-01-15']],
  ['hit from behind on the 12th of January', ['2026-01-12']],
  ['Saturday April 18, at breakfast', ['2026-04-18']],
  ['On 12/28 she fell', ['2025-12-28']],
  // Not dates
  ['Pain 7/10 worst, 4/10 best', []],
  ['Strength 4/5 L EHL, 5/5 R', []],
  ['BP 128/78, HR 72', []],
  ['ratio 3/4 of the time', []],
  ['call 218-555-0160', []],
  ['section 12.10.3', []],
  ['pain decreased from 8/10 to 4/10', []],
  ['naproxen twice daily 3/10 to 4/14, stopped', ['2026-03-10', '2026-04-14']],
];

describe('readDates', () => {
  it.each(cases)('reads %j', (text, dates) => {
    expect(readDates(text, anchor).map((d) => d.iso)).toEqual(dates);
  });

  it('marks a date that OCR had spoilt as repaired', () => {
    expect(readDates('O8/l9/2026')[0]).toMatchObject({ repaired: true, start: 0, end: 10 });
  });

  it('leaves out dates that need a year when there is no anchor', () => {
    expect(readDates('Began 4/20')).toEqual([]);
  });

  it('never returns a day that does not exist', () => {
    expect(readDates('02/30/2026 and 13/45/2026')).toEqual([]);
  });
});

describe('readDateRanges', () => {
  it('joins two dates parted by a dash or "to"', () => {
    const ranges = readDateRanges(
      '10/30/2023 to 04/15/2024; Dates of service: 02/06/2023 – 04/17/2023',
      anchor,
    );
    expect(ranges.map((r) => [r.from.iso, r.to.iso])).toEqual([
      ['2023-10-30', '2024-04-15'],
      ['2023-02-06', '2023-04-17'],
    ]);
  });
});

describe('calendar', () => {
  it('handles month ends, leap days and ages', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-03-15', -14)).toBe('2025-01-15');
    expect(daysBetween('2026-06-02', '2026-07-21')).toBe(49);
    expect(ageOn('1959-02-08', '2026-02-07')).toBe(66);
  });
});

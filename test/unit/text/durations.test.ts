import { describe, expect, it } from 'vitest';
import { readDurations, readVisitCounts } from '../../../shared/text/durations.ts';

const lengths: readonly (readonly [string, readonly number[]])[] = [
  ['six (6) weeks', [42]],
  ['6 (six) weeks', [42]],
  ['x6 wks', [42]],
  ['x 6 weeks', [42]],
  ['1½ months', [45]],
  ['1 1/2 months', [45]],
  ['for two months', [60]],
  ['twenty-one days', [21]],
  ['a 6-week course', [42]],
  ['now 15 wks', [105]],
  ['6+ wks', [42]],
  ['pain x 10d', [10]],
  ['meloxicam 15 mg po daily x 14 d', [14]],
  ['2x/wk for 6-7 wks', [42]],
  ['half a year', [182.5]],
  ['a month and a half of pressure', [45]],
  ['two years and a half', [912.5]],
  ['a couple of weeks', [14]],
  ['55 years old', []],
  ['67 y/o', []],
  ['47 y.o. female', []],
  ['a 47-year-old woman', []],
  ['no weeks', []],
  ['stretches 5 days a week', []],
  ['swam 3 days per week for nine weeks', [63]],
];

describe('readDurations', () => {
  it.each(lengths)('reads %j', (text, days) => {
    expect(
      readDurations(text)
        .filter((d) => !d.recurring)
        .map((d) => d.days),
    ).toEqual(days);
  });

  it.each([
    'pain < 6 wks',
    'under six weeks',
    'fewer than six weeks',
    'just shy of 6 weeks',
    'not quite 6 weeks',
    'not yet six weeks',
    'no more than 6 weeks',
    'at most 6 weeks',
    '6 weeks or less',
    'up to six weeks',
  ])('knows the upper bound of %j', (text) => {
    expect(readDurations(text)[0]?.qualifier).toBe('less-than');
  });

  it.each([
    ['no less than 6 weeks', 'at-least'],
    ['not fewer than six weeks', 'at-least'],
    ['more than 6 weeks', 'more-than'],
    ['no short of it, 6 weeks', null],
  ])('does not take %j for one', (text, qualifier) => {
    expect(readDurations(text)[0]?.qualifier).toBe(qualifier);
  });

  it('tells a window from a length', () => {
    const [length, window] = readDurations('at least six weeks of therapy within the last 6 months');
    expect(length).toMatchObject({ days: 42, qualifier: 'at-least', window: false });
    expect(window).toMatchObject({ days: 180, window: true });
    expect(readDurations('in the six months before the request')[0]).toMatchObject({ window: true });
  });

  it('tells a point in time and a rhythm from a length', () => {
    expect(readDurations('three weeks ago')[0]).toMatchObject({ ago: true });
    expect(readDurations('CEA every 3 months')[0]).toMatchObject({ recurring: true });
  });
});

const counts: readonly (readonly [string, readonly number[]])[] = [
  ['at least eight visits', [8]],
  ['attended 12 of 13 scheduled appts', [12]],
  ['12 visits attended, 1 cancelled', [12]],
  ['failed PT x 12 visits', [12]],
  ['Visits 14.', [14]],
  ['Visits\t19', [19]],
  ['5 of 16 visits done', [5]],
  ['PT x 8', [8]],
  ['PT x 6 weeks', []],
];

describe('readVisitCounts', () => {
  it.each(counts)('reads %j', (text, values) => {
    expect(readVisitCounts(text).map((c) => c.value)).toEqual(values);
  });
});

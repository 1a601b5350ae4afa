/** The calendar file, read by another program's parser: dates, alarms, letters, and how a newer file replaces an older. */
import ICAL from 'ical.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseDeadline } from '../../../shared/domain/track.ts';
import { calendarFile, type CalendarMark } from '../../../shared/track/calendar-file.ts';

const deadline: CaseDeadline = {
  id: 'internal-appeal-level1.d1',
  event: 'internal-appeal-level1',
  title: 'Ask for a first-level appeal',
  whose: 'patient',
  lastDay: '2026-09-02',
  safeDay: '2026-08-29',
  printedDay: null,
  keepDay: '2026-08-29',
  aimDay: '2026-08-19',
  daysLeft: 10,
  hoursLeft: null,
  state: 'open',
  rule: '180 calendar days; no roll, no "extra" time',
  citation: '29 CFR 2560.503-1(h)(3)(i)',
  consequence: null,
  warnings: [],
  mark: 'V',
};
const make = (deadlines: readonly CaseDeadline[], before: readonly CalendarMark[] = []) =>
  calendarFile({ caseId: 'c1', deadlines, stampedAt: '2026-08-01T10:20:30Z', before });
const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      sequence: event.sequence,
      summary: event.summary,
      description: event.description,
      status: component.getFirstPropertyValue('status'),
      alarms: component.getAllSubcomponents('valarm').map((alarm) => {
        const trigger = alarm.getFirstPropertyValue('trigger');
        const at = event.startDate.clone();
        if (trigger instanceof ICAL.Duration) {
          at.isDate = false;
          at.addDuration(trigger);
        }
        return at.toString();
      }),
    };
  });

describe('the calendar file', () => {
  it('holds a whole day with alarms at nine in the morning: ten days before, three days before, on the day', () => {
    const [event] = read(make([deadline]).text);
    expect(event).toMatchObject({
      uid: 'c1.internal-appeal-level1.d1@rejoinder.invalid',
      start: '2026-08-29',
      end: '2026-08-30',
      sequence: 0,
      status: 'CONFIRMED',
      summary: 'Last safe day: Ask for a first-level appeal',
      alarms: ['2026-08-19T09:00:00', '2026-08-26T09:00:00', '2026-08-29T09:00:00'],
    });
    expect(event?.description).toContain('Last day by the rule: 2026-09-02.');
    expect(event?.description).toContain('no roll, no "extra" time');
    expect(event?.description).toContain('29 CFR 2560.503-1(h)(3)(i)');
  });

  it('keeps the minute of an hour clock as local time, also over midnight', () => {
    const [event] = read(make([{ ...deadline, keepDay: '2026-12-31T23:45' }]).text);
    expect(event).toMatchObject({ start: '2026-12-31T23:45:00', end: '2027-01-01T00:15:00' });
    expect(event?.alarms).toEqual(['2026-12-30T23:45:00', '2026-12-31T17:45:00', '2026-12-31T22:45:00']);
  });

  it('keeps uid and sequence while nothing changes, and raises the sequence with each change', () => {
    const first = make([deadline]);
    const same = make([deadline], first.marks);
    expect(read(same.text)[0]).toMatchObject({ sequence: 0 });
    const moved = make([{ ...deadline, keepDay: '2026-08-20' }], same.marks);
    expect(read(moved.text)[0]).toMatchObject({
      uid: read(first.text)[0]?.uid,
      sequence: 1,
      start: '2026-08-20',
    });
  });

  it('cancels what is done or gone, once, and brings it back when it is open again', () => {
    const first = make([deadline]);
    const done = make([{ ...deadline, state: 'done' }], first.marks);
    expect(read(done.text)).toMatchObject([
      { status: 'CANCELLED', sequence: 1, alarms: [], start: '2026-08-29' },
    ]);
    const still = make([], done.marks);
    expect(read(still.text)).toMatchObject([{ status: 'CANCELLED', sequence: 1 }]);
    const back = make([deadline], still.marks);
    expect(read(back.text)).toMatchObject([{ status: 'CONFIRMED', sequence: 2 }]);
  });

  it('prints no law that was not checked, and no name of the case', () => {
    const [event] = read(make([{ ...deadline, mark: 'S' }]).text);
    expect(event?.description).not.toContain('29 CFR');
  });

  it('is well formed when there is nothing to do', () => {
    expect(read(make([]).text)).toEqual([]);
  });

  it('carries any words unharmed, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (words) => {
        // Line breaks are the same whatever they were written with; other controls have no place in a title.
        const title = words.replace(/\p{Cc}/gu, ' ');
        const { text } = make([{ ...deadline, title }]);
        expect(read(text)[0]?.summary).toBe(`Last safe day: ${title}`);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 200 },
    );
  });
});

/**
 * Deadlines as an iCalendar file (RFC 5545). UIDs are stable and SEQUENCE rises with each change, so that importing a
 * newer file moves or cancels what an older one put in the calendar. No names, no diagnosis: calendars live elsewhere.
 */
import type { CaseDeadline, IsoMoment } from '../domain/track.ts';
import { addDays } from '../text/calendar.ts';
import { dayOf, hasTime } from './moments.ts';

/** What was last exported of one event; kept in the vault between exports. */
export interface CalendarMark {
  readonly uid: string;
  readonly sequence: number;
  /** The event's own lines as exported, to see a change. */
  readonly lines: readonly string[];
  readonly cancelled: boolean;
}

export interface CalendarFile {
  readonly text: string;
  readonly marks: readonly CalendarMark[];
}

/** Reminders at nine in the morning, so many days before. */
const alarmDays = [10, 3, 0] as const;
const ALARM_HOUR = 9;
const LONGEST_LINE = 75;

/** `stampedAt`: UTC, "2026-11-23T21:40:00Z". `before`: the marks of the last export of this case, [] at first. */
export function calendarFile(parts: {
  readonly caseId: string;
  readonly deadlines: readonly CaseDeadline[];
  readonly stampedAt: string;
  readonly before: readonly CalendarMark[];
}): CalendarFile {
  const shown = parts.deadlines.filter((each) => each.keepDay !== null && each.state !== 'done');
  const now = new Map(shown.map((each) => [uidOf(parts.caseId, each), eventLines(each)]));
  const old = new Map(parts.before.map((each) => [each.uid, each]));
  const marks: CalendarMark[] = [];
  for (const [uid, lines] of now) {
    const was = old.get(uid);
    const same = was && !was.cancelled && was.lines.join('\n') === lines.join('\n');
    marks.push({
      uid,
      lines,
      cancelled: false,
      sequence: was ? (same ? was.sequence : was.sequence + 1) : 0,
    });
  }
  for (const was of parts.before) {
    if (now.has(was.uid)) continue;
    marks.push(was.cancelled ? was : { ...was, cancelled: true, sequence: was.sequence + 1 });
  }
  const stamp = `${parts.stampedAt.replace(/[-:]/g, '').slice(0, 15)}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rejoinder//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Appeal deadlines',
    ...marks.flatMap((mark) => [
      'BEGIN:VEVENT',
      `UID:${mark.uid}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      `SEQUENCE:${mark.sequence}`,
      `STATUS:${mark.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      ...(mark.cancelled ? withoutAlarms(mark.lines) : mark.lines),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return { text: lines.map(fold).join('\r\n') + '\r\n', marks };
}

function uidOf(caseId: string, deadline: CaseDeadline): string {
  return `${caseId}.${deadline.id}@rejoinder.invalid`.replace(/[^A-Za-z0-9.@_-]/g, '-');
}

function eventLines(deadline: CaseDeadline): string[] {
  const day = deadline.keepDay ?? '';
  const whose = deadline.whose === 'patient' ? 'Last safe day' : 'Insurer’s last day';
  const summary = `${whose}: ${deadline.title}`;
  const description = [
    deadline.lastDay && deadline.lastDay !== deadline.keepDay
      ? `Last day by the rule: ${deadline.lastDay}.`
      : null,
    deadline.printedDay ? `By the letter’s own count: ${deadline.printedDay}.` : null,
    deadline.aimDay ? `Aim for arrival by ${deadline.aimDay}.` : null,
    `Rule: ${deadline.rule}.`,
    deadline.mark === 'V' && deadline.citation !== '' ? deadline.citation : null,
    deadline.consequence,
  ]
    .filter((each) => each !== null)
    .join('\n');
  return [
    ...(hasTime(day)
      ? timed(day)
      : [`DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`]),
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    'CATEGORIES:Appeal',
    ...(deadline.whose === 'patient' || hasTime(day) ? alarms(day, summary) : alarms(day, summary).slice(-5)),
  ];
}

/** An hour clock ends at a minute of the local wall clock: a floating time of half an hour. */
function timed(moment: IsoMoment): string[] {
  const [hour, minute] = [Number(moment.slice(11, 13)), Number(moment.slice(14, 16))];
  const ends = hour * 60 + minute + 30;
  const time = (of: number) => `${two(Math.floor(of / 60) % 24)}${two(of % 60)}00`;
  const endDay = ends >= 1440 ? addDays(dayOf(moment), 1) : dayOf(moment);
  return [
    `DTSTART:${compact(dayOf(moment))}T${time(hour * 60 + minute)}`,
    `DTEND:${compact(endDay)}T${time(ends)}`,
  ];
}

/** Display alarms, five lines each. All-day events start at midnight, so the morning itself is nine hours after. */
function alarms(day: IsoMoment, summary: string): string[] {
  const triggers = hasTime(day)
    ? ['-P1D', '-PT6H', '-PT1H']
    : alarmDays.map((days) => (days === 0 ? `PT${ALARM_HOUR}H` : `-P${days - 1}DT${24 - ALARM_HOUR}H`));
  return triggers.flatMap((trigger) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(summary)}`,
    `TRIGGER:${trigger}`,
    'END:VALARM',
  ]);
}

function withoutAlarms(lines: readonly string[]): string[] {
  const first = lines.indexOf('BEGIN:VALARM');
  return lines.slice(0, first === -1 ? lines.length : first);
}

const two = (value: number) => String(value).padStart(2, '0');
const compact = (day: string) => day.replaceAll('-', '');

function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** Lines are at most 75 octets of UTF-8; a longer one goes on after a line break and a space, never inside a letter. */
function fold(line: string): string {
  const out: string[] = [];
  let at = '';
  let size = 0;
  for (const letter of line) {
    const octets = octetsOf(letter);
    if (size + octets > LONGEST_LINE) {
      out.push(at);
      at = ' ';
      size = 1;
    }
    at += letter;
    size += octets;
  }
  out.push(at);
  return out.join('\r\n');
}

function octetsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The terminal's deadline questions and answers: one JSON object a line, and a bad line never stops the others. */
import { planTypes, type PlanType } from '../domain/kinds.ts';
import type { DeadlineQuery } from '../domain/track.ts';
import { dayNumber } from '../text/calendar.ts';
import { answerDeadline } from './answer.ts';
import type { DeadlineRule } from './rules.ts';
import { stateCode } from './states.ts';

/** Answers every non-empty line, in order, one output line each. */
export function answerLines(input: string, rules: readonly DeadlineRule[]): string[] {
  return input
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => answerLine(line, rules));
}

/**
 * `{ id, lastDay, safeDay, rule, citation }` as JSON; `{ id?, error }` where the line is no question. The id comes
 * back as it was given.
 */
export function answerLine(line: string, rules: readonly DeadlineRule[]): string {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return JSON.stringify({ error: 'not JSON' });
  }
  if (!isRecord(raw)) return JSON.stringify({ error: 'not a JSON object' });
  const id = 'id' in raw ? { id: raw['id'] } : {};
  const query = readQuery(raw);
  if (typeof query === 'string') return JSON.stringify({ ...id, error: query });
  const { lastDay, safeDay, rule, citation } = answerDeadline(query, rules);
  return JSON.stringify({ ...id, lastDay, safeDay, rule, citation });
}

/** The question, or what is wrong with it. */
function readQuery(raw: Readonly<Record<string, unknown>>): DeadlineQuery | string {
  const planType = readPlanType(raw['planType']);
  if (!planType) return 'planType is missing or not one of the plan types';
  const event = raw['event'];
  if (typeof event !== 'string' || event.trim() === '') return 'event is missing';
  const letterDate = readMoment(raw['letterDate']);
  if (letterDate === null) return 'letterDate is missing or not a date (YYYY-MM-DD or YYYY-MM-DDTHH:MM)';
  const received = raw['receivedDate'] ?? null;
  const receivedDate = received === null || received === '' ? undefined : readMoment(received);
  if (receivedDate === null) return 'receivedDate is not a date (YYYY-MM-DD or YYYY-MM-DDTHH:MM)';
  const state = typeof raw['state'] === 'string' ? stateCode(raw['state']) : null;
  const process = raw['externalProcess'];
  return {
    planType,
    event,
    letterDate,
    ...(receivedDate === undefined ? {} : { receivedDate }),
    ...(state ? { state } : {}),
    ...(typeof process === 'string' && process !== '' ? { externalProcess: process } : {}),
    ...(typeof raw['trigger'] === 'string' ? { trigger: raw['trigger'] } : {}),
  };
}

function readPlanType(value: unknown): PlanType | null {
  if (typeof value !== 'string') return null;
  const name = value
    .trim()
    .toLowerCase()
    .replace(/[^a-z]+/g, '-');
  return planTypes.find((each) => each === name) ?? null;
}

/** A date, or a date and time to the minute as the wall clock showed it; seconds and zone are left off. */
function readMoment(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      value.trim(),
    );
  const day = match?.[1];
  if (day === undefined || dayNumber(day) === null) return null;
  return match?.[2] === undefined ? day : `${day}T${match[2]}:${match[3]}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Times that lie within the present illness: ConText calls historical what began more than two weeks before (Harkema 2009),
 * so "status post repair of the dissection five days ago" is recent whatever stands before it.
 */
import { numberSource, readNumber } from '../../../text/numbers.ts';

const withinDays = new RegExp(
  String.raw`^[^.;:]{0,40}?\b(?:(${numberSource})\s+(hours?|days?)\s+(?:ago|earlier|prior|previously)|(yesterday|this morning|earlier today|last night|last evening))\b`,
  'i',
);

const recentDays = 14;

/** True where the words behind the phrase, in its clause, date it hours or at most two weeks back. */
export function isDaysOld(
  text: string,
  sentence: { readonly end: number },
  start: number,
  end: number,
): boolean {
  const match = withinDays.exec(text.slice(Math.max(start, end), sentence.end));
  if (match === null) return false;
  const [, count, unit] = match;
  if (count === undefined || unit === undefined) return true;
  const days = readNumber(count);
  return days !== null && (/^hour/i.test(unit) || days <= recentDays);
}

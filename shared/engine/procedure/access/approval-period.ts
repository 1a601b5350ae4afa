/** The days that an approval covers: "Valid 03/20/2026 through 06/18/2026", "Effective … / Expires …", "good for 90 days". */
import type { IsoDate } from '../../../domain/kinds.ts';
import { addDays } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';

export interface ApprovalPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly start: number;
  readonly end: number;
}

/** What stands between the first and the last day: a dash or "to", or the label of the last day, in a row or table. */
const betweenDays =
  /^[\s,;|:.()/\u2013\u2014_-]*(?:(?:to|through|thru|until|till|and|valid|good|in force|effective|approval|authori[sz]ation|auth|service|expir(?:es|ed|y|ation)|exp|end(?:s|ing)?|last|final|day|dates?|of|on)\b[\s,;|:.()/\u2013\u2014_-]*){0,5}$/i;
/** The last day alone: "must be done by 05/15/2026", "expires on May 15". */
const lastDay =
  /\b(?:(?:valid|good|in force|in effect|approved|authori[sz]ed) (?:through|thru|until|till|to|up to)|expir(?:es|ation)(?: date)?(?: on)?|end(?:s| date)(?: on)?|last day(?: of (?:service|approval))?|(?:used|given|done|completed|scheduled|performed) (?:by|before|no later than|on or before))[\s:|]*$/i;
/** "Good for 90 days". */
const goodFor = /(?:good|valid|in force) for (\d{2,3}) (?:calendar )?days/i;

/** Null where the page does not say until when. */
export function approvalPeriod(text: string): ApprovalPeriod | null {
  const dates = readDates(text).filter(({ precision }) => precision === 'day');
  for (let i = 0; i + 1 < dates.length; i++) {
    const a = dates[i];
    const b = dates[i + 1];
    if (a === undefined || b === undefined || a.iso >= b.iso) continue;
    const between = text.slice(a.end, b.start);
    if (/\S/.test(between) && betweenDays.test(between))
      return { from: a.iso, to: b.iso, start: a.start, end: b.end };
  }
  const from = dates[0];
  const to = dates.find(({ start }) => lastDay.test(text.slice(Math.max(0, start - 60), start)));
  if (from !== undefined && to !== undefined && from.iso < to.iso)
    return { from: from.iso, to: to.iso, start: to.start, end: to.end };
  const good = goodFor.exec(text);
  if (good !== null && from !== undefined)
    return {
      from: from.iso,
      to: addDays(from.iso, Number(good[1])),
      start: good.index,
      end: good.index + good[0].length,
    };
  return null;
}

/** Tables of therapy that hold no row for each visit: dates as column heads, and one row for each episode of care. */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { Line } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';

/** Fewest columns headed by a date that make a flow sheet. */
const fewestColumns = 4;
const columnDate = /^\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?$/;

/** Dates that head the columns of a flow sheet ("Exercise <tab> 2/3 <tab> 2/6 …"); empty where the line is no such head. */
export function columnDates(line: Line, text: string, anchor: IsoDate | null): readonly IsoDate[] {
  const cells = line.cells.map(({ start, end }) => text.slice(start, end).trim());
  const heads = cells.filter((cell) => columnDate.test(cell));
  if (heads.length < fewestColumns || heads.length < cells.length - 2) return [];
  // Pain before and after a visit ("6/5", "6/6") looks like dates; visits follow one another.
  const months = heads.map((cell) => {
    const [month = 0, day = 0] = cell.split(/[/-]/).map(Number);
    return month * 31 + day;
  });
  const falls = months.filter((value, index) => index > 0 && value <= (months[index - 1] ?? 0)).length;
  if (falls > 1) return [];
  const year = /\byear\b[:\s]*((?:19|20)\d{2})/i.exec(text)?.[1] ?? null;
  return heads.flatMap((head) => {
    const whole = year !== null && head.split(/[/-]/).length === 2 ? `${head}/${year}` : head;
    const date = readDates(`on ${whole}`, anchor)[0];
    return date?.precision === 'day' ? [date.iso] : [];
  });
}

export interface Episode {
  readonly line: Line;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Attended visits, or null where the column is missing or unread. */
  readonly visits: number | null;
  /** What the row says of itself: complaint, part of the body, how it ended. */
  readonly words: string;
}

/** Columns of a list of medicines, appointments or insurances, which have a first and a last day as well. */
const otherThanVisits =
  /^(?:medic(?:ine|ation)s?|drug|dose|dosage|sig|rx|prescri(?:ber|bed by|ption)|refills?|qty|quantity|plan|payer|insur\w+|coverage|employer)\b/i;

/** Rows under a head that names a first and a last visit ("Episode, First visit, Last visit, Attended"). */
export function episodesIn(lines: readonly Line[], text: string): readonly Episode[] {
  const out: Episode[] = [];
  let head: { readonly from: number; readonly to: number; readonly visits: number } | null = null;
  for (const line of lines) {
    const cells = line.cells.map(({ start, end }) => text.slice(start, end).trim());
    const at = (pattern: RegExp): number => cells.findIndex((cell) => pattern.test(cell));
    const from = at(/^(?:first|start|initial|from|begin|eval)\b/i);
    const to = at(/^(?:last|end|final|to|through|discharge)\b/i);
    if (from >= 0 && to > from && at(otherThanVisits) >= 0) {
      head = null;
      continue;
    }
    if (from >= 0 && to > from) {
      head = { from, to, visits: at(/\b(?:attended|visits?|sessions?|seen|completed|#)\b/i) };
      if (head.visits === from || head.visits === to)
        head = { ...head, visits: at(/^(?:attended|# ?visits|visits|sessions|seen|completed)$/i) };
      continue;
    }
    if (head === null || cells.length < 3) continue;
    const first = readDates(cells[head.from] ?? '')[0];
    const last = readDates(cells[head.to] ?? '')[0];
    if (first === undefined || last === undefined || last.iso < first.iso) continue;
    const count = Number(cells[head.visits] ?? '');
    out.push({
      line,
      from: first.iso,
      to: last.iso,
      visits: Number.isInteger(count) && count > 0 && count < 200 ? count : null,
      words: cells.filter((_, index) => index !== head?.from && index !== head?.to).join(' '),
    });
  }
  return out;
}

/** The day on which what a sentence tells of took place. */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';

/** The day the words name for the event, nearest before or after the mention; null where they name none. */
export function eventDate(
  words: string,
  anchor: IsoDate | null,
  at: number,
  birth: IsoDate | null = null,
): IsoDate | null {
  const dates = readDates(words, anchor).filter(
    (date) =>
      date.iso !== birth &&
      (date.precision !== 'year' || Math.abs(date.start - at) < 40) &&
      !/\b(?:dob|born|birth)\b[^\d]{0,12}$/i.test(words.slice(Math.max(0, date.start - 24), date.start)),
  );
  const best = dates.sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0];
  if (best && Math.abs(best.start - at) < 90) return best.iso;
  return bareYear(words, at, anchor);
}

/** "Last stress test 2019 normal", "Palpitations 2019, seen once by cardiology": a year beside the words, before the note's. */
function bareYear(words: string, at: number, anchor: IsoDate | null): IsoDate | null {
  const near = [
    ...words.matchAll(
      /(?<![\d/.,$#-])\b((?:19|20)\d\d)\b(?![\d/-]|\s?(?:mg|ml|mcg|units?|steps|calories|feet|ft|%|st\b))/g,
    ),
  ]
    .filter((m) => Math.abs(m.index - at) < 45 && Number(m[1]) < Number((anchor ?? '0').slice(0, 4)))
    .filter((m) => !/[.;]\s/.test(words.slice(Math.min(m.index, at), Math.max(m.index, at))))
    .toSorted((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at))[0];
  return near ? `${near[1]}-01-01` : null;
}

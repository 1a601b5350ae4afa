/** The side of the body that a grade in an examination belongs to. */
import type { Laterality } from '../../../domain/kinds.ts';
import { nearest } from '../page-reading.ts';
import type { PageReading } from '../page-reading.ts';

/** The side that belongs to a value: "4/5 L EHL", "EHL L 4/5, R 5/5", "5/5 bilat". */
export function sideOfValue(
  page: PageReading,
  sentence: { start: number; end: number },
  start: number,
  end: number,
): Laterality | null {
  const text = page.page.text;
  const cut = Math.max(
    ...[',', ';', '. ', ': '].map((mark) => text.lastIndexOf(mark, start - 1)),
    sentence.start,
  );
  const before = nearest(page.sides, start, end, Math.max(cut, sentence.start), start);
  const stop = /[,;.](?=\s|$)/.exec(text.slice(end, sentence.end));
  const after = nearest(page.sides, start, end, end, stop ? end + stop.index : sentence.end);
  if (/^\s*B\b/.test(text.slice(end, end + 3))) return 'bilateral';
  // "5/5 R 4/5 L": the side behind the grade before is that one's.
  if (
    before &&
    after &&
    /[0-5]\s?[+-]?\s?\/\s?5\s?[+-]?\s*$/.test(
      text.slice(Math.max(sentence.start, before.start - 8), before.start),
    )
  )
    return after.value;
  if (before && after) return start - before.end <= after.start - end ? before.value : after.value;
  if (before ?? after) return (before ?? after)?.value ?? null;
  return nearest(page.sides, start, end, Math.max(sentence.start, start - 60), start)?.value ?? null;
}

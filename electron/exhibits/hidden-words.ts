/** Which words of a page stand under black boxes only: none of them may be found on the page that leaves. */
import type { Box, PageText } from '../../shared/domain/page-text.ts';
import type { TextRange } from './request.ts';

/** Shorter ones ("the", "of") may be misread out of anything. */
const minLetters = 4;

/** Lower-case words with at least four letters or digits. */
export function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= minLetters),
  );
}

/** Words that stand in the ranges only: none of them may be found on the sheets that leave. */
export function hiddenInRanges(page: PageText, ranges: readonly TextRange[]): string[] {
  const seen = wordsOf(withoutRanges(page.text, ranges));
  return ranges
    .flatMap(({ start, end }) => [...wordsOf(page.text.slice(start, end))])
    .filter((word) => !seen.has(word));
}

/** The text with a space in place of each range. */
function withoutRanges(text: string, ranges: readonly TextRange[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    out += `${text.slice(at, Math.max(at, start))} `;
    at = Math.max(at, end);
  }
  return out + text.slice(at);
}

/** Words whose every place on the page lies with its middle in a box. */
export function hiddenWords(page: PageText, boxes: readonly Box[]): string[] {
  const under: string[] = [];
  const open: string[] = [];
  for (const word of page.words) {
    const [left, top, right, bottom] = word.box;
    const x = (left + right) / 2;
    const y = (top + bottom) / 2;
    const covered = boxes.some((box) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
    (covered ? under : open).push(page.text.slice(word.start, word.end));
  }
  const seen = wordsOf(open.join(' '));
  return [...wordsOf(under.join(' '))].filter((word) => !seen.has(word));
}

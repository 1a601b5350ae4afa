/** Stamps and highlights on an exhibit page. */
import { BlendMode, rgb } from '@cantoo/pdf-lib';
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { Box, PageText, Span } from '../../shared/domain/page-text.ts';
import { relocate } from '../../shared/text/quotes.ts';
import { allRuns } from '../../shared/letter/exhibits.ts';
import type { PdfFonts } from '../pdf/fonts.ts';
import { black, grey, lineGrey } from '../pdf/typeset.ts';
import { stampText } from './request.ts';
import { visualRectangle, type UprightPage } from './upright.ts';

const marker = rgb(1, 0.95, 0.45);

/** Stamp in the strip below the page: number at the right, plain words at the left. */
export function drawStamp(
  upright: UprightPage,
  fonts: PdfFonts,
  letter: string,
  pageNumber: number,
  pageCount: number,
  note = '',
): void {
  const scale = upright.strip / 26;
  const { page } = upright;
  page.drawRectangle({
    ...visualRectangle(upright, 0, 0, upright.width, upright.strip),
    color: rgb(1, 1, 1),
  });
  page.drawLine({
    start: upright.at(0, upright.strip),
    end: upright.at(upright.width, upright.strip),
    thickness: 0.6 * scale,
    color: lineGrey,
  });
  const stamp = stampText(letter, pageNumber);
  const size = 11 * scale;
  const margin = 18 * scale;
  const baseline = 9 * scale;
  const stampWidth = fonts.bold.widthOfTextAtSize(stamp, size);
  page.drawText(stamp, {
    ...upright.at(upright.width - margin - stampWidth, baseline),
    size,
    font: fonts.bold,
    color: black,
    rotate: upright.rotate,
  });
  page.drawText(`Exhibit ${letter}, page ${pageNumber} of ${pageCount}${note}`, {
    ...upright.at(margin, baseline),
    size: 8.5 * scale,
    font: fonts.regular,
    color: grey,
    rotate: upright.rotate,
  });
}

/** Yellow over the words, as a marker pen does: the words stay readable. */
export function drawHighlights(upright: UprightPage, boxes: readonly Box[]): void {
  for (const [left, top, right, bottom] of boxes) {
    upright.page.drawRectangle({
      ...visualRectangle(
        upright,
        left * upright.width,
        upright.strip + (1 - bottom) * upright.height,
        right * upright.width,
        upright.strip + (1 - top) * upright.height,
      ),
      color: marker,
      blendMode: BlendMode.Multiply,
    });
  }
}

/** Quotes of the letter on a page, each at its present place; words that are gone are left out. */
export function quotesOn(model: LetterModel, page: PageText): Span[] {
  const spans = model.blocks
    .filter((block) => block.included)
    .flatMap((block) => allRuns(block).flatMap((run) => (run.type === 'quote' ? [run.span] : [])))
    .filter((span) => span.documentId === page.documentId && span.pageIndex === page.pageIndex);
  return spans.flatMap((span) => relocate(page, span) ?? []);
}

/** Boxes of the words a span covers, joined to one box for each line. */
export function boxesOf(page: PageText, span: Pick<Span, 'start' | 'end'>): Box[] {
  const lines: [number, number, number, number][] = [];
  for (const word of page.words) {
    if (word.end <= span.start || word.start >= span.end) continue;
    const [left, top, right, bottom] = word.box;
    const last = lines.at(-1);
    const overlap = last ? Math.min(last[3], bottom) - Math.max(last[1], top) : -1;
    if (last && overlap > 0.5 * Math.min(last[3] - last[1], bottom - top) && left >= last[0] - 0.01) {
      last[1] = Math.min(last[1], top);
      last[2] = Math.max(last[2], right);
      last[3] = Math.max(last[3], bottom);
    } else {
      lines.push([left, top, right, bottom]);
    }
  }
  return lines;
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

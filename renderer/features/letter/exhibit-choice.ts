/** The steps a person takes on an exhibit: which pages go in, what is blacked out. Pure. */
import type { ExhibitChoice, ExhibitView } from '../../../shared/api/contract.ts';
import type { Box, PageText } from '../../../shared/domain/page-text.ts';

/** Pages enclosed, from 1; all of them where nothing was chosen. */
export function chosenPages(exhibit: ExhibitView): number[] {
  return exhibit.pages.length > 0 ? exhibit.pages : allPages(exhibit);
}

export function allPages(exhibit: ExhibitView): number[] {
  return Array.from({ length: exhibit.pageCount }, (_, index) => index + 1);
}

/** What is kept: a list of all pages is kept as "all". A cited page cannot be taken out. */
export function withPages(exhibit: ExhibitView, pages: readonly number[]): ExhibitView {
  const wanted = [...new Set([...pages, ...exhibit.cited])].toSorted((a, b) => a - b);
  return { ...exhibit, pages: wanted.length === exhibit.pageCount ? [] : wanted };
}

export function togglePage(exhibit: ExhibitView, pageNumber: number): ExhibitView {
  const pages = chosenPages(exhibit);
  return withPages(
    exhibit,
    pages.includes(pageNumber) ? pages.filter((page) => page !== pageNumber) : [...pages, pageNumber],
  );
}

export function boxesOn(exhibit: ExhibitView, pageNumber: number): Box[] {
  return exhibit.redactions.find((item) => item.pageNumber === pageNumber)?.boxes ?? [];
}

export function withBoxes(exhibit: ExhibitView, pageNumber: number, boxes: readonly Box[]): ExhibitView {
  return withBlack(exhibit, pageNumber, { boxes, hidden: hiddenOn(exhibit, pageNumber) });
}

/** A stretch of a page's text that is taken out, with its words, so that it is found again when the text moves. */
export interface HiddenWords {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

export function hiddenOn(exhibit: ExhibitView, pageNumber: number): HiddenWords[] {
  return exhibit.redactions.find((item) => item.pageNumber === pageNumber)?.hidden ?? [];
}

/** Stretches in their order; those that meet are one. */
export function withHidden(
  exhibit: ExhibitView,
  page: Pick<PageText, 'pageIndex' | 'text'>,
  ranges: readonly { readonly start: number; readonly end: number }[],
): ExhibitView {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) joined.push({ start, end });
  }
  return withBlack(exhibit, page.pageIndex + 1, {
    boxes: boxesOn(exhibit, page.pageIndex + 1),
    hidden: joined.map(({ start, end }) => ({ start, end, quote: page.text.slice(start, end) })),
  });
}

function withBlack(
  exhibit: ExhibitView,
  pageNumber: number,
  { boxes, hidden }: { readonly boxes: readonly Box[]; readonly hidden: readonly HiddenWords[] },
): ExhibitView {
  const others = exhibit.redactions.filter((item) => item.pageNumber !== pageNumber);
  if (boxes.length + hidden.length === 0) return { ...exhibit, redactions: others };
  const own = {
    pageNumber,
    boxes: boxes.map(([left, top, right, bottom]): [number, number, number, number] => [
      left,
      top,
      right,
      bottom,
    ]),
    ...(hidden.length > 0 ? { hidden: [...hidden] } : {}),
  };
  return {
    ...exhibit,
    redactions: [...others, own].toSorted((one, other) => one.pageNumber - other.pageNumber),
  };
}

export function blackedOutPlaces(exhibit: ExhibitView): number {
  return exhibit.redactions.reduce((sum, item) => sum + item.boxes.length + (item.hidden?.length ?? 0), 0);
}

export function choiceOf(exhibit: ExhibitView): ExhibitChoice {
  return { pages: exhibit.pages, redactions: exhibit.redactions };
}

/** A drag as a box in fractions of the page, whichever corner it began at; null for a mere click. */
export function boxOfDrag(from: readonly [number, number], to: readonly [number, number]): Box | null {
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  const box: Box = [
    inside(Math.min(from[0], to[0])),
    inside(Math.min(from[1], to[1])),
    inside(Math.max(from[0], to[0])),
    inside(Math.max(from[1], to[1])),
  ];
  return box[2] - box[0] < 0.004 || box[3] - box[1] < 0.003 ? null : box;
}

/** Where a box lies on its page, as style. */
export function placeOfBox([left, top, right, bottom]: Box) {
  return {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${(right - left) * 100}%`,
    height: `${(bottom - top) * 100}%`,
  };
}

/** The steps a person takes on an exhibit: which pages go in, what is blacked out. Pure. */
import type { ExhibitChoice, ExhibitView } from '../../../shared/api/contract.ts';
import type { Box } from '../../../shared/domain/page-text.ts';

/** Pages enclosed, from 1; all of them where nothing was chosen. */
export function chosenPages(exhibit: ExhibitView): number[] {
  return exhibit.pages.length > 0
    ? exhibit.pages
    : Array.from({ length: exhibit.pageCount }, (_, index) => index + 1);
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
  const others = exhibit.redactions.filter((item) => item.pageNumber !== pageNumber);
  return {
    ...exhibit,
    redactions:
      boxes.length === 0
        ? others
        : [
            ...others,
            {
              pageNumber,
              boxes: boxes.map(([left, top, right, bottom]): [number, number, number, number] => [
                left,
                top,
                right,
                bottom,
              ]),
            },
          ].toSorted((a, b) => a.pageNumber - b.pageNumber),
  };
}

export function blackedOutPlaces(exhibit: ExhibitView): number {
  return exhibit.redactions.reduce((sum, item) => sum + item.boxes.length, 0);
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

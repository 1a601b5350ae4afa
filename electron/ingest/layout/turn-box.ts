/** Quarter turns of boxes given as fractions of a page. */
import type { Box, PageTurn } from '../../../shared/domain/page-text.ts';

/** The box after the whole page is turned clockwise by `turn`. */
export function turnBox([left, top, right, bottom]: Box, turn: PageTurn): Box {
  if (turn === 90) return [1 - bottom, left, 1 - top, right];
  if (turn === 180) return [1 - right, 1 - bottom, 1 - left, 1 - top];
  if (turn === 270) return [top, 1 - right, bottom, 1 - left];
  return [left, top, right, bottom];
}

/** The turn that undoes `inner` and then applies `outer`. */
export function turnFrom(inner: PageTurn, outer: PageTurn): PageTurn {
  const degrees = (outer - inner + 360) % 360;
  return degrees === 90 || degrees === 180 || degrees === 270 ? degrees : 0;
}

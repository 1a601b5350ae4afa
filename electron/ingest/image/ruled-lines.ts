/** Finds the ruled lines of a scanned form or table and whitens them, so that OCR does not read them as letters. */
import type { Gray } from './raster.ts';

/** A straight run of ink, in pixels. */
export interface InkRule {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Rules are longer than any letter is high or wide (inches) ... */
const leastHeight = 0.25;
const leastWidth = 0.6;
/** ... and thinner than a letter's stem is in a heading (inches). */
const mostThickness = 0.03;
/** Ink on evened paper; thin rules scan grey. */
const inkLevel = 165;
/** Breaks in a rule that scanning makes (pixels). */
const bridged = 2;

type Axis = 'vertical' | 'horizontal';

function findRules(picture: Gray, dpi: number, axis: Axis): InkRule[] {
  const { width, height, data } = picture;
  const along = axis === 'vertical' ? height : width;
  const across = axis === 'vertical' ? width : height;
  const stepAlong = axis === 'vertical' ? width : 1;
  const stepAcross = axis === 'vertical' ? 1 : width;
  const least = (axis === 'vertical' ? leastHeight : leastWidth) * dpi;
  const thick = Math.max(3, Math.round(mostThickness * dpi));
  const found: { at: number; from: number; to: number }[] = [];
  const check = (a: number, from: number, to: number): void => {
    if (to - from < least) return;
    // Thin: at most places along it the ink ends within the thickness of a rule.
    let thin = 0;
    const samples = 24;
    for (let i = 0; i < samples; i += 1) {
      const p = from + Math.floor(((to - from) * (i + 0.5)) / samples);
      let extent = 1;
      for (const direction of [-1, 1]) {
        for (let k = 1; k <= thick + 1; k += 1) {
          const other = a + direction * k;
          if (other < 0 || other >= across || (data[p * stepAlong + other * stepAcross] ?? 255) >= inkLevel)
            break;
          extent += 1;
        }
      }
      if (extent <= thick) thin += 1;
    }
    if (thin >= samples * 0.7) found.push({ at: a, from, to });
  };
  for (let a = 0; a < across; a += 1) {
    let from = -1;
    let last = -1;
    for (let p = 0; p < along; p += 1) {
      if ((data[p * stepAlong + a * stepAcross] ?? 255) >= inkLevel) continue;
      if (from < 0) from = p;
      else if (p - last > bridged + 1) {
        check(a, from, last + 1);
        from = p;
      }
      last = p;
    }
    if (from >= 0) check(a, from, last + 1);
  }
  return mergeRuns(found, axis);
}

/** Neighbouring runs, as a rule is several pixels thick and seldom quite straight. */
function mergeRuns(runs: readonly { at: number; from: number; to: number }[], axis: Axis): InkRule[] {
  const merged: { first: number; last: number; from: number; to: number }[] = [];
  for (const run of runs) {
    const same = merged.find(
      (each) => run.at - each.last <= 3 && run.from <= each.to + 12 && run.to >= each.from - 12,
    );
    if (same === undefined) merged.push({ first: run.at, last: run.at, from: run.from, to: run.to });
    else {
      same.last = run.at;
      same.from = Math.min(same.from, run.from);
      same.to = Math.max(same.to, run.to);
    }
  }
  return merged.map(({ first, last, from, to }) =>
    axis === 'vertical'
      ? { left: first, right: last + 1, top: from, bottom: to }
      : { left: from, right: to, top: first, bottom: last + 1 },
  );
}

export interface RuledPicture {
  readonly gray: Gray;
  readonly vertical: readonly InkRule[];
  readonly horizontal: readonly InkRule[];
}

/** The rules, and the picture with the vertical ones whitened (horizontal ones Tesseract leaves out by itself). */
export function takeRules(picture: Gray, dpi: number): RuledPicture {
  const vertical = findRules(picture, dpi, 'vertical');
  const horizontal = findRules(picture, dpi, 'horizontal');
  if (vertical.length === 0) return { gray: picture, vertical, horizontal };
  const data = picture.data.slice();
  for (const rule of vertical) {
    for (let y = rule.top; y < rule.bottom; y += 1) {
      const start = y * picture.width;
      data.fill(255, start + Math.max(0, rule.left - 1), start + Math.min(picture.width, rule.right + 1));
    }
  }
  return { gray: { ...picture, data }, vertical, horizontal };
}

/** Finds painted text that nobody can see (same colour as what is beneath, covered by later paint), and what cannot be told without looking. */
import type { PaintedArea, PaintedGlyph, PaintLog } from './paint-log.ts';

/** Relative luminance (WCAG 2) of "#rrggbb"; null for patterns. */
function luminance(color: string): number | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (match === null) return null;
  const part = (hex: string | undefined): number => {
    const value = Number.parseInt(hex ?? '0', 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(match[1]) + 0.7152 * part(match[2]) + 0.0722 * part(match[3]);
}

/** Contrast below this cannot be told from the ground by eye (1 is the same colour, black on white is 21). */
const leastContrast = 1.15;
/** Paint smaller than this (points) is a letter, a dot or a line, not a ground. */
const leastGround = 4;

function covers(area: PaintedArea, glyph: PaintedGlyph): boolean {
  const x = (glyph.box[0] + glyph.box[2]) / 2;
  const y = (glyph.box[1] + glyph.box[3]) / 2;
  return x > area.box[0] && x < area.box[2] && y > area.box[1] && y < area.box[3];
}

/** What happened to the text of a page before a person sees it. */
export interface Visibility {
  /** Characters that are painted but cannot be seen. */
  readonly hidden: number;
  /** Characters of which only a rendering can tell. */
  readonly doubtful: number;
}

type Sight = 'seen' | 'hidden' | 'doubtful';

function sightOf(glyph: PaintedGlyph, grounds: readonly PaintedArea[]): Sight {
  let ground: number | null = 1;
  let unsure = glyph.unsure;
  for (const area of grounds) {
    if (!covers(area, glyph)) continue;
    if (area.order > glyph.order) {
      // A true rectangle hides what is beneath; pictures may be see-through, other shapes may leave it open.
      if (area.solid && area.kind === 'fill') return 'hidden';
      unsure = true;
      break;
    }
    ground = area.solid && area.kind === 'fill' ? luminance(area.color) : null;
  }
  const ink = luminance(glyph.color);
  if (ink === null || ground === null) return 'doubtful';
  const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  if (contrast < leastContrast) return 'hidden';
  return unsure ? 'doubtful' : 'seen';
}

/** Sets `shown` to false on glyphs nobody can see, `unsure` on those that must be looked at, and counts. */
export function judgeVisibility(log: PaintLog): Visibility {
  let hidden = 0;
  let doubtful = 0;
  const grounds = log.areas.filter(
    ({ opaque, box }) => opaque && box[2] - box[0] > leastGround && box[3] - box[1] > leastGround,
  );
  for (const glyph of log.glyphs) {
    if (glyph.text.trim() === '') continue;
    if (glyph.shown) {
      const sight = sightOf(glyph, grounds);
      glyph.shown = sight !== 'hidden';
      glyph.unsure = sight === 'doubtful';
      if (glyph.unsure) doubtful += 1;
    }
    if (!glyph.shown) hidden += 1;
  }
  return { hidden, doubtful };
}

/** Takes away painted text that nobody can see: same colour as what is beneath, or covered by later paint. */
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

function covers(area: PaintedArea, glyph: PaintedGlyph): boolean {
  const x = (glyph.box[0] + glyph.box[2]) / 2;
  const y = (glyph.box[1] + glyph.box[3]) / 2;
  return x > area.box[0] && x < area.box[2] && y > area.box[1] && y < area.box[3];
}

/** What happened to the text of a page before a person sees it. */
export interface Visibility {
  /** Characters that are painted but cannot be seen. */
  readonly hidden: number;
  /** Characters that a picture painted later may cover (it may also be see-through): a rendering must decide. */
  readonly doubtful: number;
}

/** Sets `shown` to false on glyphs nobody can see, and counts. */
export function judgeVisibility(log: PaintLog): Visibility {
  let hidden = 0;
  let doubtful = 0;
  const solids = log.areas.filter((area) => area.solid);
  const lowest = leastContrast;
  for (const glyph of log.glyphs) {
    if (glyph.text.trim() === '') continue;
    if (glyph.shown) {
      let ground = 1;
      for (const area of solids) {
        if (!covers(area, glyph)) continue;
        if (area.order > glyph.order) {
          if (area.kind === 'image') doubtful += 1;
          else glyph.shown = false;
          break;
        }
        ground = area.kind === 'image' ? Number.NaN : (luminance(area.color) ?? Number.NaN);
      }
      const ink = luminance(glyph.color);
      if (ink !== null && !Number.isNaN(ground)) {
        const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
        if (contrast < lowest) glyph.shown = false;
      }
    }
    if (!glyph.shown) hidden += 1;
  }
  return { hidden, doubtful };
}

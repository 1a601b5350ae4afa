/** Joins painted characters into words by place, since PDF files often have no spaces. */
import type { LayoutWord } from '../layout/layout-word.ts';
import type { PaintedGlyph } from './paint-log.ts';
import type { PageTurn } from '../../../shared/domain/page-text.ts';

/** A gap wider than this share of the font size parts two words (a space is about a quarter, kerning below a tenth). */
const wordGap = 0.17;
/** Characters whose baselines differ by more than this share of the size are not one word. */
const baselineSlack = 0.25;

/** Ligatures and compatibility letters as plain letters, so that quotes can be searched and typed. */
function plain(text: string): string {
  return text
    .replace(/[\uFB00-\uFB06]/g, (letter) => letter.normalize('NFKC'))
    .replace(/[\u00AD\u200B-\u200D\uFEFF\0]/g, '');
}

/** Words that run in one of the four directions, placed on the page as it is when that direction is upright. */
export interface DirectedWords {
  /** Degrees clockwise that turn this text upright. */
  readonly turn: PageTurn;
  readonly words: LayoutWord[];
  readonly charCount: number;
}

function quarterOf(angle: number): PageTurn {
  const quarter = (Math.round(angle / 90) * 90) % 360;
  if (quarter === 90) return 270;
  if (quarter === 270) return 90;
  return quarter === 180 ? 180 : 0;
}

function turnPoint(x: number, y: number, turn: PageTurn, width: number, height: number): [number, number] {
  if (turn === 90) return [height - y, x];
  if (turn === 180) return [width - x, height - y];
  if (turn === 270) return [y, width - x];
  return [x, y];
}

interface OpenWord {
  text: string;
  box: [number, number, number, number];
  last: PaintedGlyph;
  unsure: boolean;
}

/** Same letter on nearly the same place: bold made by painting twice. */
function isDoubleStrike(word: OpenWord, glyph: PaintedGlyph): boolean {
  return (
    word.last.text === glyph.text &&
    Math.abs(word.last.along[0] - glyph.along[0]) < glyph.size * 0.12 &&
    Math.abs(word.last.across - glyph.across) < glyph.size * 0.12
  );
}

/** Visible words by direction, the direction with most text first. */
export function glyphsToWords(
  glyphs: readonly PaintedGlyph[],
  width: number,
  height: number,
): DirectedWords[] {
  const byTurn = new Map<PageTurn, { words: LayoutWord[]; charCount: number }>();
  const spots = new Set<string>();
  let open: OpenWord | null = null;
  const close = (): void => {
    if (open === null) return;
    const text = plain(open.text).trim();
    if (text !== '') {
      const turn = quarterOf(open.last.angle);
      const [ax, ay] = turnPoint(open.box[0], open.box[1], turn, width, height);
      const [bx, by] = turnPoint(open.box[2], open.box[3], turn, width, height);
      const group = byTurn.get(turn) ?? { words: [], charCount: 0 };
      // A word painted again on the same spot (poor man's bold, shadows) is one word.
      const spot = `${text} ${Math.round(ax / 2)} ${Math.round(ay / 2)}`;
      if (spots.has(spot)) {
        open = null;
        return;
      }
      spots.add(spot);
      group.words.push({
        text,
        left: Math.min(ax, bx),
        right: Math.max(ax, bx),
        top: Math.min(ay, by),
        bottom: Math.max(ay, by),
        size: open.last.size,
        confidence: 1,
        ...(open.unsure ? { doubtful: true } : {}),
      });
      group.charCount += text.length;
      byTurn.set(turn, group);
    }
    open = null;
  };
  for (const glyph of glyphs) {
    if (!glyph.shown || glyph.text === '') continue;
    if (glyph.text.trim() === '') {
      close();
      continue;
    }
    const word: OpenWord | null = open;
    if (word !== null) {
      const { last } = word;
      const gap = glyph.along[0] - last.along[1];
      const size = Math.min(last.size, glyph.size);
      if (isDoubleStrike(word, glyph)) continue;
      const joins =
        Math.abs(last.angle - glyph.angle) < 3 &&
        Math.abs(last.across - glyph.across) < size * baselineSlack &&
        gap < size * wordGap &&
        gap > -size * 0.6;
      if (joins) {
        word.text += glyph.text;
        word.box = [
          Math.min(word.box[0], glyph.box[0]),
          Math.min(word.box[1], glyph.box[1]),
          Math.max(word.box[2], glyph.box[2]),
          Math.max(word.box[3], glyph.box[3]),
        ];
        word.last = glyph;
        word.unsure ||= glyph.unsure;
        continue;
      }
      close();
    }
    open = { text: glyph.text, box: [...glyph.box], last: glyph, unsure: glyph.unsure };
  }
  close();
  return [...byTurn].map(([turn, group]) => ({ turn, ...group })).sort((a, b) => b.charCount - a.charCount);
}

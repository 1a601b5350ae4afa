/**
 * Holds a text layer against what the page looks like: doubtful words stay only where they are seen, and words that
 * stand in pictures (a scanned strip on a typed page) are added from OCR.
 */
import type { Box, PageTurn } from '../../../shared/domain/page-text.ts';
import type { Gray } from '../image/raster.ts';
import { median, type LayoutWord } from '../layout/layout-word.ts';
import { turnBox, turnFrom } from '../layout/turn-box.ts';
import type { PageContent } from '../page-content.ts';
import type { DirectedWords } from './glyphs-to-words.ts';
import type { TextLayer } from './text-layer.ts';

/** A word that OCR saw; the box is on the page as it lies. */
interface SeenWord {
  readonly text: string;
  readonly box: Box;
  readonly confidence: number;
}

/** Two boxes that share this much of the smaller one stand on the same place. */
const samePlace = 0.3;
/** Lightest minus darkest pixel of a place where something can be seen. */
const leastInk = 50;
/** OCR of less confidence is no word of a picture, but a part of its drawing. */
const leastConfidence = 0.4;

/** Type size over the height of a word's ink: most words have ascenders, few reach from top to bottom. */
const sizeOverInk = 1.35;

function shared(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const smaller = Math.min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]));
  return smaller > 0 ? (width * height) / smaller : 0;
}

const solid = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The same word, give or take a letter that OCR misread, or one run together with its neighbour. */
function alike(a: string, b: string): boolean {
  const [x, y] = [solid(a), solid(b)];
  if (x === y || (x !== '' && y.includes(x)) || (y.length > 1 && x.includes(y))) return true;
  const pairs = (text: string): string[] =>
    Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
  if (x.length < 3 || y.length < 3) return false;
  const inY = new Set(pairs(y));
  const both = pairs(x).filter((pair) => inY.has(pair)).length;
  return (2 * both) / (x.length + y.length - 2) >= 0.5;
}

function hasInk({ width, height, data }: Gray, [left, top, right, bottom]: Box): boolean {
  let [darkest, lightest] = [255, 0];
  for (let y = Math.floor(top * height); y < Math.min(height, Math.ceil(bottom * height)); y += 1) {
    for (let x = Math.floor(left * width); x < Math.min(width, Math.ceil(right * width)); x += 1) {
      const value = data[y * width + x] ?? 255;
      if (value < darkest) darkest = value;
      if (value > lightest) lightest = value;
    }
  }
  return lightest - darkest >= leastInk;
}

/** Width and height of the page after a turn, in points. */
function sizeAt(layer: TextLayer, turn: PageTurn): [number, number] {
  return turn === 90 || turn === 270 ? [layer.height, layer.width] : [layer.width, layer.height];
}

/** A layer's word as a fraction of the page as it lies. */
function placeOf(word: LayoutWord, turn: PageTurn, layer: TextLayer): Box {
  const [width, height] = sizeAt(layer, turn);
  const box: Box = [word.left / width, word.top / height, word.right / width, word.bottom / height];
  return turnBox(box, turnFrom(turn, 0));
}

function isSeen(word: LayoutWord, place: Box, seen: readonly SeenWord[], gray: Gray): boolean {
  const there = seen.filter((each) => shared(each.box, place) > samePlace);
  if (there.length > 0) return there.some((each) => alike(word.text, each.text));
  // OCR leaves out words that it cannot read; where there is nothing at all, nobody else can read it either.
  return hasInk(gray, place);
}

/** The layer with only those words that can be seen, and with the words of its pictures. `gray` is the page as drawn. */
export function confirmWords(layer: TextLayer, fromPicture: PageContent, gray: Gray): TextLayer {
  const turnBack = turnFrom(fromPicture.turn, 0);
  const seen = fromPicture.words.map((word): SeenWord => ({
    text: fromPicture.text.slice(word.start, word.end),
    box: turnBox(word.box, turnBack),
    confidence: word.confidence,
  }));
  const places: Box[] = [];
  const groups = layer.groups.map((group): DirectedWords => {
    const words = group.words.filter((word) => {
      const place = placeOf(word, group.turn, layer);
      if (word.doubtful === true && !isSeen(word, place, seen, gray)) return false;
      places.push(place);
      return true;
    });
    return { ...group, words };
  });
  const [width, height] = sizeAt(layer, layer.turn);
  const inPictures = seen.filter(({ box, confidence }) => {
    const [x, y] = [((box[0] + box[2]) / 2) * layer.width, ((box[1] + box[3]) / 2) * layer.height];
    const inPicture = layer.pictures.some(([l, t, r, b]) => x > l && x < r && y > t && y < b);
    return (
      inPicture && confidence > leastConfidence && !places.some((place) => shared(place, box) > samePlace)
    );
  });
  const size =
    median(
      inPictures.map(({ box }) => (turnBox(box, layer.turn)[3] - turnBox(box, layer.turn)[1]) * height),
    ) * sizeOverInk;
  const added = inPictures.map(({ text, box, confidence }): LayoutWord => {
    const [left, top, right, bottom] = turnBox(box, layer.turn);
    return {
      text,
      left: left * width,
      top: top * height,
      right: right * width,
      bottom: bottom * height,
      size,
      confidence,
    };
  });
  const [main, ...others] = groups;
  if (main === undefined || added.length === 0) return { ...layer, groups };
  return { ...layer, groups: [{ ...main, words: [...main.words, ...added] }, ...others] };
}

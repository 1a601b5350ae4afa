/** Draws sample pages and wears them as scanners, fax machines and phones do, keeping track of where each word went. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts, ImageData, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import {
  compose,
  project,
  rectangleTo,
  rotation,
  unchanged,
  type Homography,
} from '../../electron/ingest/image/homography.ts';
import type { SamplePage } from './sample-pages.ts';

const fonts = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts',
);
GlobalFonts.registerFromPath(join(fonts, 'LiberationSans-Regular.ttf'), 'Bench Sans');

export interface TrueWord {
  readonly text: string;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

export interface WornPage {
  readonly bytes: Uint8Array;
  /** The same as JPEG: OCRmyPDF takes no PNG with transparency, which all canvas PNGs have. */
  readonly jpeg: Uint8Array;
  readonly text: string;
  readonly table: boolean;
  /** Boxes in pixels of the worn picture as stored. */
  readonly words: readonly TrueWord[];
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

/** Numbers 0..1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function drawSample(page: SamplePage, dpi: number): { canvas: Canvas; words: TrueWord[] } {
  const canvas = createCanvas(Math.round(8.5 * dpi), Math.round(11 * dpi));
  const context = canvas.getContext('2d');
  const point = dpi / 72;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#111';
  context.font = `${page.size * point}px "Bench Sans"`;
  const space = context.measureText(' ').width;
  const words: TrueWord[] = [];
  page.lines.forEach((line, i) => {
    const y = (90 + i * page.size * 1.45) * point;
    line.split('\t').forEach((cell, column) => {
      let x = (line.includes('\t') ? (page.columns?.[column] ?? 72) : 72) * point;
      for (const word of cell.split(' ')) {
        if (word !== '') {
          const size = context.measureText(word);
          context.fillText(word, x, y);
          words.push({
            text: word,
            box: [
              x - size.actualBoundingBoxLeft,
              y - size.actualBoundingBoxAscent,
              x + size.actualBoundingBoxRight,
              y + size.actualBoundingBoxDescent,
            ],
          });
          x += size.width;
        }
        x += space;
      }
    });
  });
  return { canvas, words };
}

function eachPixel(context: SKRSContext2D, change: (value: number, x: number, y: number) => number): void {
  const { width, height } = context.canvas;
  const image = context.getImageData(0, 0, width, height);
  for (let i = 0, p = 0; i < width * height; i += 1, p += 4) {
    const value = change(image.data[p] ?? 255, i % width, Math.floor(i / width));
    image.data[p] = image.data[p + 1] = image.data[p + 2] = value;
  }
  context.putImageData(new ImageData(image.data, width, height), 0, 0);
}

/** A new picture whose pixels come from `from` by `toNew`'s inverse, here by canvas for turns and by hand for perspective. */
function redraw(from: Canvas, fromNew: Homography, width: number, height: number, ground: number): Canvas {
  const source = from.getContext('2d').getImageData(0, 0, from.width, from.height).data;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const { x: sx, y: sy } = project(fromNew, x + 0.5, y + 0.5);
      let value = ground;
      if (sx >= 0.5 && sy >= 0.5 && sx < from.width - 0.5 && sy < from.height - 0.5) {
        const x0 = Math.floor(sx - 0.5);
        const y0 = Math.floor(sy - 0.5);
        const fx = sx - 0.5 - x0;
        const fy = sy - 0.5 - y0;
        const at = (xx: number, yy: number): number => source[(yy * from.width + xx) * 4] ?? 255;
        value =
          (at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx) * (1 - fy) +
          (at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx) * fy;
      }
      const p = (y * width + x) * 4;
      image.data[p] = image.data[p + 1] = image.data[p + 2] = value;
      image.data[p + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Inverse of a projection, up to scale. */
function invert([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ];
}

function moveWords(words: readonly TrueWord[], toNew: Homography): TrueWord[] {
  return words.map(({ text, box: [l, t, r, b] }) => {
    const corners = [project(toNew, l, t), project(toNew, r, t), project(toNew, r, b), project(toNew, l, b)];
    const xs = corners.map((corner) => corner.x);
    const ys = corners.map((corner) => corner.y);
    return { text, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
  });
}

interface Wear {
  readonly dpi: number;
  /** From the clean page to the worn picture, with its size. */
  readonly place?: (width: number, height: number) => { toNew: Homography; width: number; height: number };
  readonly ground?: number;
  readonly pixels?: (context: SKRSContext2D, random: () => number) => void;
  readonly jpeg?: number;
}

const noise =
  (amount: number) =>
  (context: SKRSContext2D, random: () => number): void =>
    eachPixel(context, (value) =>
      Math.min(255, Math.max(0, value + (random() + random() + random() - 1.5) * amount)),
    );

function lean(degrees: number): NonNullable<Wear['place']> {
  return (width, height) => ({ toNew: rotation(degrees, width, height, width, height), width, height });
}

function quarter(degrees: 90 | 180 | 270): NonNullable<Wear['place']> {
  return (width, height) => {
    const [w, h] = degrees === 180 ? [width, height] : [height, width];
    return { toNew: rotation(degrees, width, height, w, h), width: w, height: h };
  };
}

function fax(context: SKRSContext2D, random: () => number): void {
  eachPixel(context, (value) => (value + (random() - 0.5) * 120 < 150 ? 0 : 255));
  const { width, height } = context.canvas;
  context.fillStyle = '#000';
  for (let i = 0; i < 900; i += 1)
    context.fillRect(
      Math.floor(random() * width),
      Math.floor(random() * height),
      1 + Math.floor(random() * 2),
      1,
    );
}

function photo(turn: number, darkness: number): Pick<Wear, 'place' | 'pixels' | 'ground' | 'jpeg'> {
  return {
    ground: 58,
    jpeg: 82,
    place: (width, height) => {
      const [w, h] = [width * 1.1, height * 1.08];
      const corner = (x: number, y: number) => ({ x, y });
      const corners = [
        corner(w * 0.05, h * 0.03),
        corner(w * 0.93, h * 0.055),
        corner(w * 0.965, h * 0.97),
        corner(w * 0.03, h * 0.955),
      ] as const;
      const tilted = compose(rotation(turn, w, h, w, h), rectangleTo(width, height, corners));
      return { toNew: tilted, width: Math.round(w), height: Math.round(h) };
    },
    pixels: (context, random) => {
      const { width, height } = context.canvas;
      eachPixel(context, (value, x, y) => {
        const light =
          1 -
          darkness * ((x / width) * 0.6 + (y / height) * 0.4) -
          (x > width * 0.62 && y > height * 0.3 ? darkness * 0.25 : 0);
        return Math.min(255, Math.max(0, value * light + (random() + random() - 1) * 14));
      });
    },
  };
}

export const wears: Readonly<Record<string, Wear>> = {
  'clean 300': { dpi: 300 },
  'clean 200': { dpi: 200 },
  'leaning 2.3': { dpi: 200, place: lean(2.3), ground: 255, pixels: noise(20) },
  'leaning -5': { dpi: 200, place: lean(-5), ground: 255, pixels: noise(20) },
  noisy: { dpi: 200, pixels: noise(60) },
  'worn JPEG': { dpi: 200, jpeg: 12 },
  fax: { dpi: 200, place: lean(-0.8), ground: 255, pixels: fax },
  'turned 90': { dpi: 200, place: quarter(90), pixels: noise(20) },
  'turned 180': { dpi: 200, place: quarter(180), pixels: noise(20) },
  photo: { dpi: 220, ...photo(1.2, 0.35) },
  'dark photo': { dpi: 200, ...photo(-2, 0.65) },
};

/** The page as a picture file, worn as named. */
export async function wearPage(page: SamplePage, name: string): Promise<WornPage> {
  const wear = wears[name];
  if (wear === undefined) throw new Error(`No wear is called ${name}`);
  const drawn = drawSample(page, wear.dpi);
  let { canvas, words } = drawn;
  if (wear.place) {
    const { toNew, width, height } = wear.place(canvas.width, canvas.height);
    words = moveWords(words, toNew);
    canvas = redraw(canvas, toNew === unchanged ? toNew : invert(toNew), width, height, wear.ground ?? 255);
  }
  wear.pixels?.(canvas.getContext('2d'), seeded(name.length * 7919 + page.name.length));
  const bytes = wear.jpeg === undefined ? await canvas.encode('png') : await canvas.encode('jpeg', wear.jpeg);
  const jpeg = wear.jpeg === undefined ? await canvas.encode('jpeg', 95) : bytes;
  const text = page.lines.map((line) => line.replace(/\t/g, ' ')).join('\n');
  const table = page.columns !== undefined;
  return { bytes, jpeg, text, table, words, width: canvas.width, height: canvas.height, dpi: wear.dpi };
}

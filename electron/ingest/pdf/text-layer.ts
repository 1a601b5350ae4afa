/** The text layer of one PDF page as a person sees it, with what is needed to judge whether to trust it. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageTurn } from '../../../shared/domain/page-text.ts';
import type { PageRules, Rule } from '../layout/rules.ts';
import { glyphsToWords, type DirectedWords } from './glyphs-to-words.ts';
import type { Matrix, Rect } from './matrix.ts';
import { replayPage, type FontFacts } from './paint-log.ts';
import { judgeVisibility } from './visible-text.ts';

/** What a page paints. Sizes in points, before `turn` is applied. */
export interface TextLayer {
  readonly width: number;
  readonly height: number;
  /** Visible text by direction; the first group says how the page must be turned. */
  readonly groups: readonly DirectedWords[];
  /** Turn of the group with most text; 0 where there is none. */
  readonly turn: PageTurn;
  /** Ruled lines, in points before `turn`. */
  readonly rules: PageRules;
  readonly shownChars: number;
  readonly hiddenChars: number;
  readonly doubtfulChars: number;
  /** Places of its pictures, in points before `turn`; small ones (logos, bullets) are left out. */
  readonly pictures: readonly Rect[];
  /** Share of the page under its pictures, 0..1. */
  readonly imageShare: number;
  /** Pixels per inch of the picture that fills most of the page; 0 where none does or it is not known. */
  readonly scanDpi: number;
  readonly imageCount: number;
  readonly pathCount: number;
}

function fontFacts(value: unknown): FontFacts | null {
  if (value === null || typeof value !== 'object') return null;
  const get = (key: string): unknown => Reflect.get(value, key);
  const fontMatrix = get('fontMatrix');
  const ascent = get('ascent');
  const descent = get('descent');
  return {
    fontMatrix: Array.isArray(fontMatrix) ? fontMatrix.map(Number) : undefined,
    ascent: typeof ascent === 'number' && Number.isFinite(ascent) ? ascent : undefined,
    descent: typeof descent === 'number' && Number.isFinite(descent) ? descent : undefined,
    vertical: get('vertical') === true,
  };
}

function areaOf(box: Rect): number {
  return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
}

/** Share of the page that a picture with lines of text takes at least; logos take less. */
const leastPicture = 0.06;

function toRules(boxes: readonly Rect[]): PageRules {
  const rules = boxes.map(([left, top, right, bottom]): Rule => ({ left, top, right, bottom }));
  return {
    vertical: rules.filter((rule) => rule.bottom - rule.top > rule.right - rule.left),
    horizontal: rules.filter((rule) => rule.bottom - rule.top <= rule.right - rule.left),
  };
}

/** Reads what the page paints; throws what pdf.js throws on a broken page. */
export async function readTextLayer(doc: PDFDocumentProxy, page: PDFPageProxy): Promise<TextLayer> {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const [operators, layers] = await Promise.all([page.getOperatorList(), doc.getOptionalContentConfig()]);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.map(Number);
  const viewport: Matrix = [a, b, c, d, e, f];
  const fonts = new Map<string, FontFacts | null>();
  const log = replayPage({
    fnArray: operators.fnArray,
    argsArray: operators.argsArray,
    viewport,
    width,
    height,
    font: (name) => {
      if (!fonts.has(name)) {
        const known: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
        fonts.set(name, fontFacts(known));
      }
      return fonts.get(name) ?? null;
    },
    layerVisible: (properties) => {
      try {
        return layers.isVisible(properties);
      } catch {
        return true;
      }
    },
  });
  const { hidden, doubtful } = judgeVisibility(log);
  const groups = glyphsToWords(log.glyphs, width, height);
  const images = log.areas.filter((area) => area.kind !== 'fill');
  // Strips of one scan are often separate pictures, so areas add up.
  const covered = images.reduce((sum, area) => sum + areaOf(area.box), 0);
  return {
    width,
    height,
    groups,
    turn: groups[0]?.turn ?? 0,
    rules: toRules(log.rules),
    shownChars: groups.reduce((sum, group) => sum + group.charCount, 0),
    hiddenChars: hidden,
    doubtfulChars: doubtful,
    pictures: images.map((area) => area.box).filter((box) => areaOf(box) > leastPicture * width * height),
    imageShare: Math.min(1, covered / Math.max(1, width * height)),
    scanDpi: images.reduce(
      (dpi, area) => (areaOf(area.box) > (width * height) / 2 ? area.pixelsPerPoint * 72 : dpi),
      0,
    ),
    imageCount: images.length,
    pathCount: log.pathCount,
  };
}

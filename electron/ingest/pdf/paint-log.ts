/**
 * Replays a page's drawing operators as far as text and what may cover it are concerned. The text layer is taken
 * from what is painted, in place and colour, because only text that a person can see may become evidence.
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { applyTo, boundsOf, identity, intersect, multiply, type Matrix, type Rect } from './matrix.ts';

/** One painted character (or ligature), in points of the upright page. */
export interface PaintedGlyph {
  readonly text: string;
  readonly box: Rect;
  /** Direction the text runs, degrees clockwise on the upright page, 0..360. */
  readonly angle: number;
  readonly size: number;
  /** Start and end of the advance along the baseline direction, and the baseline's offset across it. */
  readonly along: readonly [start: number, end: number];
  readonly across: number;
  readonly order: number;
  /** False: invisible mode, transparent, clipped away, switched-off layer or too small to see. */
  shown: boolean;
  /** Only a look at the page can tell: an odd clip, a soft mask, a blend. */
  unsure: boolean;
  readonly color: string;
}

/** A filled shape or picture that was painted. */
export interface PaintedArea {
  readonly kind: 'fill' | 'image' | 'mask';
  readonly box: Rect;
  readonly order: number;
  /** Full alpha and normal blending. */
  readonly opaque: boolean;
  /** Opaque, and covers all of its box: a true rectangle or a picture. */
  readonly solid: boolean;
  readonly color: string;
  /** Pixels of a picture along its longer side, over points of the page; 0 where that is not known. */
  readonly pixelsPerPoint: number;
}

export interface PaintLog {
  readonly glyphs: PaintedGlyph[];
  readonly areas: PaintedArea[];
  /** Thin straight paints: borders and underlines. */
  readonly rules: Rect[];
  /** Number of path and shading paints: outlined text has many. */
  readonly pathCount: number;
}

/** What the replay needs to know of a font; anything missing falls back to common values. */
export interface FontFacts {
  readonly fontMatrix?: readonly number[] | undefined;
  readonly ascent?: number | undefined;
  readonly descent?: number | undefined;
  readonly vertical?: boolean | undefined;
}

export interface ReplayInput {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
  /** From PDF space to points of the upright page (rotation and crop applied). */
  readonly viewport: Matrix;
  readonly width: number;
  readonly height: number;
  readonly font: (name: string) => FontFacts | null;
  readonly layerVisible: (properties: unknown) => boolean;
}

interface State {
  ctm: Matrix;
  clip: Rect;
  font: FontFacts;
  fontSize: number;
  direction: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  hScale: number;
  leading: number;
  rise: number;
  mode: number;
  fill: string;
  stroke: string;
  alpha: number;
  normalBlend: boolean;
  softMask: boolean;
  /** The clip is not just its box. */
  oddClip: boolean;
}

interface RawGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly number[];
}

function numbers(value: unknown): number[] {
  if (value === null || typeof value !== 'object') return [];
  return Array.from(Object.values(value), Number);
}

function toMatrix(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(value);
  return [a, b, c, d, e, f];
}

function isRawGlyph(value: unknown): value is RawGlyph {
  return value !== null && typeof value === 'object' && 'unicode' in value && 'width' in value;
}

/** Text below this size (points) cannot be read on paper. */
const smallestReadableSize = 1.5;

const clampBetween = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** Replays the operators; never throws on odd arguments, it skips them. */
export function replayPage(input: ReplayInput): PaintLog {
  const log: PaintLog = { glyphs: [], areas: [], rules: [], pathCount: 0 };
  const pageRect: Rect = [0, 0, input.width, input.height];
  const fresh = (): State => ({
    ctm: input.viewport,
    clip: pageRect,
    font: {},
    fontSize: 0,
    direction: 1,
    charSpacing: 0,
    wordSpacing: 0,
    hScale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    fill: '#000000',
    stroke: '#000000',
    alpha: 1,
    normalBlend: true,
    softMask: false,
    oddClip: false,
  });
  let state = fresh();
  const stack: State[] = [];
  const layers: boolean[] = [];
  let layerHidden = 0;
  let textMatrix: Matrix = identity;
  let x = 0;
  let y = 0;
  let lineX = 0;
  let lineY = 0;
  let pendingClip = false;
  let pathCount = 0;

  const save = (): void => {
    stack.push({ ...state });
  };
  const restore = (): void => {
    state = stack.pop() ?? state;
  };
  const setFont = (name: unknown, size: unknown): void => {
    state.font = input.font(String(name)) ?? {};
    const amount = Number(size) || 0;
    state.fontSize = Math.abs(amount);
    state.direction = amount < 0 ? -1 : 1;
  };
  const moveText = (dx: number, dy: number): void => {
    x = lineX += dx;
    y = lineY += dy;
  };
  const area = (
    kind: PaintedArea['kind'],
    box: Rect,
    order: number,
    rectangle: boolean,
    pixels = 0,
  ): void => {
    if (layerHidden > 0) return;
    const seen = intersect(box, state.clip);
    if (seen[2] <= seen[0] || seen[3] <= seen[1]) return;
    log.areas.push({
      kind,
      box: seen,
      order,
      opaque: isOpaque(state),
      solid: rectangle && isOpaque(state) && kind !== 'mask',
      color: state.fill,
      pixelsPerPoint: pixels / Math.max(1, box[2] - box[0], box[3] - box[1]),
    });
  };

  const showText = (glyphs: readonly unknown[], order: number): void => {
    const { font, fontSize } = state;
    if (fontSize === 0) return;
    const unit = font.fontMatrix?.[0] ?? 0.001;
    const advanceScale = fontSize * unit;
    const place = multiply(state.ctm, textMatrix);
    const hScale = state.hScale * state.direction;
    const flip = state.direction;
    // Direction and scale of the text on the page.
    const alongX = place[0] * Math.sign(hScale || 1);
    const alongY = place[1] * Math.sign(hScale || 1);
    const angle = ((Math.atan2(alongY, alongX) * 180) / Math.PI + 360) % 360;
    const size = Math.hypot(place[2], place[3]) * fontSize;
    const unitX = Math.cos((angle * Math.PI) / 180);
    const unitY = Math.sin((angle * Math.PI) / 180);
    const ascent = clampBetween(font.ascent || 0.9, 0.6, 1.0) * fontSize * flip;
    const descent = clampBetween(font.descent || -0.22, -0.35, -0.1) * fontSize * flip;
    const visibleMode =
      state.mode === 0 || state.mode === 1 || state.mode === 2 || (state.mode >= 4 && state.mode <= 6);
    const painted = visibleMode && state.alpha > 0.1 && layerHidden === 0 && state.fill !== 'transparent';
    let pen = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        pen += ((font.vertical ? 1 : -1) * glyph * fontSize) / 1000;
        continue;
      }
      if (!isRawGlyph(glyph)) continue;
      const spacing = (glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing;
      if (font.vertical) {
        const step = (glyph.vmetric ? -(glyph.vmetric[0] ?? 0) : -1000) * advanceScale;
        const box = boundsOf(place, x, y + pen - fontSize, x + glyph.width * advanceScale, y + pen);
        push(glyph.unicode, box, 90, size, order, painted, [box[1], box[3]], -box[0]);
        pen -= Math.abs(step) + spacing;
        continue;
      }
      const width = glyph.width * advanceScale;
      const from = x + pen * hScale;
      const to = x + (pen + width) * hScale;
      const base = y + state.rise;
      const box = boundsOf(place, from, base + descent, to, base + ascent);
      const [startX, startY] = applyTo(place, from, base);
      const [endX, endY] = applyTo(place, to, base);
      push(
        glyph.unicode,
        box,
        angle,
        size,
        order,
        painted,
        [startX * unitX + startY * unitY, endX * unitX + endY * unitY],
        startY * unitX - startX * unitY,
      );
      pen += width + spacing * state.direction;
    }
    if (font.vertical) y += pen;
    else x += pen * hScale;
  };
  const push = (
    text: string,
    box: Rect,
    angle: number,
    size: number,
    order: number,
    painted: boolean,
    along: readonly [number, number],
    across: number,
  ): void => {
    const midX = (box[0] + box[2]) / 2;
    const midY = (box[1] + box[3]) / 2;
    const inside =
      midX >= state.clip[0] - 0.5 &&
      midX <= state.clip[2] + 0.5 &&
      midY >= state.clip[1] - 0.5 &&
      midY <= state.clip[3] + 0.5;
    const shown = painted && inside && size >= smallestReadableSize;
    const unsure = state.oddClip || state.softMask || !state.normalBlend;
    // Mode 1 and 5 draw outlines only.
    const color = state.mode === 1 || state.mode === 5 ? state.stroke : state.fill;
    log.glyphs.push({ text, box, angle, size, along, across, order, shown, unsure, color });
  };

  for (let i = 0; i < input.fnArray.length; i += 1) {
    const raw = input.argsArray[i];
    const args: readonly unknown[] = Array.isArray(raw) ? raw : [];
    const first = Number(args[0]);
    switch (input.fnArray[i]) {
      case OPS.save:
        save();
        break;
      case OPS.restore:
        restore();
        break;
      case OPS.transform:
        state.ctm = multiply(state.ctm, toMatrix(args));
        break;
      case OPS.beginText:
        textMatrix = identity;
        x = y = lineX = lineY = 0;
        break;
      case OPS.setCharSpacing:
        state.charSpacing = first || 0;
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = first || 0;
        break;
      case OPS.setHScale:
        state.hScale = (first || 100) / 100;
        break;
      case OPS.setLeading:
        state.leading = -(first || 0);
        break;
      case OPS.setTextRise:
        state.rise = first || 0;
        break;
      case OPS.setTextRenderingMode:
        state.mode = first || 0;
        break;
      case OPS.setFont:
        setFont(args[0], args[1]);
        break;
      case OPS.moveText:
        moveText(first || 0, Number(args[1]) || 0);
        break;
      case OPS.setLeadingMoveText:
        state.leading = Number(args[1]) || 0;
        moveText(first || 0, Number(args[1]) || 0);
        break;
      case OPS.setTextMatrix:
        textMatrix = toMatrix(args.length > 1 ? args : args[0]);
        x = y = lineX = lineY = 0;
        break;
      case OPS.nextLine:
        moveText(0, state.leading);
        break;
      case OPS.showText:
        if (Array.isArray(args[0])) showText(args[0], i);
        break;
      case OPS.setFillRGBColor:
        state.fill = String(args[0]);
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = String(args[0]);
        break;
      case OPS.setStrokeColorN:
        state.stroke = 'pattern';
        break;
      case OPS.setFillColorN:
      case OPS.shadingFill:
        state.fill = 'pattern';
        break;
      case OPS.setFillTransparent:
        state.fill = 'transparent';
        break;
      case OPS.setGState:
        for (const entry of Array.isArray(args[0]) ? args[0] : []) {
          if (!Array.isArray(entry)) continue;
          const [key, value]: unknown[] = entry;
          if (key === 'ca') state.alpha = Number(value);
          else if (key === 'BM') state.normalBlend = value === 'source-over';
          else if (key === 'SMask') state.softMask = value !== false && value !== null;
          else if (key === 'Font' && Array.isArray(value)) setFont(value[0], value[1]);
        }
        break;
      case OPS.clip:
      case OPS.eoClip:
        pendingClip = true;
        break;
      case OPS.constructPath: {
        const [x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity] = numbers(args[2]);
        const finite = Number.isFinite(x0 + y0 + x1 + y1);
        const box = finite ? boundsOf(state.ctm, x0, y0, x1, y1) : null;
        const op = first;
        const fills =
          op === OPS.fill ||
          op === OPS.eoFill ||
          op === OPS.fillStroke ||
          op === OPS.eoFillStroke ||
          op === OPS.closeFillStroke ||
          op === OPS.closeEOFillStroke;
        if (op !== OPS.endPath) pathCount += 1;
        if (op !== OPS.endPath && box !== null && layerHidden === 0 && isThin(box)) log.rules.push(box);
        if (fills && box !== null) area('fill', box, i, pathIsRectangle(args[1]));
        if (pendingClip) {
          // An empty path clips everything away.
          state.clip = box === null ? [0, 0, 0, 0] : intersect(state.clip, box);
          if (box !== null && !pathIsRectangle(args[1])) state.oddClip = true;
          pendingClip = false;
        }
        break;
      }
      case OPS.paintFormXObjectBegin: {
        save();
        if (args[0]) state.ctm = multiply(state.ctm, toMatrix(args[0]));
        const [x0, y0, x1, y1] = numbers(args[1]);
        if (x0 !== undefined && y0 !== undefined && x1 !== undefined && y1 !== undefined) {
          state.clip = intersect(state.clip, boundsOf(state.ctm, x0, y0, x1, y1));
        }
        break;
      }
      case OPS.beginGroup:
        save();
        break;
      case OPS.paintFormXObjectEnd:
      case OPS.endGroup:
        restore();
        break;
      case OPS.beginAnnotation: {
        save();
        const clip = state.clip;
        state = { ...fresh(), clip };
        const [x0, y0, x1, y1] = numbers(args[1]);
        state.clip = pageRect;
        if (x0 !== undefined && y0 !== undefined && x1 !== undefined && y1 !== undefined) {
          state.clip = intersect(pageRect, boundsOf(state.ctm, x0, y0, x1, y1));
        }
        if (args[2]) state.ctm = multiply(state.ctm, toMatrix(args[2]));
        if (args[3]) state.ctm = multiply(state.ctm, toMatrix(args[3]));
        break;
      }
      case OPS.endAnnotation:
        restore();
        break;
      case OPS.beginMarkedContent:
        layers.push(true);
        break;
      case OPS.beginMarkedContentProps: {
        const visible = args[0] !== 'OC' || input.layerVisible(args[1]);
        layers.push(visible);
        if (!visible) layerHidden += 1;
        break;
      }
      case OPS.endMarkedContent:
        if (layers.pop() === false) layerHidden -= 1;
        break;
      case OPS.paintImageXObject:
        area('image', boundsOf(state.ctm, 0, 0, 1, 1), i, true, longerSide(args[1], args[2]));
        break;
      case OPS.paintInlineImageXObject:
      case OPS.paintImageXObjectRepeat:
      case OPS.paintInlineImageXObjectGroup:
        area('image', boundsOf(state.ctm, 0, 0, 1, 1), i, true);
        break;
      case OPS.paintImageMaskXObject: {
        const { width, height } = (args[0] ?? {}) as { width?: unknown; height?: unknown };
        area('mask', boundsOf(state.ctm, 0, 0, 1, 1), i, false, longerSide(width, height));
        break;
      }
      case OPS.paintImageMaskXObjectGroup:
      case OPS.paintImageMaskXObjectRepeat:
        area('mask', boundsOf(state.ctm, 0, 0, 1, 1), i, false);
        break;
      default:
    }
  }
  return { ...log, pathCount };
}

function longerSide(width: unknown, height: unknown): number {
  return Math.max(Number(width) || 0, Number(height) || 0);
}

function isOpaque({ alpha, normalBlend, softMask }: State): boolean {
  return alpha > 0.95 && normalBlend && !softMask;
}

/** A line of a table or form: longer than a letter, thinner than a bar (points). */
function isThin([left, top, right, bottom]: Rect): boolean {
  const width = right - left;
  const height = bottom - top;
  return (width < 2.5 && height > 6) || (height < 2.5 && width > 6);
}

/** A path that is one rectangle: pdf.js writes [0,x,y, 1,x,y, 1,x,y, 1,x,y, 4]. Curves or more points are not. */
function pathIsRectangle(value: unknown): boolean {
  const data = Array.isArray(value) ? numbers(value[0]) : [];
  if (data.length < 12 || data.length > 16) return false;
  const points: [number, number][] = [];
  for (let i = 0; i < data.length;) {
    const op = data[i];
    if (op === 4) i += 1;
    else if (op === 0 || op === 1) {
      points.push([data[i + 1] ?? 0, data[i + 2] ?? 0]);
      i += 3;
    } else return false;
  }
  const xs = new Set(points.map((point) => point[0]));
  const ys = new Set(points.map((point) => point[1]));
  return xs.size === 2 && ys.size === 2;
}

/** A small typesetter over pdf-lib: flowing paragraphs, lists, tables and footers on US Letter pages. */
import { rgb, type Color, type PDFDocument, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { showable, type PdfFonts } from './fonts.ts';
import { asArtifact, type StructureTree, type Tag, type TagElement } from './tags.ts';

export const letterSize: [number, number] = [612, 792];
export const black = rgb(0, 0, 0);
export const white = rgb(1, 1, 1);
export const grey = rgb(0.35, 0.35, 0.35);
export const lineGrey = rgb(0.55, 0.55, 0.55);
export const shade = rgb(0.93, 0.93, 0.93);
export const yellow = rgb(1, 0.93, 0.35);

/** A stretch of text in one look. */
export interface Piece {
  readonly text: string;
  readonly look?: 'regular' | 'bold' | 'italic';
  readonly color?: Color;
  /** Painted behind the words. */
  readonly back?: Color;
}

export interface ParagraphStyle {
  readonly size?: number;
  /** Multiple of the size. */
  readonly leading?: number;
  readonly before?: number;
  readonly after?: number;
  readonly left?: number;
  readonly right?: number;
  /** Printed left of the first line, at `left - hang`. */
  readonly label?: { readonly text: string; readonly hang: number; readonly look?: 'regular' | 'bold' };
  /** Points that must be free below, else a new page is begun first. */
  readonly keep?: number;
  readonly align?: 'left' | 'center';
  /** What it is to a screen reader; 'LI' joins the list before it. */
  readonly tag?: Exclude<Tag, 'L' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD'>;
}

interface Token {
  readonly text: string;
  readonly font: PDFFont;
  readonly color: Color;
  readonly back: Color | null;
  readonly width: number;
  readonly space: boolean;
  readonly newline: boolean;
}

export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export class Typesetter {
  readonly doc: PDFDocument;
  readonly fonts: PdfFonts;
  readonly margins: Margins;
  readonly pages: PDFPage[] = [];
  /** Distance from the page's bottom to the next line's top. */
  y = 0;
  #page: PDFPage | null = null;
  #insertAt: number | null;
  readonly #tags: StructureTree | null;

  /** `insertAt`: index of the first new page; without it pages are added at the end. With `tags` the text is tagged. */
  constructor(
    doc: PDFDocument,
    fonts: PdfFonts,
    margins: Margins,
    insertAt: number | null = null,
    tags: StructureTree | null = null,
  ) {
    this.doc = doc;
    this.fonts = fonts;
    this.margins = margins;
    this.#insertAt = insertAt;
    this.#tags = tags;
  }

  get page(): PDFPage {
    return this.#page ?? this.newPage();
  }

  get width(): number {
    return letterSize[0] - this.margins.left - this.margins.right;
  }

  newPage(): PDFPage {
    const page =
      this.#insertAt === null
        ? this.doc.addPage(letterSize)
        : this.doc.insertPage(this.#insertAt++, letterSize);
    this.#page = page;
    this.pages.push(page);
    this.y = letterSize[1] - this.margins.top;
    return page;
  }

  /** Begins a new page where fewer than `points` are left. */
  need(points: number): void {
    if (this.#page === null || this.y - points < this.margins.bottom) this.newPage();
  }

  space(points: number): void {
    if (this.#page !== null) this.y -= points;
  }

  rule(color: Color = lineGrey, thickness = 0.75): void {
    this.need(4);
    this.#artifact(() =>
      this.page.drawLine({
        start: { x: this.margins.left, y: this.y },
        end: { x: letterSize[0] - this.margins.right, y: this.y },
        thickness,
        color,
      }),
    );
  }

  #artifact(draw: () => void): void {
    if (this.#tags) asArtifact(this.page, draw);
    else draw();
  }

  #marked(element: TagElement | null, draw: () => void): void {
    if (this.#tags && element) this.#tags.mark(this.page, element, draw);
    else draw();
  }

  paragraph(pieces: readonly Piece[], style: ParagraphStyle = {}): void {
    const { size = 11.5, leading = 1.18, before = 0, after = 6, left = 0, right = 0 } = style;
    const height = size * leading;
    const lines = this.breakLines(pieces, size, this.width - left - right);
    const tag = style.tag ?? 'P';
    const element = (tag === 'LI' ? this.#tags?.addItem() : this.#tags?.add(tag)) ?? null;
    this.space(this.#page === null ? 0 : before);
    this.need(Math.max(height, Math.min(lines.length, 2) * height + (style.keep ?? 0)));
    for (const [index, line] of lines.entries()) {
      this.need(height);
      const baseline = this.y - size * 0.93;
      const label = index === 0 ? style.label : undefined;
      if (label) {
        const font = this.fonts[label.look ?? 'regular'];
        this.#marked(element, () =>
          this.page.drawText(showable(label.text, font), {
            x: this.margins.left + left - label.hang,
            y: baseline,
            size,
            font,
          }),
        );
      }
      const width = line.reduce((sum, token) => sum + token.width, 0);
      const shift = style.align === 'center' ? (this.width - left - right - width) / 2 : 0;
      this.#marked(element, () =>
        this.#drawLine(line, this.margins.left + left + shift, baseline, size, height),
      );
      this.y -= height;
    }
    this.space(after);
  }

  /** A bordered table; the header row is repeated on each page. Widths are fractions of the text width. */
  table(
    header: readonly string[] | null,
    rows: readonly (readonly (readonly Piece[])[])[],
    widths: readonly number[],
    options: { readonly size?: number; readonly border?: boolean } = {},
  ): void {
    const { size = 10.5, border = true } = options;
    const head = header?.map((words): Piece[] => [{ text: words, look: 'bold' }]) ?? null;
    const table = this.#tags?.add('Table') ?? null;
    if (head) this.#row(head, widths, size, border, true, table);
    for (const row of rows) {
      const needed = this.#rowHeight(row, widths, size);
      if (this.y - needed < this.margins.bottom && head) {
        this.newPage();
        // The header again is for the eye; the structure has it once.
        this.#artifact(() => this.#row(head, widths, size, border, true, null));
      }
      this.#row(row, widths, size, border, false, table);
    }
  }

  #rowHeight(cells: readonly (readonly Piece[])[], widths: readonly number[], size: number): number {
    const lines = cells.map(
      (cell, index) => this.breakLines(cell, size, this.width * (widths[index] ?? 0.1) - 12).length,
    );
    return Math.max(1, ...lines) * size * 1.16 + 7;
  }

  #row(
    cells: readonly (readonly Piece[])[],
    widths: readonly number[],
    size: number,
    border: boolean,
    shaded: boolean,
    table: TagElement | null,
  ): void {
    const height = this.#rowHeight(cells, widths, size);
    this.need(height);
    const tagged = table ? (this.#tags?.add('TR', table) ?? null) : null;
    const frame = (draw: () => void) => (tagged ? this.#artifact(draw) : draw());
    let x = this.margins.left;
    for (const [index, cell] of cells.entries()) {
      const width = this.width * (widths[index] ?? 0.1);
      const left = x;
      const bottom = this.y - height;
      if (border)
        frame(() =>
          this.page.drawRectangle({
            x: left,
            y: bottom,
            width,
            height,
            borderColor: lineGrey,
            borderWidth: 0.6,
            ...(shaded ? { color: shade } : {}),
          }),
        );
      const element = tagged ? (this.#tags?.add(shaded ? 'TH' : 'TD', tagged) ?? null) : null;
      let top = this.y - 3.5;
      for (const line of this.breakLines(cell, size, width - 12)) {
        const baseline = top - size * 0.93;
        this.#marked(element, () => this.#drawLine(line, left + 6, baseline, size, size * 1.16));
        top -= size * 1.16;
      }
      x += width;
    }
    this.y -= height;
  }

  #drawLine(line: readonly Token[], x: number, baseline: number, size: number, height: number): void {
    let at = x;
    for (const token of line) {
      if (token.back)
        this.page.drawRectangle({
          x: at,
          y: baseline - size * 0.22,
          width: token.width,
          height: Math.min(height, size * 1.12),
          color: token.back,
        });
      at += token.width;
    }
    at = x;
    // Neighbours of one look are drawn together, so that copied text keeps its spaces.
    for (let index = 0; index < line.length;) {
      const first = line[index];
      if (!first) break;
      let text = '';
      let width = 0;
      while (index < line.length && line[index]?.font === first.font && line[index]?.color === first.color) {
        text += line[index]?.text ?? '';
        width += line[index]?.width ?? 0;
        index++;
      }
      if (text.trim() !== '')
        this.page.drawText(text, { x: at, y: baseline, size, font: first.font, color: first.color });
      at += width;
    }
  }

  /** Words broken to a width; a word longer than the line is cut. */
  breakLines(pieces: readonly Piece[], size: number, width: number): Token[][] {
    const lines: Token[][] = [];
    let line: Token[] = [];
    let used = 0;
    const flush = () => {
      while (line.at(-1)?.space) line.pop();
      lines.push(line);
      line = [];
      used = 0;
    };
    // A word may be made of several tokens (a bold start, a quotation mark): it moves as a whole.
    let word: Token[] = [];
    const place = () => {
      const wordWidth = word.reduce((sum, token) => sum + token.width, 0);
      if (used + wordWidth > width && line.length > 0) flush();
      line.push(...word);
      used += wordWidth;
      word = [];
    };
    for (const token of this.#tokens(pieces, size, width)) {
      if (token.newline) {
        place();
        flush();
      } else if (token.space) {
        place();
        if (line.length > 0) {
          line.push(token);
          used += token.width;
        }
      } else {
        word.push(token);
      }
    }
    place();
    if (line.length > 0 || lines.length === 0) flush();
    return lines;
  }

  #tokens(pieces: readonly Piece[], size: number, width: number): Token[] {
    return pieces.flatMap((piece) => {
      const font = this.fonts[piece.look ?? 'regular'];
      const base = { font, color: piece.color ?? black, back: piece.back ?? null };
      return piece.text
        .replaceAll('\t', '    ')
        .split(/(\n| +)/)
        .filter((part) => part !== '')
        .flatMap((part): Token[] => {
          if (part === '\n') return [{ ...base, text: '', width: 0, space: false, newline: true }];
          const space = part.startsWith(' ');
          const shown = showable(part, font);
          if (shown === '') return [];
          const whole = font.widthOfTextAtSize(shown, size);
          if (space || whole <= width) return [{ ...base, text: shown, width: whole, space, newline: false }];
          return cut(shown, font, size, width).map((text) => ({
            ...base,
            text,
            width: font.widthOfTextAtSize(text, size),
            space: false,
            newline: false,
          }));
        });
    });
  }
}

/** Pieces of an overlong word, each narrower than half a line so that they can be packed. */
function cut(word: string, font: PDFFont, size: number, width: number): string[] {
  const out: string[] = [];
  let part = '';
  for (const char of word) {
    if (part !== '' && font.widthOfTextAtSize(part + char, size) > width * 0.5) {
      out.push(part);
      part = '';
    }
    part += char;
  }
  return part === '' ? out : [...out, part];
}

/** Pieces that the pages of a letter share: lines with blanks, the list of enclosures, numbered bookmarks. */
import {
  BookmarkEnd,
  BookmarkStart,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type ParagraphChild,
} from 'docx';
import type { LetterModel } from '../../shared/domain/letter.ts';
import { citationsHeld } from '../../shared/letter/no-break.ts';
import { pagesWords } from '../../shared/letter/plain-text.ts';
import { exhibitMark } from './marks.ts';
import { textWidth } from './styles.ts';

export const thin = { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C' } as const;

/** A table ruled between all its cells. */
export const gridBorders = {
  top: thin,
  bottom: thin,
  left: thin,
  right: thin,
  insideHorizontal: thin,
  insideVertical: thin,
};

/** Numbers for bookmarks, counted within the document so that bytes do not depend on what was written before. */
export class MarkIds {
  #next = 1;

  around(name: string, children: readonly ParagraphChild[]): ParagraphChild[] {
    const id = this.#next++;
    // The library's own Bookmark numbers itself from 1 every time; its parts, which it types only for inside use, do not.
    const start = new BookmarkStart(name, id) as unknown as ParagraphChild;
    const end = new BookmarkEnd(id) as unknown as ParagraphChild;
    return [start, ...children, end];
  }
}

/** A line that may hold a blank: "[Your address]" is marked. */
export function lineRuns(line: string, more: { bold?: boolean; break?: number } = {}): TextRun[] {
  return line
    .split(/(\[[^\]]+\])/)
    .filter((piece) => piece !== '')
    .map((piece, index) => {
      const { break: breaks = 0, ...look } = more;
      const options = {
        text: citationsHeld(piece),
        ...look,
        ...(index === 0 && breaks > 0 ? { break: breaks } : {}),
      };
      return /^\[.+\]$/.test(piece)
        ? new TextRun({ ...options, style: 'FillIn', highlight: 'yellow' })
        : new TextRun(options);
    });
}

export function line(words: string, style = 'AddressLine', more: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({ style, children: lineRuns(words), ...more });
}

/** A list of enclosures up to this length is kept on one page: a heading over one row and the rest overleaf reads badly. */
const maxKeptExhibits = 10;
/** Tables inside the text are kept only where that leaves no large gap before them. */
export const maxKeptRows = 4;

/** Whether a row's lines stay with the next row, in a table of at most `most` rows; `index` counts from under the header. */
export function keepsNext(index: number, rows: number, most: number): boolean {
  return rows <= most && index < rows - 1;
}

/** Exhibit, document, pages. With `marks` each letter is what the citations lead to; a document may hold that once. */
export function enclosureTable(model: LetterModel, marks: MarkIds | null): Table {
  const widths = [1000, textWidth - 1000 - 2000, 2000];
  const row = (cells: readonly Paragraph[], header: boolean) =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: cells.map(
        (child, index) =>
          new TableCell({
            children: [child],
            width: { size: widths[index] ?? 2000, type: WidthType.DXA },
            margins: { top: 30, bottom: 30, left: 90, right: 90 },
            ...(header ? { shading: { fill: 'EDEDED' } } : {}),
          }),
      ),
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: gridBorders,
    rows: [
      row(
        ['Exhibit', 'Document', 'Pages'].map((words) => line(words, 'TableHead')),
        true,
      ),
      ...model.exhibits.map((exhibit, index) => {
        const keepNext = keepsNext(index, model.exhibits.length, maxKeptExhibits);
        const letter = [new TextRun({ text: exhibit.letter, bold: true })];
        return row(
          [
            new Paragraph({
              style: 'TableText',
              keepNext,
              children: marks ? marks.around(exhibitMark(exhibit.letter), letter) : letter,
            }),
            line(exhibit.title, 'TableText', { keepNext }),
            line(pagesWords(exhibit.pages, exhibit.pageCount), 'TableText', { keepNext }),
          ],
          false,
        );
      }),
    ],
  });
}

/** The chronology as a Word table on wide pages: header row repeated, rows kept whole, page numbers. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { IsoDate } from '../../shared/domain/kinds.ts';
import { repack } from './repack.ts';
import { page, styles } from './styles.ts';

/** Share of the width for each column of `chronologyRows`: date, time, kind, what, details, look at, file, page. */
const shares = [11, 6, 9, 20, 26, 16, 9, 5];
const margin = 1080;
const width = page.height - 2 * margin;

/**
 * The rows (first the column names) as DOCX bytes. The same rows and date give the same bytes; characters that XML
 * cannot hold are left out.
 */
export async function writeChronologyDocx(
  rows: readonly (readonly string[])[],
  head: { readonly title: string; readonly subtitle: string; readonly date: IsoDate },
): Promise<Uint8Array> {
  const [names = [], ...lines] = rows;
  const widths = shares.map((share) => Math.floor((width * share) / shares.reduce((a, b) => a + b, 0)));
  const cell = (text: string, index: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[index] ?? 1000, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(bold ? { shading: { fill: 'EDEDED' } } : {}),
      children: printable(text)
        .split('\n')
        .map(
          (words) =>
            new Paragraph({
              spacing: { after: 0 },
              children: [new TextRun({ text: words, bold, size: 18 })],
            }),
        ),
    });
  const border = { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C' } as const;
  const table = new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: names.map((name, index) => cell(name, index, true)),
      }),
      ...lines.map(
        (line) =>
          new TableRow({
            cantSplit: true,
            children: names.map((_, index) => cell(line[index] ?? '', index, false)),
          }),
      ),
    ],
  });
  const document = new Document({
    title: head.title,
    creator: '',
    lastModifiedBy: '',
    styles,
    features: { updateFields: false },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height, orientation: PageOrientation.LANDSCAPE },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
                    size: 18,
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ style: 'Title', children: [new TextRun(head.title)] }),
          new Paragraph({ children: [new TextRun(head.subtitle)] }),
          table,
        ],
      },
    ],
  });
  return repack(new Uint8Array(await Packer.toArrayBuffer(document)), head.date);
}

/** Without the characters that XML 1.0 forbids: controls other than tab and line break, and halves of surrogate pairs. */
function printable(text: string): string {
  return Array.from(text.replace(/\r\n?/g, '\n'))
    .filter((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x20) return code === 0x09 || code === 0x0a;
      return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
    })
    .join('');
}

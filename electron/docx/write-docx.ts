/** Turns a letter into a Word document: real styles, numbered headings, linked exhibit citations, the same bytes each time. */
import {
  BookmarkEnd,
  BookmarkStart,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  InternalHyperlink,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type ParagraphChild,
} from 'docx';
import type { LetterBlock, LetterModel, Run } from '../../shared/domain/letter.ts';
import { firstColumn, pagesWords, runText } from '../../shared/letter/plain-text.ts';
import { longDate } from '../../shared/letter/words.ts';
import { blockMark, exhibitMark } from './marks.ts';
import { repack } from './repack.ts';
import { numbering, page, styles, textWidth } from './styles.ts';

export interface DocxOptions {
  /** A cover page before the letter: who writes to whom, about what, with how many exhibits. Default false. */
  readonly cover?: boolean;
}

/**
 * The letter as DOCX bytes. Blocks that are not included are left out. The same model gives the same bytes.
 * Every block carries a bookmark, by which `readEditedLetter` knows it again.
 */
export async function writeLetterDocx(model: LetterModel, options: DocxOptions = {}): Promise<Uint8Array> {
  const marks = new MarkIds();
  const document = new Document({
    title: model.title,
    subject: model.identification
      .map((row) => `${row.label}: ${row.value}`)
      .join('; ')
      .slice(0, 200),
    creator: model.sender[0] ?? '',
    lastModifiedBy: model.sender[0] ?? '',
    styles,
    numbering,
    features: { updateFields: false },
    sections: [
      ...(options.cover === true ? [{ properties: { page: pageOptions }, children: coverPage(model) }] : []),
      {
        properties: { page: pageOptions },
        footers: { default: footer(model) },
        children: [...head(model), ...body(model, marks), ...tail(model, marks)],
      },
    ],
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(document));
  return repack(bytes, model.date);
}

const pageOptions = {
  size: { width: page.width, height: page.height },
  margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
} as const;

/** Numbers for bookmarks, counted within the document so that bytes do not depend on what was written before. */
class MarkIds {
  #next = 1;

  around(name: string, children: readonly ParagraphChild[]): ParagraphChild[] {
    const id = this.#next++;
    // The library's own Bookmark numbers itself from 1 every time; its parts, which it types only for inside use, do not.
    const start = new BookmarkStart(name, id) as unknown as ParagraphChild;
    const end = new BookmarkEnd(id) as unknown as ParagraphChild;
    return [start, ...children, end];
  }
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C' } as const;

/** A line that may hold a blank: "[Your address]" is marked. */
function lineRuns(line: string, more: { bold?: boolean } = {}): TextRun[] {
  return line
    .split(/(\[[^\]]+\])/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^\[.+\]$/.test(piece)
        ? new TextRun({ text: piece, style: 'FillIn', highlight: 'yellow', ...more })
        : new TextRun({ text: piece, ...more }),
    );
}

function line(words: string, style = 'AddressLine', more: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({ style, children: lineRuns(words), ...more });
}

function head(model: LetterModel): (Paragraph | Table)[] {
  const [name = '', ...rest] = model.sender;
  return [
    line(name, 'LetterHead'),
    new Paragraph({
      style: 'LetterHeadLine',
      border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '404040', space: 6 } },
      spacing: { after: 300 },
      children: lineRuns(rest.join('  ·  ')),
    }),
    line(longDate(model.date), 'AddressLine', { spacing: { after: 220 } }),
    ...model.delivery.map((words, index) =>
      line(words, 'AddressLine', index === model.delivery.length - 1 ? { spacing: { after: 220 } } : {}),
    ),
    ...model.recipient.map((words, index) =>
      line(words, 'AddressLine', index === model.recipient.length - 1 ? { spacing: { after: 260 } } : {}),
    ),
    ...(model.identification.length > 0 ? [identification(model)] : []),
    new Paragraph({ spacing: { before: 260, after: 120 }, children: lineRuns(model.salutation) }),
  ];
}

function identification(model: LetterModel): Table {
  const left = 2500;
  const right = textWidth - left;
  const cell = (children: Paragraph[], width: number, span = 1) =>
    new TableCell({
      children,
      width: { size: width, type: WidthType.DXA },
      columnSpan: span,
      margins: { top: 20, bottom: 20, left: 100, right: 100 },
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [left, right],
    layout: TableLayoutType.FIXED,
    borders: {
      top: thin,
      bottom: thin,
      left: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [cell([line(`RE: ${model.title}`, 'TableHead')], textWidth, 2)],
      }),
      ...model.identification.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: [
              cell([line(row.label, 'TableText')], left),
              cell([line(row.value, 'TableText')], right),
            ],
          }),
      ),
    ],
  });
}

function runs(model: LetterModel, items: readonly Run[]): ParagraphChild[] {
  return items.flatMap((run): ParagraphChild[] => {
    const words = runText(run, model);
    switch (run.type) {
      case 'text':
        return [
          new TextRun({
            text: words,
            ...(run.bold ? { bold: true } : {}),
            ...(run.italic ? { italics: true } : {}),
          }),
        ];
      case 'quote':
        return [new TextRun({ text: words })];
      case 'placeholder':
        return [new TextRun({ text: words, style: 'FillIn', highlight: 'yellow' })];
      case 'cite': {
        const exhibit = model.exhibits.find((item) => item.documentId === run.documentId);
        const child = new TextRun({ text: words.replaceAll(' ', '\u00a0'), style: 'ExhibitCite' });
        return exhibit
          ? [new InternalHyperlink({ anchor: exhibitMark(exhibit.letter), children: [child] })]
          : [child];
      }
    }
  });
}

const headingLevels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

function body(model: LetterModel, marks: MarkIds): (Paragraph | Table)[] {
  const out: (Paragraph | Table)[] = [];
  let list = 0;
  let inList = false;
  const blocks = model.blocks.filter((block) => block.included);
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'numbered-item' && !inList) list++;
    const next = blocks[index + 1]?.type;
    // A line that leads into a list or a quote stays with it.
    const leads = block.type === 'paragraph' && (next === 'list-item' || next === 'block-quote');
    inList = block.type === 'numbered-item';
    if (block.type === 'table') {
      out.push(
        new Paragraph({
          style: 'TableCaption',
          children: marks.around(blockMark(block.id), runs(model, block.runs)),
        }),
        blockTable(model, block),
        new Paragraph({ spacing: { after: 60 }, children: [] }),
      );
    } else {
      out.push(
        new Paragraph({
          ...layout(block, list),
          ...(leads ? { keepNext: true } : {}),
          children: marks.around(blockMark(block.id), runs(model, block.runs)),
        }),
      );
    }
  }
  return out;
}

function layout(block: LetterBlock, list: number): Partial<IParagraphOptions> {
  switch (block.type) {
    case 'heading': {
      const level = (block.level ?? 1) - 1;
      return {
        heading: headingLevels[level] ?? HeadingLevel.HEADING_3,
        // The style says so too; some programs look only here where the heading is numbered.
        keepNext: true,
        ...(level < 2 ? { numbering: { reference: 'headings', level } } : {}),
      };
    }
    case 'block-quote':
      return { style: 'BlockQuote' };
    case 'list-item':
      return { numbering: { reference: 'items', level: 0 } };
    case 'numbered-item':
      return { numbering: { reference: 'requests', level: 0, instance: list } };
    default:
      return {};
  }
}

function blockTable(model: LetterModel, block: LetterBlock): Table {
  const header = block.table?.header ?? [];
  const first = Math.round(textWidth * firstColumn(block));
  const other = Math.floor((textWidth - first) / Math.max(1, header.length - 1));
  const widths = header.map((_, index) => (index === 0 ? first : other));
  const cell = (paragraph: Paragraph, index: number, shade = false) =>
    new TableCell({
      children: [paragraph],
      width: { size: widths[index] ?? other, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 90, right: 90 },
      ...(shade ? { shading: { fill: 'EDEDED' } } : {}),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: thin,
      bottom: thin,
      left: thin,
      right: thin,
      insideHorizontal: thin,
      insideVertical: thin,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((words, index) => cell(line(words, 'TableHead'), index, true)),
      }),
      ...(block.table?.rows ?? []).map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((items, index) =>
              cell(new Paragraph({ style: 'TableText', children: runs(model, items) }), index),
            ),
          }),
      ),
    ],
  });
}

function tail(model: LetterModel, marks: MarkIds): (Paragraph | Table)[] {
  const [name = '', ...roles] = model.signature;
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 240, after: 620 },
      children: lineRuns(model.closing),
    }),
    new Paragraph({
      style: 'AddressLine',
      keepNext: true,
      children: [new TextRun({ text: '_'.repeat(34) })],
    }),
    line(name, 'AddressLine', { keepNext: roles.length > 0 }),
    ...roles.map((role, index) => line(role, 'AddressLine', { keepNext: index < roles.length - 1 })),
    ...(model.exhibits.length > 0 ? enclosures(model, marks) : []),
    ...(model.copies.length > 0
      ? [line(`Copies: ${model.copies.join('; ')}`, 'AddressLine', { spacing: { before: 200 } })]
      : []),
  ];
}

function enclosures(model: LetterModel, marks: MarkIds): (Paragraph | Table)[] {
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
  return [
    line('Enclosures', 'PlainHeading'),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: {
        top: thin,
        bottom: thin,
        left: thin,
        right: thin,
        insideHorizontal: thin,
        insideVertical: thin,
      },
      rows: [
        row(
          ['Exhibit', 'Document', 'Pages'].map((words) => line(words, 'TableHead')),
          true,
        ),
        ...model.exhibits.map((exhibit) =>
          row(
            [
              new Paragraph({
                style: 'TableText',
                children: marks.around(exhibitMark(exhibit.letter), [
                  new TextRun({ text: exhibit.letter, bold: true }),
                ]),
              }),
              line(exhibit.title, 'TableText'),
              line(pagesWords(exhibit.pages, exhibit.pageCount), 'TableText'),
            ],
            false,
          ),
        ),
      ],
    }),
    new Paragraph({ spacing: { after: 0 }, children: [] }),
  ];
}

function footer(model: LetterModel): Footer {
  const reference = model.identification.find((row) => row.label === 'Reference number')?.value ?? null;
  return new Footer({
    children: [
      new Paragraph({
        style: 'FootLine',
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C', space: 4 } },
        children: [
          new TextRun({
            children: [
              [model.signature[0], reference ? `Ref. ${reference}` : null].filter(Boolean).join(', '),
            ],
          }),
          new TextRun({
            children: [new Tab(), 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}

function coverPage(model: LetterModel): (Paragraph | Table)[] {
  const rows: readonly (readonly [string, string])[] = [
    ['From', model.sender.join(', ')],
    ['To', model.recipient.join(', ')],
    ['Date', longDate(model.date)],
    ['Sent', model.delivery.join('; ')],
    ...model.identification.map((row) => [row.label, row.value] as const),
    [
      'Enclosed',
      model.exhibits.length === 0
        ? 'This letter'
        : `This letter and Exhibits ${model.exhibits[0]?.letter ?? ''} to ${model.exhibits.at(-1)?.letter ?? ''}`,
    ],
  ];
  return [
    new Paragraph({ style: 'Title', children: lineRuns(model.title) }),
    ...rows.map(
      ([label, value]) =>
        new Paragraph({
          indent: { left: 2700, hanging: 2700 },
          tabStops: [{ type: TabStopType.LEFT, position: 2700 }],
          children: [
            new TextRun({ text: label, bold: true }),
            new TextRun({ children: [new Tab()] }),
            ...lineRuns(value),
          ],
        }),
    ),
    new Paragraph({
      spacing: { before: 400 },
      children: [
        new TextRun({
          text: 'Confidential: this letter and its enclosures hold medical information for the addressee only.',
          italics: true,
        }),
      ],
    }),
    new Paragraph({ children: [new PageBreak()] }),
  ];
}

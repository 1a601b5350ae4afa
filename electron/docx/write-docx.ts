/** Turns a letter into a Word document: real styles, numbered headings, linked exhibit citations, the same bytes each time. */
import {
  BorderStyle,
  Document,
  HeadingLevel,
  InternalHyperlink,
  Packer,
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
import type { LetterBlock, LetterModel, Run } from '../../shared/domain/letter.ts';
import { firstColumn, ownPage, runText } from '../../shared/letter/plain-text.ts';
import { coverPage } from '../../shared/letter/cover.ts';
import { citationsHeld } from '../../shared/letter/no-break.ts';
import { longDate } from '../../shared/letter/words.ts';
import { coverSection } from './cover-docx.ts';
import { letterFooter } from './footer.ts';
import { blockMark, exhibitMark, letterEndMark } from './marks.ts';
import {
  enclosureTable,
  gridBorders,
  keepsNext,
  line,
  lineRuns,
  MarkIds,
  maxKeptRows,
  thin,
} from './parts.ts';
import { repack } from './repack.ts';
import { numbering, page, styles, textWidth } from './styles.ts';

/**
 * The letter as DOCX bytes, after its cover page where it has one. Blocks that are not included are left out. The
 * same model gives the same bytes.
 * Every block carries a bookmark, by which `readEditedLetter` knows it again.
 */
export async function writeLetterDocx(model: LetterModel): Promise<Uint8Array> {
  const marks = new MarkIds();
  const cover = coverPage(model);
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
      // Page 0, so that the letter's page 1 is the next side: LibreOffice puts an empty one between 1 and 1.
      ...(cover
        ? [
            {
              properties: { page: { ...pageOptions, pageNumbers: { start: 0 } } },
              children: coverSection(model, cover),
            },
          ]
        : []),
      {
        properties: { page: cover ? { ...pageOptions, pageNumbers: { start: 1 } } : pageOptions },
        footers: { default: letterFooter(model, cover !== null) },
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

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
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
            text: citationsHeld(words),
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
    // A signature alone on a page could belong to anything: the last words go with it.
    const last = index === blocks.length - 1;
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
          ...(leads || last ? { keepNext: true } : {}),
          ...(last ? { keepLines: true } : {}),
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
        ...(ownPage(block) ? { pageBreakBefore: true } : {}),
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
    borders: gridBorders,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((words, index) => cell(line(words, 'TableHead'), index, true)),
      }),
      ...(block.table?.rows ?? []).map(
        (row, at, rows) =>
          new TableRow({
            cantSplit: true,
            children: row.map((items, index) =>
              cell(
                new Paragraph({
                  style: 'TableText',
                  keepNext: keepsNext(at, rows.length, maxKeptRows),
                  children: runs(model, items),
                }),
                index,
              ),
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
    ...(model.exhibits.length > 0 ? [line('Enclosures', 'PlainHeading'), enclosureTable(model, marks)] : []),
    // The last paragraph, by which the pages of the letter are counted.
    new Paragraph({
      style: 'AddressLine',
      ...(model.copies.length > 0 ? { spacing: { before: 200 } } : {}),
      children: marks.around(
        letterEndMark,
        model.copies.length > 0 ? lineRuns(`Copies: ${model.copies.join('; ')}`) : [],
      ),
    }),
  ];
}

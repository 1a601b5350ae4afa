/** The letter as a PDF of its own, without a word processor: same text, same numbering, same bytes each time. */
import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import type { LetterModel, Run } from '../../shared/domain/letter.ts';
import { coverPage, type CoverPage } from '../../shared/letter/cover.ts';
import { citationsHeld } from '../../shared/letter/no-break.ts';
import { firstColumn, headingNumbers, ownPage, pagesWords, runText } from '../../shared/letter/plain-text.ts';
import { longDate } from '../../shared/letter/words.ts';
import { embedFonts, showable } from '../pdf/fonts.ts';
import { asArtifact, StructureTree } from '../pdf/tags.ts';
import { black, grey, letterSize, lineGrey, Typesetter, yellow, type Piece } from '../pdf/typeset.ts';

const citeColor = rgb(0.12, 0.22, 0.39);

/** The letter as PDF bytes, US Letter, with "Page x of y" on each page but the cover. Blocks not included are left out. */
export async function writeLetterPdf(model: LetterModel): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  const moment = new Date(`${model.date}T12:00:00Z`);
  doc.setTitle(model.title, { showInWindowTitleBar: true });
  doc.setAuthor(model.sender[0] ?? '');
  doc.setLanguage('en-US');
  doc.setProducer('Rejoinder');
  doc.setCreator('Rejoinder');
  doc.setCreationDate(moment);
  doc.setModificationDate(moment);
  const fonts = await embedFonts(doc);
  const tags = new StructureTree(doc);
  const set = new Typesetter(doc, fonts, { top: 72, bottom: 78, left: 72, right: 72 }, null, tags);
  const cover = coverPage(model);
  if (cover) coverSheet(set, model, cover);
  const covers = set.pages.length;
  if (cover) set.newPage();
  head(set, model);
  body(set, model);
  tail(set, model);
  const reference = model.identification.find((row) => row.label === 'Reference number')?.value ?? null;
  const foot = showable(
    [model.signature[0], reference ? `Ref. ${reference}` : null].filter(Boolean).join(', '),
    fonts.regular,
  );
  const numbered = set.pages.slice(covers);
  for (const [index, page] of numbered.entries())
    asArtifact(page, () => {
      page.drawLine({
        start: { x: 72, y: 58 },
        end: { x: letterSize[0] - 72, y: 58 },
        thickness: 0.5,
        color: lineGrey,
      });
      page.drawText(foot, { x: 72, y: 46, size: 9, font: fonts.regular, color: grey });
      const number = `Page ${index + 1} of ${numbered.length}`;
      page.drawText(number, {
        x: letterSize[0] - 72 - fonts.regular.widthOfTextAtSize(number, 9),
        y: 46,
        size: 9,
        font: fonts.regular,
        color: grey,
      });
    });
  tags.finish();
  return doc.save();
}

/** Blanks in a line are marked. */
function linePieces(words: string, look: Piece['look'] = 'regular'): Piece[] {
  return words
    .split(/(\[[^\]]+\])/)
    .filter((part) => part !== '')
    .map((part) => (/^\[.+\]$/.test(part) ? { text: part, look, back: yellow } : { text: part, look }));
}

function pieces(model: LetterModel, runs: readonly Run[]): Piece[] {
  return runs.map((run): Piece => {
    const text = runText(run, model);
    if (run.type === 'cite') return { text: text.replaceAll(' ', '\u00a0'), color: citeColor };
    if (run.type === 'placeholder') return { text, back: yellow };
    if (run.type === 'text')
      return {
        text: citationsHeld(text),
        look: run.bold === true ? 'bold' : run.italic === true ? 'italic' : 'regular',
      };
    return { text };
  });
}

function enclosureTable(set: Typesetter, model: LetterModel): void {
  set.table(
    ['Exhibit', 'Document', 'Pages'],
    model.exhibits.map((exhibit) => [
      [{ text: exhibit.letter, look: 'bold' as const }],
      [{ text: exhibit.title }],
      [{ text: pagesWords(exhibit.pages, exhibit.pageCount) }],
    ]),
    [0.11, 0.68, 0.21],
  );
}

function coverSheet(set: Typesetter, model: LetterModel, cover: CoverPage): void {
  set.paragraph(linePieces(cover.title, 'bold'), { size: 17, after: 10, tag: 'H1' });
  set.rule(black);
  for (const [index, group] of cover.groups.entries()) {
    if (index > 0) set.rule();
    set.space(11);
    for (const { label, lines } of group)
      set.paragraph(linePieces(lines.join('\n')), {
        left: 75,
        after: 8,
        label: { text: label, hang: 75, look: 'bold' },
      });
    set.space(3);
  }
  set.paragraph([{ text: 'Enclosed with this letter', look: 'bold' }], {
    size: 12.5,
    before: 10,
    after: 5,
    keep: 40,
    tag: 'H2',
  });
  enclosureTable(set, model);
  set.paragraph([{ text: cover.note, look: 'italic' }], { before: 14 });
}

function head(set: Typesetter, model: LetterModel): void {
  const [name = '', ...rest] = model.sender;
  set.paragraph(linePieces(name, 'bold'), { size: 15, after: 2 });
  set.paragraph(
    linePieces(rest.join('  ·  ')).map((piece) => ({ color: grey, ...piece })),
    { size: 10, after: 6 },
  );
  set.rule(black);
  set.space(16);
  set.paragraph([{ text: longDate(model.date) }], { after: 12 });
  for (const words of model.delivery) set.paragraph(linePieces(words), { after: 0 });
  if (model.delivery.length > 0) set.space(12);
  for (const words of model.recipient) set.paragraph(linePieces(words), { after: 0 });
  set.space(14);
  if (model.identification.length > 0) {
    set.rule();
    set.space(5);
    set.paragraph([{ text: `RE: ${model.title}`, look: 'bold' }], { size: 11, left: 5, after: 3, tag: 'H1' });
    set.table(
      null,
      model.identification.map((row) => [[{ text: row.label }], [{ text: row.value }]]),
      [0.26, 0.74],
      { border: false },
    );
    set.space(4);
    set.rule();
    set.space(14);
  }
  set.paragraph(linePieces(model.salutation), { after: 6 });
}

function body(set: Typesetter, model: LetterModel): void {
  const numbers = headingNumbers(model);
  const blocks = model.blocks.filter((block) => block.included);
  let item = 0;
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1]?.type;
    const leads = next === 'list-item' || next === 'block-quote' || next === 'table';
    // As in the Word file: the last words go with the signature below them.
    const below = index === blocks.length - 1 ? 110 : leads ? 28 : 0;
    item = block.type === 'numbered-item' ? item + 1 : 0;
    const words = pieces(model, block.runs);
    switch (block.type) {
      case 'heading': {
        if (ownPage(block)) set.newPage();
        const level = block.level ?? 1;
        const hang = level === 1 ? 22 : 29;
        const number = numbers.get(block.id) ?? null;
        set.paragraph(
          words.map((piece) => ({ ...piece, look: 'bold' as const })),
          {
            tag: level === 1 ? 'H2' : 'H3',
            size: level === 1 ? 12.5 : 11.5,
            before: level === 1 ? 13 : 9,
            after: 5,
            left: number ? hang : 0,
            keep: 40,
            ...(number ? { label: { text: number, hang, look: 'bold' as const } } : {}),
          },
        );
        break;
      }
      case 'paragraph':
        set.paragraph(words, { keep: below });
        break;
      case 'block-quote':
        set.paragraph(words, { left: 25, right: 25, tag: 'BlockQuote' });
        break;
      case 'list-item':
        set.paragraph(words, { left: 22, after: 4, label: { text: '•', hang: 13 }, tag: 'LI', keep: below });
        break;
      case 'numbered-item':
        set.paragraph(words, {
          left: 22,
          after: 5,
          label: { text: `${item}.`, hang: 22 },
          tag: 'LI',
          keep: below,
        });
        break;
      case 'table': {
        set.paragraph(
          words.map((piece) => ({ ...piece, look: 'italic' as const })),
          { size: 10.5, after: 4, keep: 40 },
        );
        const header = block.table?.header ?? [];
        const first = firstColumn(block);
        set.table(
          header,
          (block.table?.rows ?? []).map((row) => row.map((cell) => pieces(model, cell))),
          header.map((_, column) => (column === 0 ? first : (1 - first) / Math.max(1, header.length - 1))),
        );
        set.space(10);
        break;
      }
    }
  }
}

function tail(set: Typesetter, model: LetterModel): void {
  set.paragraph(linePieces(model.closing), { before: 10, after: 34, keep: 70 });
  set.paragraph([{ text: '_'.repeat(34) }], { after: 1 });
  for (const words of model.signature) set.paragraph(linePieces(words), { after: 0 });
  if (model.exhibits.length > 0) {
    set.paragraph([{ text: 'Enclosures', look: 'bold' }], {
      size: 12.5,
      before: 20,
      after: 5,
      keep: 40,
      tag: 'H2',
    });
    enclosureTable(set, model);
  }
  if (model.copies.length > 0)
    set.paragraph(linePieces(`Copies: ${model.copies.join('; ')}`), { before: 12 });
}

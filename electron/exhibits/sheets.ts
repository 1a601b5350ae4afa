/** Cover sheets, the index page and the bookmarks of a packet. */
import {
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { Exhibit, LetterModel } from '../../shared/domain/letter.ts';
import { pagesWords } from '../../shared/letter/plain-text.ts';

import { longDate } from '../../shared/letter/words.ts';
import { citedPages } from '../../shared/letter/exhibits.ts';
import type { PdfFonts } from '../pdf/fonts.ts';
import { grey, Typesetter } from '../pdf/typeset.ts';
import { stampText } from './request.ts';

const margins = { top: 72, bottom: 72, left: 72, right: 72 };

export interface IndexRow {
  readonly exhibit: Exhibit;
  /** Pages of the exhibit in this file, from 1. */
  readonly pages: readonly number[];
  /** Where its cover lies in this file, index included, from 1. */
  readonly packetPage: number;
}

export function addCover(
  doc: PDFDocument,
  fonts: PdfFonts,
  model: LetterModel,
  exhibit: Exhibit,
  pages: readonly number[],
  continued: boolean,
): PDFPage {
  const set = new Typesetter(doc, fonts, { ...margins, top: 250 });
  set.newPage();
  const center = { align: 'center' as const };
  set.paragraph([{ text: `EXHIBIT ${exhibit.letter}${continued ? ', continued' : ''}`, look: 'bold' }], {
    ...center,
    size: 34,
    after: 26,
  });
  set.paragraph([{ text: exhibit.title }], { ...center, size: 15, after: 26, left: 30, right: 30 });
  const first = pages[0] ?? 1;
  const last = pages.at(-1) ?? first;
  set.paragraph([{ text: capitalPages(pages, exhibit.pageCount) }], { ...center, size: 11.5, after: 4 });
  set.paragraph(
    [
      {
        text:
          first === last
            ? `Stamped ${stampText(exhibit.letter, first)}`
            : `Stamped ${stampText(exhibit.letter, first)} to ${stampText(exhibit.letter, last)}`,
      },
    ],
    { ...center, size: 11.5, after: 4 },
  );
  const cited = citedPages(model.blocks, exhibit.documentId).filter((page) => pages.includes(page));
  if (cited.length > 0)
    set.paragraph(
      [{ text: `Cited in the letter: page${cited.length === 1 ? '' : 's'} ${cited.join(', ')}` }],
      {
        ...center,
        size: 11.5,
        after: 30,
      },
    );
  set.paragraph(
    [
      {
        text: 'The stamped number is the page cited. Numbers printed on the pages themselves are the document’s own. Yellow marks were added for this packet.',
        look: 'italic',
        color: grey,
      },
    ],
    { ...center, size: 9.5, before: 16, left: 60, right: 60 },
  );
  return set.page;
}

function capitalPages(pages: readonly number[], pageCount: number): string {
  const words = pagesWords(pages, pageCount);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Index pages, put before all others. */
export function addIndex(
  doc: PDFDocument,
  fonts: PdfFonts,
  model: LetterModel,
  rows: readonly IndexRow[],
  part: string | null,
): PDFPage[] {
  const set = new Typesetter(doc, fonts, margins, 0);
  set.newPage();
  set.paragraph([{ text: `Index of Exhibits${part ? `, ${part}` : ''}`, look: 'bold' }], {
    size: 20,
    after: 8,
  });
  set.paragraph([{ text: model.title }], { size: 12, after: 4 });
  const facts = model.identification
    .filter((row) =>
      ['Patient and member', 'Member ID', 'Reference number', 'Claim number'].includes(row.label),
    )
    .map((row) => `${row.label}: ${row.value}`);
  set.paragraph([{ text: [...facts, `Letter of ${longDate(model.date)}`].join('  ·  '), color: grey }], {
    size: 10,
    after: 14,
  });
  set.table(
    ['Exhibit', 'Document', 'Pages enclosed', 'Stamps', 'In this file'],
    rows.map((row) => {
      const first = row.pages[0] ?? 1;
      const last = row.pages.at(-1) ?? first;
      return [
        [{ text: row.exhibit.letter, look: 'bold' as const }],
        [{ text: row.exhibit.title }],
        [{ text: pagesWords(row.pages, row.exhibit.pageCount) }],
        [{ text: `${stampText(row.exhibit.letter, first)} to ${String(last).padStart(4, '0')}` }],
        [{ text: `p. ${row.packetPage}` }],
      ];
    }),
    [0.1, 0.4, 0.18, 0.2, 0.12],
    { size: 10 },
  );
  return set.pages;
}

export interface Bookmark {
  readonly title: string;
  readonly page: PDFPage;
  readonly children: readonly Bookmark[];
}

/** Writes the outline tree; the first level opens unfolded. */
export function addBookmarks(doc: PDFDocument, bookmarks: readonly Bookmark[]): void {
  if (bookmarks.length === 0) return;
  const { context } = doc;
  const root = context.nextRef();
  const level = (items: readonly Bookmark[], parent: PDFRef): { first: PDFRef; last: PDFRef } | null => {
    const refs = items.map(() => context.nextRef());
    for (const [index, item] of items.entries()) {
      const ref = refs[index];
      if (!ref) continue;
      const node = PDFDict.withContext(context);
      node.set(PDFName.of('Title'), PDFHexString.fromText(item.title));
      node.set(PDFName.of('Parent'), parent);
      node.set(PDFName.of('Dest'), context.obj([item.page.ref, 'Fit']));
      const before = refs[index - 1];
      const after = refs[index + 1];
      if (before) node.set(PDFName.of('Prev'), before);
      if (after) node.set(PDFName.of('Next'), after);
      const inner = item.children.length > 0 ? level(item.children, ref) : null;
      if (inner) {
        node.set(PDFName.of('First'), inner.first);
        node.set(PDFName.of('Last'), inner.last);
        node.set(PDFName.of('Count'), PDFNumber.of(-item.children.length));
      }
      context.assign(ref, node);
    }
    const first = refs[0];
    const last = refs.at(-1);
    return first && last ? { first, last } : null;
  };
  const ends = level(bookmarks, root);
  if (!ends) return;
  const outlines = PDFDict.withContext(context);
  outlines.set(PDFName.of('Type'), PDFName.of('Outlines'));
  outlines.set(PDFName.of('First'), ends.first);
  outlines.set(PDFName.of('Last'), ends.last);
  outlines.set(PDFName.of('Count'), PDFNumber.of(bookmarks.length));
  context.assign(root, outlines);
  doc.catalog.set(PDFName.of('Outlines'), root);
  doc.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

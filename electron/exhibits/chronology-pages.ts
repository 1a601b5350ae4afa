/** The chronology as pages of a packet: what happened and where it can be read, for others' eyes. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { IsoDate } from '../../shared/domain/kinds.ts';
import { embedFonts } from '../pdf/fonts.ts';
import { Typesetter } from '../pdf/typeset.ts';

export interface ChronologyRow {
  readonly when: string;
  readonly what: string;
  readonly detail: string;
  /** File and page, or the exhibit that holds it. */
  readonly source: string;
}

/** A row never runs off its page: longer words go on in rows below. At this size some 40 lines of the column. */
const LONGEST_CELL = 1200;
const widths = [0.17, 0.24, 0.39, 0.2];

/** The pages as PDF bytes; the same rows and date give the same bytes. Stamps are the packet's. */
export async function chronologyPages(
  rows: readonly ChronologyRow[],
  head: { readonly title: string; readonly lead: string; readonly date: IsoDate },
): Promise<{ readonly bytes: Uint8Array; readonly pageCount: number }> {
  const doc = await PDFDocument.create();
  const moment = new Date(`${head.date}T12:00:00Z`);
  doc.setTitle(head.title);
  doc.setProducer('Rejoinder');
  doc.setCreator('Rejoinder');
  doc.setCreationDate(moment);
  doc.setModificationDate(moment);
  const set = new Typesetter(doc, await embedFonts(doc), { top: 60, bottom: 54, left: 54, right: 54 });
  set.newPage();
  set.paragraph([{ text: head.title, look: 'bold' }], { size: 18, after: 4 });
  set.paragraph([{ text: head.lead }], { size: 10.5, after: 10 });
  set.table(
    ['Date', 'What', 'Details', 'Where it can be read'],
    rows.flatMap((row) => {
      const [first = '', ...more] = pieces(row.detail);
      const cell = (text: string) => [{ text: oneLine(text) }];
      return [
        [cell(row.when), cell(cut(row.what)), cell(first), cell(cut(row.source))],
        ...more.map((part) => [cell('(continued)'), cell(''), cell(part), cell('')]),
      ];
    }),
    widths,
    { size: 9.5 },
  );
  return { bytes: await doc.save(), pageCount: doc.getPageCount() };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const cut = (text: string) =>
  text.length > LONGEST_CELL / 2 ? `${text.slice(0, LONGEST_CELL / 2)} …` : text;

/** Words in pieces of at most `LONGEST_CELL` characters, broken between words where there is a space. */
function pieces(text: string): string[] {
  const out: string[] = [];
  for (let rest = oneLine(text); rest !== '';) {
    const space = rest.length > LONGEST_CELL ? rest.lastIndexOf(' ', LONGEST_CELL) : -1;
    const at = rest.length <= LONGEST_CELL ? rest.length : space > 0 ? space : LONGEST_CELL;
    out.push(rest.slice(0, at));
    rest = rest.slice(at).trim();
  }
  return out;
}

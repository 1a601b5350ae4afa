/** Puts an exhibit's pages into the packet: copied from a PDF, placed as a picture, or laid out from text. */
import { PDFDocument, PDFName, PDFArray, PDFDict, type PDFPage } from '@cantoo/pdf-lib';
import type { PageText, Span } from '../../shared/domain/page-text.ts';
import type { PdfFonts } from '../pdf/fonts.ts';
import { black as dark, letterSize, Typesetter, white, yellow, type Piece } from '../pdf/typeset.ts';
import type { Picture } from './redact.ts';
import type { TextRange } from './request.ts';

/** Opens a PDF for copying; null where it cannot be (damaged, or locked with an unknown password). */
export async function openForCopy(bytes: Uint8Array, password?: string): Promise<PDFDocument | null> {
  try {
    return await PDFDocument.load(bytes, {
      updateMetadata: false,
      ...(password === undefined ? {} : { password }),
    });
  } catch {
    return null;
  }
}

/**
 * Copies pages in one go, so that fonts and pictures they share are kept once. The opened source is a copy in memory;
 * it is stripped first, since links between pages would otherwise drag pages along that were not chosen. Null where
 * copying fails.
 */
export async function copyPages(
  target: PDFDocument,
  source: PDFDocument,
  pageIndexes: readonly number[],
): Promise<PDFPage[] | null> {
  try {
    for (const index of pageIndexes) disarm(source.getPage(index));
    return await target.copyPages(source, [...pageIndexes]);
  } catch {
    return null;
  }
}

/** Takes scripts, actions and every reference to other pages off a page; what the page shows stays. */
function disarm(page: PDFPage): void {
  for (const key of ['AA', 'B', 'StructParents', 'Metadata', 'PieceInfo', 'Thumb', 'PresSteps'])
    page.node.delete(PDFName.of(key));
  const annotations = page.node.Annots();
  if (!(annotations instanceof PDFArray)) return;
  for (let index = 0; index < annotations.size(); index++) {
    const annotation = annotations.lookup(index);
    if (!(annotation instanceof PDFDict)) continue;
    for (const key of ['A', 'AA', 'Dest', 'FS', 'PA', 'P', 'Parent', 'Kids', 'Popup', 'IRT', 'StructParent'])
      annotation.delete(PDFName.of(key));
  }
}

/** A page with the picture on it, as large as a letter page allows; landscape for wide pictures. */
export async function addPicture(target: PDFDocument, picture: Picture): Promise<PDFPage> {
  const wide = picture.width > picture.height;
  const [short, long] = letterSize;
  const [maxWidth, maxHeight] = wide ? [long, short] : [short, long];
  const scale = Math.min(maxWidth / picture.width, maxHeight / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  const page = target.addPage([width, height]);
  const image =
    picture.type === 'jpeg' ? await target.embedJpg(picture.bytes) : await target.embedPng(picture.bytes);
  page.drawImage(image, { x: 0, y: 0, width, height });
  return page;
}

/** What stands in place of words that were taken out; white on black, and readable to a screen reader. */
const takenOut = '[blacked out]';

/**
 * Pages that show flowing text line by line, the quoted words marked. Words in `hidden` are not written at all: a black
 * bar of one length stands in their place. At least one page.
 */
export function addTextPages(
  target: PDFDocument,
  fonts: PdfFonts,
  page: PageText,
  quotes: readonly Span[],
  hidden: readonly TextRange[] = [],
): PDFPage[] {
  const set = new Typesetter(target, fonts, { top: 60, bottom: 54, left: 64, right: 64 });
  set.newPage();
  let offset = 0;
  for (const line of page.text.split('\n')) {
    if (line.trim() === '') set.space(7);
    else set.paragraph(markedPieces(line, offset, quotes, hidden), { size: 10.5, after: 1 });
    offset += line.length + 1;
  }
  return set.pages;
}

function markedPieces(
  line: string,
  offset: number,
  quotes: readonly Span[],
  hidden: readonly TextRange[],
): Piece[] {
  const edges = new Set([0, line.length]);
  for (const span of [...quotes, ...hidden]) {
    for (const edge of [span.start - offset, span.end - offset])
      if (edge > 0 && edge < line.length) edges.add(edge);
  }
  const sorted = [...edges].toSorted((a, b) => a - b);
  const covers = (ranges: readonly TextRange[], from: number, to: number) =>
    ranges.some((range) => range.start - offset <= from && range.end - offset >= to);
  let blackBefore = false;
  return sorted.slice(0, -1).flatMap((from, index): Piece[] => {
    const to = sorted[index + 1] ?? line.length;
    const black = covers(hidden, from, to);
    // Neighbours share one bar: where a quote begins or ends inside it is not told.
    const again = black && blackBefore;
    blackBefore = black;
    if (black) return again ? [] : [{ text: takenOut, color: white, back: dark }];
    const text = line.slice(from, to);
    return [covers(quotes, from, to) ? { text, back: yellow } : { text }];
  });
}

/** Width, height and kind of a PNG or JPEG that can be placed as it is; null for others and for turned photos. */
export function plainPicture(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47)
    return { bytes, type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const type = bytes[at + 1] ?? 0;
    const size = view.getUint16(at + 2);
    // An EXIF block may turn the picture; who draws it then is the reader.
    if (type === 0xe1) return null;
    if (type === 0xc0 || type === 0xc1 || type === 0xc2)
      return { bytes, type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + size;
  }
  return null;
}

/** The exhibits of a letter as stamped PDFs, made from the originals in the vault. */
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { ExhibitChoice } from '../../shared/api/contract.ts';
import { AppError } from '../../shared/api/errors.ts';
import { relocate } from '../../shared/text/quotes.ts';
import { buildExhibitPacket } from '../exhibits/build-packet.ts';
import { hiddenInRanges, hiddenWords, wordsOf } from '../exhibits/hidden-words.ts';
import {
  stampText,
  type Original,
  type PacketEvent,
  type PacketFile,
  type PacketLimits,
  type Redaction,
} from '../exhibits/request.ts';
import { getDocument } from '../vault/stores/documents.ts';
import { getFilePassword } from '../vault/stores/file-passwords.ts';
import { originalSource } from './original-source.ts';
import { readOriginalWhole } from '../vault/stores/originals.ts';
import { storedPage } from './case-letter.ts';
import type { AppContext } from './context.ts';
import { exhibitChoices } from './exhibit-choices.ts';
import type { Task } from './tasks.ts';

function formOf(mediaType: string): Original['form'] {
  if (mediaType === 'application/pdf') return 'pdf';
  return mediaType.startsWith('image/') ? 'image' : 'text';
}

export interface PacketOptions {
  /** PDFs that are exhibits without being papers of the vault (the chronology), by their exhibit's document id. */
  readonly made?: ReadonlyMap<string, Uint8Array>;
  readonly limits?: PacketLimits;
}

export type PacketNotice = Omit<Extract<PacketEvent, { type: 'notice' }>, 'type'>;

/**
 * One file, or several where a limit splits the packet; what the person blacked out for the case is blacked out here,
 * and the pages made are read once more to see that nothing of it is left. Stops between pages when asked.
 */
export async function exhibitPacket(
  context: AppContext,
  caseId: string,
  model: LetterModel,
  task: Task,
  { made = new Map(), limits = {} }: PacketOptions = {},
): Promise<{ readonly files: readonly PacketFile[]; readonly notices: readonly PacketNotice[] }> {
  const db = context.session.db();
  const files: PacketFile[] = [];
  const notices: PacketNotice[] = [];
  const enclosed = new Set(model.exhibits.map((exhibit) => exhibit.documentId));
  const redactions = [...exhibitChoices(context, caseId)].flatMap(([documentId, choice]) =>
    enclosed.has(documentId) ? choice.redactions.map((item) => placed(context, documentId, item)) : [],
  );
  notices.push(...titlesThatTell(context, model, redactions));
  const events = buildExhibitPacket({
    model,
    redactions,
    limits,
    signal: task.signal,
    getOriginal: (documentId) => {
      const bytes = made.get(documentId);
      if (bytes) return Promise.resolve({ bytes, form: 'pdf' });
      const password = getFilePassword(db, documentId);
      return Promise.resolve({
        bytes: readOriginalWhole(db, documentId),
        form: formOf(getDocument(db, documentId).mediaType),
        ...(password === undefined ? {} : { password }),
      });
    },
    getPage: (documentId, pageIndex) =>
      made.has(documentId) ? null : storedPage(context, documentId, pageIndex),
    drawPage: async (documentId, pageIndex, maxPixels) => {
      const drawn = await context.reader.renderPage(originalSource(db, documentId), pageIndex, {
        maxPixels,
        turn: storedPage(context, documentId, pageIndex)?.turn,
        documentId,
        password: getFilePassword(db, documentId),
      });
      return drawn.ok ? drawn.png : null;
    },
  });
  for await (const event of events) {
    if (event.type === 'progress') task.progress(event.donePages, event.totalPages);
    if (event.type === 'notice')
      notices.push({ message: event.message, exhibit: event.exhibit, pageNumber: event.pageNumber });
    if (event.type === 'file') {
      await checkBlackedOut(context, model, event.file, redactions, task.signal);
      files.push(event.file);
    }
  }
  if (files.length === 0) throw new AppError('BAD_INPUT', 'This letter has no exhibits.');
  return { files, notices };
}

/** A name that is blacked out on the pages may stand in the exhibit's title, which cover sheet, index and letter print. */
function titlesThatTell(
  context: AppContext,
  model: LetterModel,
  redactions: readonly Redaction[],
): PacketNotice[] {
  return model.exhibits.flatMap((exhibit) => {
    const title = wordsOf(exhibit.title);
    const told = redactions.some((item) => {
      const page =
        item.documentId === exhibit.documentId
          ? storedPage(context, item.documentId, item.pageNumber - 1)
          : null;
      return (
        page !== null &&
        [...hiddenWords(page, item.boxes), ...hiddenInRanges(page, item.hidden ?? [])].some((word) =>
          title.has(word),
        )
      );
    });
    return told
      ? [
          {
            message: 'A word that you blacked out stands in the title of this exhibit, and so in the letter.',
            exhibit: exhibit.letter,
            pageNumber: null,
          },
        ]
      : [];
  });
}

/** A black-out with its words found again in the text as it is now; throws where they are gone: nothing is guessed. */
function placed(
  context: AppContext,
  documentId: string,
  item: ExhibitChoice['redactions'][number],
): Redaction {
  const page = storedPage(context, documentId, item.pageNumber - 1);
  const hidden = (item.hidden ?? []).map(({ start, end, quote }) => {
    const found = page
      ? relocate(page, { documentId, pageIndex: item.pageNumber - 1, start, end, quote })
      : null;
    if (!found)
      throw new AppError(
        'UNREADABLE',
        'Words that were to be blacked out are no longer found on their page. Black them out again under Exhibits.',
      );
    return { start: found.start, end: found.end };
  });
  return { documentId, pageNumber: item.pageNumber, boxes: item.boxes, hidden };
}

/** Reads the blacked-out pages of a finished file as anybody could, pictures included; throws where words are left. */
async function checkBlackedOut(
  context: AppContext,
  model: LetterModel,
  file: PacketFile,
  redactions: readonly Redaction[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = redactions.flatMap((redaction) => {
    const letter = model.exhibits.find((each) => each.documentId === redaction.documentId)?.letter;
    const stamp = letter === undefined ? '' : stampText(letter, redaction.pageNumber);
    const at = file.stamps.get(stamp);
    const page = storedPage(context, redaction.documentId, redaction.pageNumber - 1);
    if (at === undefined || !page) return [];
    const hidden = [...hiddenWords(page, redaction.boxes), ...hiddenInRanges(page, redaction.hidden ?? [])];
    return Array.from({ length: file.sheets.get(stamp) ?? 1 }, (_, index) => ({ at: at + index, hidden }));
  });
  if (wanted.length === 0) return;
  const read = await context.reader.read(file.bytes, {
    documentId: 'packet',
    pages: wanted.map(({ at }) => at - 1),
    signal,
  });
  if (!read.ok)
    throw new AppError('UNREADABLE', 'The blacked-out pages could not be read again for the check.');
  for (const { at, hidden } of wanted) {
    const words = wordsOf(read.pages.find((page) => page.pageIndex === at - 1)?.text ?? '');
    if (hidden.some((word) => words.has(word)))
      throw new AppError('INTERNAL', 'Blacked-out words can still be read. The exhibits were not made.');
  }
}

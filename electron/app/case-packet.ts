/** The exhibits of a letter as one stamped PDF, made from the originals in the vault. */
import type { LetterModel } from '../../shared/domain/letter.ts';
import { AppError } from '../../shared/api/errors.ts';
import { buildExhibitPacket } from '../exhibits/build-packet.ts';
import type { Original, PacketFile } from '../exhibits/request.ts';
import { getDocument } from '../vault/stores/documents.ts';
import { getFilePassword } from '../vault/stores/file-passwords.ts';
import { originalSource } from './original-source.ts';
import { readOriginalWhole } from '../vault/stores/originals.ts';
import { storedPage } from './case-letter.ts';
import type { AppContext } from './context.ts';
import type { Task } from './tasks.ts';

function formOf(mediaType: string): Original['form'] {
  if (mediaType === 'application/pdf') return 'pdf';
  return mediaType.startsWith('image/') ? 'image' : 'text';
}

/**
 * One file: without limits a packet is never split. Stops between pages when asked. `made` are PDFs that are exhibits
 * without being papers of the vault (the chronology), by the document id their exhibit has.
 */
export async function exhibitPacket(
  context: AppContext,
  model: LetterModel,
  task: Task,
  made: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<PacketFile> {
  const db = context.session.db();
  const files: PacketFile[] = [];
  const events = buildExhibitPacket({
    model,
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
    if (event.type === 'file') files.push(event.file);
  }
  const [file] = files;
  if (!file) throw new AppError('BAD_INPUT', 'This letter has no exhibits.');
  return file;
}

/** An original in the vault as the reader takes it: fetched by parts, so that no large file is whole in this process. */
import type { FileSource } from '../ingest/reader-client.ts';
import type { ReadDb } from '../vault/db.ts';
import { getDocument } from '../vault/stores/documents.ts';
import { readOriginalRange } from '../vault/stores/originals.ts';

/** Throws NOT_FOUND when there is no such document. Reading throws when the vault is closed meanwhile. */
export function originalSource(db: ReadDb, documentId: string): FileSource {
  const { byteSize } = getDocument(db, documentId);
  return { byteLength: byteSize, read: (start, end) => readOriginalRange(db, documentId, start, end) };
}

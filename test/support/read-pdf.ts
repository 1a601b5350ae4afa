/** A PDF as anybody can read it. */
import { createReader } from '../../electron/ingest/reader-client.ts';

/** The text of each page, scanned pages by OCR; throws where the file cannot be read. */
export async function textsOfPdf(bytes: Uint8Array): Promise<string[]> {
  const reader = createReader({ workers: 1 });
  const read = await reader.read(bytes, { documentId: 'x' });
  reader.close();
  if (!read.ok) throw new Error('not readable');
  return read.pages.map((page) => page.text);
}

/** Word files: unpacked sizes are checked first, then mammoth reads body, tables and notes, and we add headers and footers. */
import { unzipSync, strFromU8 } from 'fflate';
import mammoth from 'mammoth';
import { maxUnpackedBytes } from '../limits.ts';
import { ReadFailure } from '../problems.ts';
import { htmlToText } from './html-text.ts';

const headerOrFooter = /^word\/(header|footer)\d*\.xml$/;

/** Adds up what the parts claim to unpack to, without unpacking them, and refuses bombs. */
function checkUnpackedSize(bytes: Uint8Array): void {
  let total = 0;
  unzipSync(bytes, {
    filter(file) {
      total += file.originalSize;
      return false;
    },
  });
  if (total > maxUnpackedBytes) throw new ReadFailure('too-large');
}

/** Paragraphs of a header or footer part, tags stripped. */
function partText(xml: string): string {
  return htmlToText(
    xml
      .replace(/<\?[\s\S]*?(?:\?>|$)/g, '')
      .replace(/<w:tab\/>/g, '\t')
      .replace(/<w:(instrText|delText)\b[\s\S]*?(?:<\/w:\1>|$)/g, '')
      .replace(/<w:p[ >]/g, '<p><w:p ')
      .replace(/<\/w:p>/g, '</p>')
      .replace(/<\/?w:[^>]*(?:>|$)/g, '')
      .replace(/<\/?(?!p>|\/p>)[\w]+:[^>]*(?:>|$)/g, ''),
  );
}

/** The whole document as one page of text: headers, body, footers. Fails with a `ReadFailure`. */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  try {
    checkUnpackedSize(bytes);
    const parts = unzipSync(bytes, { filter: (file) => headerOrFooter.test(file.name) });
    const edge = (kind: string): string[] => [
      ...new Set(
        Object.keys(parts)
          .filter((name) => name.startsWith(`word/${kind}`))
          .sort()
          .map((name) => partText(strFromU8(parts[name] ?? new Uint8Array())))
          .filter((text) => text !== ''),
      ),
    ];
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    return [...edge('header'), htmlToText(value), ...edge('footer')].join('\n\n').trim();
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw new ReadFailure('unreadable', undefined, { cause: error });
  }
}

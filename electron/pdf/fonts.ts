/** The serif that ships with the app, embedded as a subset: letters and exhibit sheets look alike on every machine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

export interface PdfFonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
  readonly italic: PDFFont;
}

const folder = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
const cache = new Map<string, Uint8Array>();

function fontBytes(name: string): Uint8Array {
  const known = cache.get(name);
  if (known) return known;
  const bytes = new Uint8Array(readFileSync(path.join(folder, name.replace('Tinos_', ''), `${name}.ttf`)));
  cache.set(name, bytes);
  return bytes;
}

const parsed = new WeakMap<Uint8Array, ReturnType<typeof fontkit.create>>();

/** Parsing a font takes most of a second; each is parsed once. Subsets are made anew for each document. */
const cachedFontkit = {
  create(bytes: Uint8Array) {
    const known = parsed.get(bytes);
    if (known) return known;
    const font = fontkit.create(Buffer.from(bytes));
    parsed.set(bytes, font);
    return font;
  },
};

/** Embeds regular, bold and italic in a document; call once for each document. */
export async function embedFonts(doc: PDFDocument): Promise<PdfFonts> {
  doc.registerFontkit(cachedFontkit);
  const embed = (name: string) => doc.embedFont(fontBytes(name), { subset: true });
  return {
    regular: await embed('Tinos_400Regular'),
    bold: await embed('Tinos_700Bold'),
    italic: await embed('Tinos_400Regular_Italic'),
  };
}

const characterSets = new WeakMap<PDFFont, ReadonlySet<number>>();

/** The text with every character the font cannot show replaced by a box; controls and soft hyphens dropped. */
export function showable(text: string, font: PDFFont): string {
  let set = characterSets.get(font);
  if (!set) {
    set = new Set(font.getCharacterSet());
    characterSets.set(font, set);
  }
  let out = '';
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0) ?? 32;
    if (code < 32 || code === 0xad || code === 0xfeff || (code >= 0x200b && code <= 0x200f)) continue;
    out += set.has(code) ? char : '\u25a1';
  }
  return out;
}

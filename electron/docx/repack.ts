/** Makes a DOCX depend on nothing but its content: fixed dates, fixed order, no clock in the archive. */
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import type { IsoDate } from '../../shared/domain/kinds.ts';

/** The first moment a ZIP entry can carry; local time fields, so it reads the same in every zone. */
const zipEpoch = new Date(1980, 0, 1, 0, 0, 0);

/** The same document with `date` as its created and modified date and an archive without a clock. */
export function repack(bytes: Uint8Array, date: IsoDate): Uint8Array {
  const files = unzipSync(bytes);
  const moment = `${date}T12:00:00Z`;
  const names = Object.keys(files).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const out: Zippable = {};
  for (const name of names) {
    const content = files[name];
    if (!content || name.endsWith('/')) continue;
    const fixed =
      name === 'docProps/core.xml'
        ? strToU8(
            strFromU8(content).replace(
              /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g,
              (_, open: string, close: string) => `${open}${moment}${close}`,
            ),
          )
        : content;
    out[name] = [fixed, { mtime: zipEpoch, level: 6 }];
  }
  return zipSync(out);
}

/** Readers expect the content types first. */
function rank(name: string): number {
  return name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2;
}

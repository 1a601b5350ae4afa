/** What one file may cost. A limit turns a hostile or broken file into one clear sentence instead of a hang. */

/** Larger than any packet a clinic sends (a 1,000-page colour scan is about 300 MB). */
export const maxFileBytes = 600 * 1024 * 1024;

/** Claim files run to a few thousand pages; beyond that the file is not a patient's paper. */
export const maxPages = 5000;

/** Pixels of one picture before decoding: a 2,400 dpi letter page is 540 megapixels, phones stop at 200. */
export const maxImagePixels = 600_000_000;

/** Pixels of one HEIC photo: its decoder holds it three times over; iPhones stop at 48 million. */
export const maxHeicPixels = 100_000_000;

/** Pixels we hold for reading or showing one page; larger pictures are made smaller while decoding. */
export const maxWorkPixels = 40_000_000;

/** Unpacked bytes of a DOCX's parts; Word's own files stay far below. */
export const maxUnpackedBytes = 300 * 1024 * 1024;

/** Plain text above this is no letter or record (about 5,000 pages). */
export const maxTextBytes = 20 * 1024 * 1024;

/** Opening a file: parsing its structure only. */
export const openTimeoutMs = 60_000;

/** One page: text layer, or picture plus OCR, on a slow and busy machine. */
export const pageTimeoutMs = 180_000;

/** A page that nobody waits for any more, since its file was stopped: longer than nearly every page takes. */
export const endedTimeoutMs = 20_000;

/** Memory of the reading process's own heap, in MB; the process ends beyond it and only that page fails. */
export const childHeapMb = 1024;

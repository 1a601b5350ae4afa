/** Names of the bookmarks in a letter's DOCX: how a paragraph is known again after an edit in a word processor. */

/** FNV-1a, 52 bits as base 36: stable, short, and legal in a bookmark name. */
function shortHash(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193) >>> 0;
    low = Math.imul(low ^ text.charCodeAt(i), 0x85ebca6b) >>> 0;
  }
  return high.toString(36).padStart(7, '0') + low.toString(36).padStart(7, '0');
}

/** Bookmark of a block; at most 40 characters, starts with a letter. */
export function blockMark(blockId: string): string {
  return `rj_${shortHash(blockId)}`;
}

/** Bookmark of an exhibit's row in the list of enclosures. */
export function exhibitMark(letter: string): string {
  return `exhibit_${letter}`;
}

/** Bookmark of the letter's last paragraph. */
export const letterEndMark = 'letter_end';

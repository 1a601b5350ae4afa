/** Where notes begin on a page. */
import type { Line } from '../../text/blocks.ts';
import {
  hasOwnHead,
  isDatedHead,
  isDatedLetterhead,
  isLetterhead,
  isOfLaterDay,
  opensEntry,
} from './note-heads.ts';
import type { NoteKind } from './note-kind.ts';
import { titleKind } from './note-titles.ts';

/** A line where a note begins. */
export interface NoteStart {
  readonly line: number;
  readonly title: string;
  readonly kind: NoteKind;
  /** An entry, or a note of another day, below what the sheet began with: never the head of its sheet. */
  readonly below: boolean;
}

/** Lines of a page where a new note begins; a letterhead above the title belongs to it. */
export function noteStarts(all: readonly Line[]): NoteStart[] {
  const lines = all.map((line, index) =>
    ruled.test(all[index - 1]?.text ?? '') ? { ...line, gapBefore: true } : line,
  );
  const starts: NoteStart[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const titled =
      titleKind(line.text, i) ??
      (i > 0 && line.gapBefore && (isDatedLetterhead(line.text) || isDatedHead(line.text))
        ? 'unknown'
        : null);
    const entry = titled === null && line.gapBefore && opensEntry(line.text, lines.slice(0, i));
    const kind = entry ? 'unknown' : titled;
    if (!kind || (starts.length > 0 && !line.gapBefore && isTold(line.text, kind, starts.at(-1)))) continue;
    let top = i;
    while (top > 0 && i - top < 4 && !lines[top]?.gapBefore && isLetterhead(lines[top - 1]?.text ?? ''))
      top--;
    if (top > 0 && lines[top]?.gapBefore && i - top < 3) {
      const above = lines[top - 1];
      if (above && isLetterhead(above.text) && above.gapBefore && above.text.length < 70) top--;
    }
    const last = starts.at(-1);
    // Title, patient line and exam line of one heading stand close together.
    if (last && top - last.line <= 3 && !(lines[top]?.gapBefore && hasOwnHead(lines, top))) {
      if (last.kind === 'unknown' || (last.kind === 'visit' && kind !== 'visit' && i - last.line <= 2))
        starts[starts.length - 1] = { ...last, kind };
      continue;
    }
    const below = entry || isOfLaterDay(lines, top, i);
    starts.push({ line: top, title: line.text.trim(), kind, below });
  }
  return starts;
}

/** "Initial evaluation: 02/16/2026" among the labels of a note, "PT eval 2/12/26. D/C 4/9/26." within a visit's: told there, and no title. */
function isTold(text: string, kind: NoteKind, note: NoteStart | undefined): boolean {
  return (
    kind === 'therapy' &&
    (/^\s*[A-Za-z][A-Za-z -]{3,30}:\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\s*$/.test(text) ||
      (note?.kind === 'visit' && /[\w)][.;] \S/.test(text)))
  );
}

/** A rule drawn across the sheet parts notes as an empty line does. */
const ruled = /^\s*[-_=*~\u2013\u2014]{8,}\s*$/;

/** Parts of a paper that name things without telling of them: covers, letterheads, labels of forms. */
import type { NoteReading, PageReading } from './page-reading.ts';

/** Longest text of a page that only says what is sent with it. */
const coverLength = 1100;

/** A fax cover or a release of records names papers, not events. */
export function isCover(text: string, note: NoteReading): boolean {
  const piece = note.note.pieces[0];
  const words = piece === undefined ? text : text.slice(piece.start, piece.end);
  return (
    words.length < coverLength &&
    /\b(?:fax(?:ed)?|facsimile|release of (?:records|information)|cover (?:sheet|page|letter)|transmittal)\b/i.test(
      words,
    ) &&
    /\b(?:pages?|pp|cover|contents|enclos\w+|attached|to:|attn|re:|sent)\b/i.test(words) &&
    !/\b(?:exam(?:ination)?|assessment|impression|findings|plan|HPI|subjective|objective|ROS)\s*[:\n]/i.test(
      words,
    )
  );
}

/** A bare label of a form ("pacemaker"), a legend of abbreviations, or a row of a yes/no sheet says nothing by itself. */
export function isFormLabel(page: PageReading, note: NoteReading, start: number, end: number): boolean {
  const block = page.map.blocks.find((candidate) => start >= candidate.start && start < candidate.end);
  const words = page.page.text.slice(block?.start ?? start, block?.end ?? end);
  if (/^\s*(?:abbrev|legend|key)\w*\b/i.test(words)) return true;
  if (note.note.kind === 'account') return true;
  if (note.note.kind === 'order') {
    const from = page.page.text.lastIndexOf('\n', start) + 1;
    const to = page.page.text.indexOf('\n', end);
    const line = page.page.text.slice(from, to < 0 ? undefined : to);
    return line.split(/[\s/]+/).filter(Boolean).length <= 3 && !/[:?\t]/.test(line);
  }
  if (note.note.kind !== 'questionnaire') return false;
  // A sheet of questions says something only where an answer stands by the words.
  const text = page.page.text;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const before = text.slice(lineStart, start);
  const after = text.slice(end, end + 90);
  if (
    /\[|☐|☒|☑/.test(text.slice(lineStart, text.indexOf('\n', end) < 0 ? undefined : text.indexOf('\n', end)))
  ) {
    return !/(?:\[ ?[xX✓] ?\]|☒|☑|✓)[^[\]|☐☒☑]{0,30}$/.test(before);
  }
  if (
    /^[^\n?]{0,50}\?\s*(?:yes|no|\w)/i.test(after) ||
    /^[^\n:]{0,30}:\s*\w/.test(after) ||
    /^[^\n\t]{0,40}\t\s*(?:yes|no|none|[a-z]{3,})/i.test(after)
  )
    return /\byes\s*\t?\s*no\b/i.test(after.slice(0, 60));
  return !/[?:]/.test(before);
}

/** The name of a clinic ("Riverbend Physical Therapy") is no treatment. */
export function isLetterhead(page: PageReading, note: NoteReading, start: number): boolean {
  const block = page.map.blocks.find((candidate) => start >= candidate.start && start < candidate.end);
  if (!block) return false;
  const piece = note.note.pieces.find((candidate) => candidate.pageIndex === page.page.pageIndex);
  const words = page.page.text.slice(block.start, block.end);
  const clinic =
    /\b(?:LLC|Inc|PC|clinic|hospital|center|centre|associates|partners|group|medicine|orthop\w+|imaging|radiology|specialists|practice)\b|\b\d{3}[-.) ]+\d{3}[-. ]\d{4}\b/i.test(
      words,
    );
  const atTop = piece !== undefined && block.start - piece.start < 200;
  if (block.kind === 'heading') return true;
  // "Imaging: plain films 7/2 WNL", "Specialists seen: …": a label with its answer is no letterhead.
  if (/^\W*[A-Za-z][A-Za-z ]{2,24}[:\u2014]\s*\S/.test(words)) return false;
  return atTop && clinic && !/\./.test(words.replace(/\b(?:Dr|St|Inc)\./g, '')) && words.length < 160;
}

/** Puts the sheets of one letter together: a letter may be one file, or one photo for each page. */
import type { AnalysisInput } from '../../domain/finding.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { DenialRules } from '../../domain/rules.ts';
import { continuationNumber, marksOf } from '../classify/marks.ts';
import { readLetterDate } from './fields/dates.ts';
import { readFields } from './fields/fields.ts';
import { joinPages } from './letter-text.ts';

export interface LetterPages {
  /** The document with the first sheet. */
  readonly documentId: string;
  readonly documentIds: readonly string[];
  readonly pages: readonly PageText[];
}

type Document = AnalysisInput['documents'][number];

/**
 * The letters among the denial documents, in order of file name. A document that goes on from another one (it says
 * "continued" or "page 2" at its start and shares a number with it) belongs to that letter.
 */
export function groupLetters(documents: readonly Document[], rules: DenialRules): readonly LetterPages[] {
  const sorted = documents.toSorted((a, b) =>
    a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : a.documentId < b.documentId ? -1 : 1,
  );
  const opens = (document: Document): boolean =>
    continuationNumber(document.pages[0]?.text ?? '') === null && !isLaterSheet(document, sorted);
  const firsts = sorted.filter(opens);
  const rest = sorted.filter((document) => !firsts.includes(document));
  const heads = firsts.length > 0 ? firsts : sorted.slice(0, 1);
  const groups = heads.map((head) => ({ head, marks: marksOf(textOf(head)), parts: [] as Document[] }));
  for (const sheet of rest) {
    if (heads.includes(sheet)) continue;
    const marks = [...marksOf(textOf(sheet))];
    const home =
      groups.find((group) => marks.some((mark) => group.marks.has(mark))) ??
      (groups.length === 1 ? groups[0] : undefined);
    if (home === undefined) groups.push({ head: sheet, marks: new Set(marks), parts: [] });
    else home.parts.push(sheet);
  }
  return joined(groups, rules).map(({ head, parts }) => {
    const ordered = parts.toSorted(
      (a, b) =>
        (continuationNumber(a.pages[0]?.text ?? '') ?? 0) -
          (continuationNumber(b.pages[0]?.text ?? '') ?? 0) || (a.fileName < b.fileName ? -1 : 1),
    );
    return {
      documentId: head.documentId,
      documentIds: [head, ...ordered].map((document) => document.documentId),
      pages: [head, ...ordered].flatMap((document) => document.pages),
    };
  });
}

function textOf(document: Document): string {
  return document.pages.map((page) => page.text).join('\n');
}

/** What only the first sheet of a letter has: a greeting, or a day that stands alone or behind "Date". */
const opening =
  /^\s*(?:dear\b|to whom it may concern)|^\s*(?:(?:(?:notice|letter|mailing|decision)\s+)?date(?:d| of (?:this )?(?:notice|letter|decision))?|dated|mailed)\s*[:.]?\s*(?:\p{L}+ \d{1,2},? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})|^\s*(?:\p{L}+ \d{1,2},? \d{4}|\d{1,2} \p{L}+ \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})\s*$/imu;

/** A notice's title in the head of the first sheet, where its day stands on the same line. */
const headed = /^\s*(?:notice|re|subject)\b[^\n]{0,80}\p{Lu}\p{L}+ \d{1,2},? \d{4}\s*$|^\s*notice of\b/imu;
const headLetters = 700;

/**
 * A sheet without greeting and date that bears a number of another sheet which has them: photographed page by page, a
 * letter's later sheets often say no more than its reference and "– 2 –", or nothing.
 */
function isLaterSheet(document: Document, all: readonly Document[]): boolean {
  const text = textOf(document);
  if (document.pages.length > 2 || opening.test(text)) return false;
  // Pictures of one letter, taken one after the other: the first bears the heading.
  const isFirst = (other: Document): boolean =>
    opening.test(textOf(other)) || headed.test(textOf(other).slice(0, headLetters));
  const marks = [...marksOf(text)];
  return all.some((other) => {
    if (other === document || !isFirst(other)) return false;
    const theirs = marksOf(textOf(other));
    return marks.some((mark) => theirs.has(mark)) || follows(other.fileName, document.fileName);
  });
}

/** IMG_5521.jpg and IMG_5522.jpg, letter-1.png and letter-2.png: the next picture in a row. */
function follows(before: string, after: string): boolean {
  const parts = (name: string) => /^(.*?)(\d+)(\D*)$/.exec(name)?.slice(1) ?? [];
  const [head, number, tail] = parts(before);
  const [nextHead, nextNumber, nextTail] = parts(after);
  return (
    number !== undefined &&
    head === nextHead &&
    tail === nextTail &&
    Number(nextNumber) === Number(number) + 1
  );
}

interface Group {
  readonly head: Document;
  readonly marks: ReadonlySet<string>;
  readonly parts: readonly Document[];
}

/** A statement of benefits and the letter that explains it are one decision: the same number, the same day. */
function joined(groups: readonly Group[], rules: DenialRules): readonly Group[] {
  const out: Group[] = [];
  for (const group of groups) {
    const day = dayOf(group.head, rules);
    const home = out.findIndex(
      (other) =>
        day !== null &&
        dayOf(other.head, rules) === day &&
        [...group.marks].some((mark) => other.marks.has(mark)),
    );
    const known = out[home];
    if (known === undefined) out.push(group);
    else {
      // The letter speaks to the person and comes first; the statement goes with it.
      const [first, second] = isStatement(known.head) ? [group, known] : [known, group];
      out[home] = {
        head: first.head,
        marks: new Set([...first.marks, ...second.marks]),
        parts: [...first.parts, second.head, ...second.parts],
      };
    }
  }
  return out;
}

function dayOf(document: Document, rules: DenialRules): string | null {
  const letter = joinPages(document.pages);
  return readLetterDate(letter, readFields(letter.text, rules.fields))?.value ?? null;
}

function isStatement(document: Document): boolean {
  return /\bexplanation of (?:benefits|payment)\b|\bremittance\b/i.test(
    document.pages[0]?.text.slice(0, 600) ?? '',
  );
}

/** Puts the sheets of one letter together: a letter may be one file, or one photo for each page. */
import type { AnalysisInput } from '../../domain/finding.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { DenialRules } from '../../domain/rules.ts';
import { continuationNumber, marksOf } from '../classify/marks.ts';
import { readLetterDate } from './dates.ts';
import { readFields } from './fields.ts';
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
  const textOf = (document: Document) => document.pages.map((page) => page.text).join('\n');
  const firsts = sorted.filter((document) => continuationNumber(document.pages[0]?.text ?? '') === null);
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

/**
 * Labelled cases kept as page texts: what our own reader made of each file, so that the engine can be measured and
 * tested in a second, without OCR. A case is a folder:
 *
 *   expected.json            labels: kinds, denial fields, findings required, optional and forbidden
 *   pages/<file>.txt         the file's pages as read, parted by form feeds
 *   pages/<file>.left.json   left edge of each printed line, page by page, in thousandths of the page's width
 *                            (the policy reader tells nested criteria by it); absent for flowing documents
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysisInput, CitationRole } from '../../shared/domain/finding.ts';
import type { PlanType } from '../../shared/domain/kinds.ts';
import type { DocumentText, PageText, Word } from '../../shared/domain/page-text.ts';

export interface LabelledFinding {
  readonly type: string;
  readonly concept: string;
  readonly why?: string;
  /** Places that must be cited; several of one role are alternatives. */
  readonly at?: readonly {
    readonly role: CitationRole;
    readonly file: string;
    readonly pages?: readonly number[];
  }[];
  /** The words that decide it, in the letter, the policy and the record; some cases have them. */
  readonly links?: Readonly<Partial<Record<'letter' | 'policy' | 'record', string>>>;
}

export interface Expected {
  readonly today: string;
  readonly plan?: PlanType;
  readonly documents: Readonly<Record<string, string>>;
  /** The fields of the contract's `denial` that are scored. */
  readonly denial: Readonly<Record<string, unknown>>;
  readonly required: readonly LabelledFinding[];
  readonly optional?: readonly LabelledFinding[];
  readonly forbidden?: readonly LabelledFinding[];
}

export interface LabelledCase {
  readonly name: string;
  readonly expected: Expected;
  readonly input: AnalysisInput;
}

/** Names of the case folders in `root`, sorted. */
export function caseNames(root: string): readonly string[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'expected.json')) && existsSync(join(root, name, 'pages')))
    .toSorted();
}

export function readCase(root: string, name: string): LabelledCase {
  const folder = join(root, name);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  const pages = join(folder, 'pages');
  const files = readdirSync(pages)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => file.slice(0, -'.txt'.length))
    .toSorted();
  return {
    name,
    expected,
    input: {
      today: expected.today,
      planType: expected.plan ?? 'unknown',
      documents: files.map((fileName, index) => readDocument(pages, fileName, `d${index}`)),
    },
  };
}

/** Writes a case as it was read; `expected` is kept byte for byte. */
export function writeCase(
  root: string,
  name: string,
  expected: string,
  documents: readonly DocumentText[],
): void {
  const pages = join(root, name, 'pages');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(root, name, 'expected.json'), expected);
  for (const document of documents) {
    writeFileSync(join(pages, `${document.fileName}.txt`), document.pages.map(({ text }) => text).join('\f'));
    if (document.pages.some(({ words }) => words.length > 0))
      writeFileSync(
        join(pages, `${document.fileName}.left.json`),
        `${JSON.stringify(document.pages.map(leftEdges))}\n`,
      );
  }
}

function readDocument(folder: string, fileName: string, documentId: string): DocumentText {
  const edgesFile = join(folder, `${fileName}.left.json`);
  const edges = existsSync(edgesFile)
    ? (JSON.parse(readFileSync(edgesFile, 'utf8')) as readonly (readonly (number | null)[])[])
    : null;
  const texts = readFileSync(join(folder, `${fileName}.txt`), 'utf8').split('\f');
  return {
    documentId,
    fileName,
    pages: texts.map((text, pageIndex): PageText => ({
      documentId,
      pageIndex,
      text,
      words: edges === null ? [] : lineWords(text, edges[pageIndex] ?? []),
      width: edges === null ? 0 : 612,
      height: edges === null ? 0 : 792,
      source: edges === null ? 'plain' : 'text-layer',
      confidence: 1,
    })),
  };
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function printedLines(text: string): readonly Line[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter((match) => match[0].trim() !== '')
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function leftEdges(page: PageText): readonly (number | null)[] {
  return printedLines(page.text).map(({ start, end }) => {
    const inside = page.words.filter((word) => word.start >= start && word.start < end);
    return inside.length === 0 ? null : Math.round(Math.min(...inside.map(({ box }) => box[0])) * 1000);
  });
}

/** One word for each line: enough to know where the line begins. */
function lineWords(text: string, edges: readonly (number | null)[]): readonly Word[] {
  return printedLines(text).flatMap((line, index) => {
    const left = edges[index];
    if (left === null || left === undefined) return [];
    return [{ ...line, box: [left / 1000, 0, 1, 0] as const, confidence: 1 }];
  });
}

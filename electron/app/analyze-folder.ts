/** The main job without a vault: a folder's files are read and analysed in memory; nothing is written. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/api/errors.ts';
import type { Analysis } from '../../shared/domain/finding.ts';
import type { IsoDate, PlanType } from '../../shared/domain/kinds.ts';
import type { DocumentText } from '../../shared/domain/page-text.ts';
import type { EngineRules } from '../../shared/engine/engine-rules.ts';
import type { UnreadFile } from '../../shared/engine/contract-output.ts';
import { analyze } from '../../shared/engine/index.ts';
import type { Reader } from '../ingest/reader-client.ts';

export interface FolderAnalysis {
  readonly analysis: Analysis;
  readonly documents: readonly DocumentText[];
  readonly problems: readonly UnreadFile[];
}

export interface FolderOptions {
  readonly today: IsoDate;
  readonly planType: PlanType;
  readonly rules: EngineRules;
  readonly reader: Reader;
  /** One line for each file and page, without words of the documents. */
  readonly onProgress?: (line: string) => void;
}

/** Files the system leaves in folders; nobody means them. */
const ignored = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** Document ids are "d0", "d1" … in order of name, so that the same folder gives the same output. */
export async function analyzeFolder(folder: string, options: FolderOptions): Promise<FolderAnalysis> {
  const names = await listFiles(folder);
  const problems: UnreadFile[] = [];
  const documents: DocumentText[] = [];
  for (const [index, name] of names.entries()) {
    const documentId = `d${index}`;
    options.onProgress?.(`Reading ${index + 1} of ${names.length}: ${name}`);
    let bytes: Uint8Array;
    try {
      bytes = await readFile(join(folder, name));
    } catch {
      problems.push({
        file: name,
        code: 'unreadable',
        message: 'This file could not be opened. Check that you may read it.',
      });
      continue;
    }
    let done = 0;
    let total = 1;
    const result = await options.reader.read(bytes, {
      documentId,
      onOpen: ({ pageCount }) => {
        total = pageCount;
      },
      onPage: () => {
        done++;
        if (total > 1) options.onProgress?.(`  page ${done} of ${total}`);
      },
    });
    if (!result.ok) {
      problems.push({ file: name, code: result.problem.code, message: result.problem.message });
      continue;
    }
    if (result.problem)
      problems.push({ file: name, code: result.problem.code, message: result.problem.message });
    documents.push({
      documentId,
      fileName: name,
      pages: withMissingPages(documentId, result.pages, result.pageCount),
    });
  }
  options.onProgress?.('Comparing');
  const analysis = analyze({ documents, today: options.today, planType: options.planType }, options.rules);
  return { analysis, documents, problems };
}

/** A page that could not be read stays in its place, empty: page numbers must be the file's own. */
function withMissingPages(
  documentId: string,
  pages: DocumentText['pages'],
  pageCount: number,
): DocumentText['pages'] {
  const read = new Map(pages.map((page) => [page.pageIndex, page]));
  return Array.from(
    { length: pageCount },
    (_unused, pageIndex) =>
      read.get(pageIndex) ?? {
        documentId,
        pageIndex,
        text: '',
        words: [],
        width: 0,
        height: 0,
        source: 'plain' as const,
        confidence: 0,
      },
  );
}

async function listFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    throw new AppError('BAD_INPUT', 'The folder cannot be read. Give the path of a folder with the papers.');
  }
  const files: string[] = [];
  for (const name of names.toSorted()) {
    if (ignored.test(name)) continue;
    const info = await stat(join(folder, name)).catch(() => null);
    if (info?.isFile()) files.push(name);
  }
  if (files.length === 0) throw new AppError('BAD_INPUT', 'The folder holds no files.');
  return files;
}

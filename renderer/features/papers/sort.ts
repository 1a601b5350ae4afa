/** Says of what kind a paper or a part of a packet is: shown at once, told to the host, taken back with Undo. */
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import type { DocumentKind } from '../../../shared/domain/kinds.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, setAnswer } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { say, sayError } from '../../ui/toasts.tsx';
import { isMixed } from './groups.ts';
import { type Part, setKind } from './parts.ts';

/** What is being sorted: a whole paper, or one part of it. */
export interface Sortable {
  caseId: string;
  document: DocumentSummary;
  part: number | null;
}

function show(caseId: string, documentId: string, change: Partial<DocumentSummary>): void {
  setAnswer<DocumentSummary[]>(keys.documents(caseId), (old) =>
    old?.map((each) => (each.id === documentId ? { ...each, ...change } : each)),
  );
}

export async function sortInto({ caseId, document, part }: Sortable, kind: DocumentKind): Promise<void> {
  const before = part === null ? document.kind : document.parts[part]?.kind;
  if (before === kind) return;
  if (part === null) await sortPaper(caseId, document, kind);
  else await sortParts(caseId, document, setKind(plainParts(document), part, kind));
  say(t.papers.sorted(document.fileName, t.kinds[kind]), () => {
    // A packet gets its parts back, a paper its kind.
    if (isMixed(document)) void sortParts(caseId, document, plainParts(document));
    else if (document.kind) void sortPaper(caseId, document, document.kind);
  });
}

const plainParts = (document: DocumentSummary): Part[] =>
  document.parts.map(({ firstPage, lastPage, kind }) => ({ firstPage, lastPage, kind }));

async function sortPaper(caseId: string, document: DocumentSummary, kind: DocumentKind): Promise<void> {
  show(caseId, document.id, { kind, parts: document.parts.map((each) => ({ ...each, kind })) });
  await told(caseId, client.documents.setKind({ caseId, documentId: document.id, kind }));
}

async function sortParts(caseId: string, document: DocumentSummary, parts: Part[]): Promise<void> {
  show(caseId, document.id, {
    parts: document.parts.map((each, index) => ({ ...each, kind: parts[index]?.kind ?? each.kind })),
  });
  await told(caseId, client.documents.setParts({ caseId, documentId: document.id, parts }));
}

async function told(caseId: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    sayError(error);
  }
  invalidate(keys.documents(caseId));
}

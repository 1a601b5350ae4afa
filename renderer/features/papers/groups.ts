/** The papers of a case as rows under headings: what is being read, then one group for each kind. Pure. */
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import type { DocumentKind } from '../../../shared/domain/kinds.ts';

type Part = DocumentSummary['parts'][number];

export type PaperRow =
  | { type: 'group'; group: GroupName; count: number }
  | { type: 'document'; document: DocumentSummary }
  /** A part of a packet whose parts are of several kinds stands in the group of its own kind. */
  | { type: 'part'; document: DocumentSummary; part: Part; index: number };

/** 'reading' has no kind yet; 'problem' could not be read. */
export type GroupName = DocumentKind | 'reading' | 'problem';

/** In the order in which an appeal uses them. */
export const kindOrder: readonly DocumentKind[] = [
  'denial-letter',
  'clinical-policy',
  'medical-record',
  'plan-document',
  'claim-file',
  'correspondence',
  'literature',
  'other',
];

/** Without these there is nothing to compare: their groups show even when they are empty. */
export const wantedKinds: readonly DocumentKind[] = ['denial-letter', 'clinical-policy', 'medical-record'];

export function isMixed(document: DocumentSummary): boolean {
  return new Set(document.parts.map(({ kind }) => kind)).size > 1;
}

/** Papers keep their order within a group. Empty wanted groups appear once everything is read. */
export function paperRows(documents: readonly DocumentSummary[]): PaperRow[] {
  const groups = new Map<GroupName, PaperRow[]>();
  const put = (group: GroupName, row: PaperRow) => {
    const rows = groups.get(group);
    if (rows) rows.push(row);
    else groups.set(group, [row]);
  };
  for (const document of documents) {
    if (document.state === 'failed' || document.state === 'password-needed')
      put(document.kind ?? 'problem', { type: 'document', document });
    else if (document.state !== 'read' || document.kind === null)
      put('reading', { type: 'document', document });
    else if (isMixed(document))
      for (const [index, part] of document.parts.entries())
        put(part.kind, { type: 'part', document, part, index });
    else put(document.parts[0]?.kind ?? document.kind, { type: 'document', document });
  }
  const settled = documents.length > 0 && !groups.has('reading');
  const names: GroupName[] = ['problem', 'reading', ...kindOrder];
  return names.flatMap((group): PaperRow[] => {
    const rows = groups.get(group) ?? [];
    const isWanted = settled && wantedKinds.some((kind) => kind === group);
    return rows.length === 0 && !isWanted ? [] : [{ type: 'group', group, count: rows.length }, ...rows];
  });
}

/** The kinds that have no group on screen, for dropping on. */
export function otherKinds(rows: readonly PaperRow[]): DocumentKind[] {
  const shown = new Set(rows.flatMap((row) => (row.type === 'group' ? [row.group] : [])));
  return kindOrder.filter((kind) => !shown.has(kind));
}

/** The list of papers, drawn only where it is looked at: ten thousand rows scroll as easily as ten. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCw, X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { drop, sendAgain, type Sending, useSending } from '../../state/importing.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { DocumentRow } from './DocumentRow.tsx';
import { DropPalette, GroupHead } from './GroupHead.tsx';
import { otherKinds, type PaperRow, paperRows } from './groups.ts';
import { PartRow } from './PartRow.tsx';

interface DocumentListProps {
  caseId: string;
  documents: readonly DocumentSummary[];
  shownId: string | null;
  onShow: (documentId: string, pageIndex?: number) => void;
}

type Row = { type: 'sending'; sending: Sending } | PaperRow;

export function DocumentList({ caseId, documents, shownId, onShow }: DocumentListProps) {
  const sending = useSending((state) => state.sending);
  const papers = useMemo(() => paperRows(documents), [documents]);
  const rows: Row[] = [
    ...sending
      .filter((each) => each.caseId === caseId)
      .map((each): Row => ({ type: 'sending', sending: each })),
    ...papers,
  ];
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.type === 'group' ? 48 : 76),
    overscan: 8,
    getItemKey: (index) => keyOf(rows[index], index),
  });
  if (rows.length === 0) return <p className="papers-hint soft">{t.papers.dropHint}</p>;
  return (
    // The scroller takes the focus so that arrow keys scroll it.
    <div ref={scroller} className="papers-scroll" tabIndex={-1}>
      <ul className="papers-rows" style={{ height: virtual.getTotalSize() }} aria-label={t.papers.listLabel}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="paper-place"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <AnyRow row={row} caseId={caseId} shownId={shownId} onShow={onShow} />
            </li>
          );
        })}
      </ul>
      <DropPalette kinds={otherKinds(papers)} />
    </div>
  );
}

function keyOf(row: Row | undefined, index: number): string {
  switch (row?.type) {
    case 'sending':
      return `sending-${row.sending.id}`;
    case 'group':
      return row.group;
    case 'document':
      return row.document.id;
    case 'part':
      return `${row.document.id}-${row.index}`;
    default:
      return String(index);
  }
}

function AnyRow({
  row,
  caseId,
  shownId,
  onShow,
}: Pick<DocumentListProps, 'caseId' | 'shownId' | 'onShow'> & { row: Row }) {
  switch (row.type) {
    case 'sending':
      return <SendingRow sending={row.sending} />;
    case 'group':
      return <GroupHead group={row.group} count={row.count} />;
    case 'document':
      return (
        <DocumentRow
          caseId={caseId}
          document={row.document}
          isShown={row.document.id === shownId}
          onShow={onShow}
        />
      );
    case 'part':
      return (
        <PartRow
          caseId={caseId}
          document={row.document}
          part={row.part}
          index={row.index}
          isShown={row.document.id === shownId}
          onShow={onShow}
        />
      );
  }
}

function SendingRow({ sending }: { sending: Sending }) {
  return (
    <div className="paper">
      <div className="grow">
        <p className="paper-name">{sending.file.name}</p>
        {sending.problem === null ? (
          <p className="small soft">{sending.state === 'sending' ? t.papers.sending : t.papers.waiting}</p>
        ) : (
          <p className="small paper-problem">{sending.problem}</p>
        )}
      </div>
      {sending.state === 'failed' ? (
        <IconButton label={t.papers.retry(sending.file.name)} onPress={() => sendAgain(sending.id)}>
          <RotateCw size={18} />
        </IconButton>
      ) : null}
      {sending.state === 'sending' ? null : (
        <IconButton label={t.papers.giveUp(sending.file.name)} onPress={() => drop(sending.id)}>
          <X size={18} />
        </IconButton>
      )}
    </div>
  );
}

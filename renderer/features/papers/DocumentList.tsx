/** The list of papers, drawn only where it is looked at: ten thousand rows scroll as easily as ten. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCw, X } from 'lucide-react';
import { useRef } from 'react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { drop, sendAgain, type Sending, useSending } from '../../state/importing.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { DocumentRow } from './DocumentRow.tsx';

interface DocumentListProps {
  caseId: string;
  documents: readonly DocumentSummary[];
  shownId: string | null;
  onShow: (documentId: string) => void;
}

type Row = { kind: 'sending'; sending: Sending } | { kind: 'document'; document: DocumentSummary };

export function DocumentList({ caseId, documents, shownId, onShow }: DocumentListProps) {
  const sending = useSending((state) => state.sending);
  const rows: Row[] = [
    ...sending
      .filter((each) => each.caseId === caseId)
      .map((each): Row => ({ kind: 'sending', sending: each })),
    ...documents.map((document): Row => ({ kind: 'document', document })),
  ];
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 92,
    overscan: 8,
    getItemKey: (index) => {
      const row = rows[index];
      return row?.kind === 'document' ? row.document.id : `sending-${row?.sending.id ?? index}`;
    },
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
              {row.kind === 'document' ? (
                <DocumentRow
                  caseId={caseId}
                  document={row.document}
                  isShown={row.document.id === shownId}
                  onShow={onShow}
                />
              ) : (
                <SendingRow sending={row.sending} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
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
        <IconButton label={t.papers.retry} onPress={() => sendAgain(sending.id)}>
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

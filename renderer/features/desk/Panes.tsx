/** Three panes side by side, each on its own quote of the finding, and the marks that join them. */
import { useCallback, useMemo, useRef } from 'react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import type { Citation, CitationRole } from '../../../shared/domain/finding.ts';
import type { DocumentKind } from '../../../shared/domain/kinds.ts';
import { t } from '../../text/index.ts';
import { Connectors, type ConnectorsHandle } from './Connectors.tsx';
import { paneContents } from './groups.ts';
import { Pane } from './Pane.tsx';
import { useDesk } from './store.ts';

interface PanesProps {
  citations: readonly Citation[];
  hue: number;
  findingId: string;
  documents: readonly DocumentSummary[];
  denialId: string | null;
  isPicking: boolean;
}

/** What a pane shows before any finding points elsewhere. */
const homeKinds: Record<CitationRole, readonly DocumentKind[]> = {
  denial: ['denial-letter'],
  policy: ['clinical-policy', 'plan-document'],
  record: ['medical-record', 'claim-file', 'correspondence', 'literature'],
};

export function Panes({ citations, hue, findingId, documents, denialId, isPicking }: PanesProps) {
  const shown = useDesk((state) => state.pane);
  const connectors = useRef<ConnectorsHandle>(null);
  const onMove = useCallback(() => connectors.current?.redraw(), []);
  const contents = useMemo(() => paneContents(citations, isPicking), [citations, isPicking]);
  /** The record against itself. */
  const isPair = contents.length === 2;
  // A pane that quotes nothing makes room for those that do: their pages are read, not only looked at.
  const quoting = contents.filter((each) => each.citations.length > 0).length;
  const isNarrow = (theirs: readonly Citation[]) => !isPicking && quoting > 0 && theirs.length === 0;
  const columns = contents
    .map((each) => (isNarrow(each.citations) ? 'minmax(12rem, 0.5fr)' : 'minmax(0, 1fr)'))
    .join(' ');
  return (
    <div className="panes" data-pane={isPair ? 'record' : shown} data-pair={isPair}>
      <div className="pane-tabs" role="group" aria-label={t.desk.panesLabel}>
        {contents.map(({ key, role, citations: theirs }) => (
          <button
            key={key}
            type="button"
            aria-pressed={role === shown}
            onClick={() => useDesk.setState({ pane: role })}
          >
            {t.desk.panes[role]}
            <span className="count">{theirs.length}</span>
          </button>
        ))}
      </div>
      <div className="pane-row" style={{ gridTemplateColumns: columns }}>
        {contents.map(({ key, role, citations: theirs }, index) => {
          const home =
            role === 'denial' && denialId !== null
              ? documents.find((each) => each.id === denialId)
              : homeKinds[role]
                  .map((kind) => documents.find((each) => each.kind === kind && (each.pageCount ?? 0) > 0))
                  .find((each) => each !== undefined);
          return (
            <Pane
              key={key}
              role={role}
              name={!isPair ? t.desk.panes[role] : index === 0 ? t.desk.firstPlace : t.desk.otherPlace}
              citations={theirs}
              hue={hue}
              findingId={findingId}
              documents={documents}
              homeId={home?.id ?? null}
              isPicking={isPicking}
              isNarrow={isNarrow(theirs)}
              onMove={onMove}
            />
          );
        })}
        <Connectors ref={connectors} hue={hue} findingId={findingId} />
      </div>
    </div>
  );
}

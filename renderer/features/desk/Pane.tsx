/** One pane: the quoted words large and plain on top, the page they stand on below. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { memo, useEffect, useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import type { Citation, CitationRole } from '../../../shared/domain/finding.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Choice } from '../../ui/fields.tsx';
import { DocumentViewer } from '../../viewer/DocumentViewer.tsx';
import type { Highlight } from '../../viewer/highlight.ts';
import { pick, showQuote, useDesk } from './store.ts';

interface PaneProps {
  role: CitationRole;
  name: string;
  citations: readonly Citation[];
  hue: number;
  findingId: string;
  documents: readonly DocumentSummary[];
  homeId: string | null;
  isPicking: boolean;
  /** Beside panes that quote something, this one quotes nothing. */
  isNarrow: boolean;
  onMove: () => void;
}

export function Pane({
  role,
  name,
  citations,
  hue,
  findingId,
  documents,
  homeId,
  isPicking,
  isNarrow,
  onMove,
}: PaneProps) {
  const at = Math.min(
    useDesk((state) => state.quoteAt[role]),
    Math.max(0, citations.length - 1),
  );
  const citation = citations[at] ?? null;
  /** A document the person chose to look at; the next finding or quote takes the pane back. */
  const [other, setOther] = useState<string | null>(null);
  useEffect(() => setOther(null), [findingId, at]);
  const [last, setLast] = useState(homeId);
  useEffect(() => {
    if (citation) setLast(citation.span.documentId);
  }, [citation]);
  const documentId = other ?? citation?.span.documentId ?? last ?? homeId;
  const document = documents.find((each) => each.id === documentId) ?? null;
  const highlights = useMemo<readonly Highlight[]>(
    () =>
      citations.map((each, index) => ({
        id: index === at ? 'current' : `other-${index}`,
        hue,
        spans: [each.span],
        faint: index !== at,
      })),
    [citations, at, hue],
  );
  // A new object per finding and quote: the viewer goes there once and then leaves the person alone.
  const goTo = useMemo(
    () => (citation && citation.span.documentId === documentId ? { ...citation.span, key: findingId } : null),
    [citation, documentId, findingId],
  );
  const onPick = useMemo(
    () => (isPicking ? (span: Citation['span']) => pick({ role, span }) : null),
    [isPicking, role],
  );
  return (
    <section className="pane" data-role={role} data-narrow={isNarrow} aria-label={name}>
      <PaneHead name={name} documents={documents} documentId={documentId} onChoose={setOther} />
      <div className="pane-quote" data-hue={hue} data-empty={citation === null}>
        {citation ? (
          <>
            <blockquote>{citation.span.quote.replaceAll(/\s+/g, ' ')}</blockquote>
            <p className="small soft pane-source">
              <span>{t.desk.sourcePage(citation.span.pageIndex + 1)}</span>
              {citations.length > 1 ? (
                <span className="pane-more">
                  <IconButton
                    small
                    label={t.desk.previousQuote}
                    isDisabled={at === 0}
                    onPress={() => showQuote(role, at - 1)}
                  >
                    <ChevronLeft size={17} />
                  </IconButton>
                  {t.desk.quoteCount(at + 1, citations.length)}
                  <IconButton
                    small
                    label={t.desk.nextQuote}
                    isDisabled={at === citations.length - 1}
                    onPress={() => showQuote(role, at + 1)}
                  >
                    <ChevronRight size={17} />
                  </IconButton>
                </span>
              ) : null}
            </p>
          </>
        ) : (
          <p className="soft small">{isPicking ? t.desk.nothingTaken : t.desk.nothingQuoted[role]}</p>
        )}
      </div>
      {document && documentId !== null ? (
        <DocumentViewer
          key={documentId}
          documentId={documentId}
          title={document.fileName}
          highlights={highlights}
          fitWords
          goTo={goTo}
          onPick={onPick}
          onMove={onMove}
        />
      ) : (
        <p className="pane-none soft">{t.desk.nonePane[role]}</p>
      )}
    </section>
  );
}

/** Drawn anew only for another paper: the list of papers to choose from need not be made at every click. */
const PaneHead = memo(function PaneHead({
  name,
  documents,
  documentId,
  onChoose,
}: {
  name: string;
  documents: readonly DocumentSummary[];
  documentId: string | null;
  onChoose: (documentId: string) => void;
}) {
  return (
    <div className="pane-head">
      <h2>{name}</h2>
      {documents.length > 1 && documents.length <= 300 ? (
        <Choice
          label={t.desk.paneDocument(name)}
          hideLabel
          small
          options={documents
            .filter((each) => (each.pageCount ?? 0) > 0)
            .map((each) => ({ value: each.id, label: each.fileName }))}
          value={documentId}
          placeholder={t.desk.choosePaper}
          onChange={onChoose}
        />
      ) : null}
    </div>
  );
});

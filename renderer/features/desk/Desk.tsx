/** The discrepancy desk: findings on the left, then the denial, the policy and the record with the quoted words lit. */
import { Plus } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo } from 'react';
import type { AnalysisView, DocumentSummary } from '../../../shared/api/contract.ts';
import type { Citation } from '../../../shared/domain/finding.ts';
import { client } from '../../client/client.ts';
import { loadPage } from '../../client/pages.ts';
import { keys, prefetch, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { parsePlace } from '../../viewer/place.ts';
import './desk.css';
import { decide } from './decide.ts';
import { AskDetail } from './AskDetail.tsx';
import { FindingDetail } from './FindingDetail.tsx';
import { FindingList } from './FindingList.tsx';
import { type DeskFinding, groupFindings } from './groups.ts';
import { OwnFinding } from './OwnFinding.tsx';
import { Panes } from './Panes.tsx';
import { resetDesk, select, startOwn, useDesk } from './store.ts';

export function Desk({ caseId, focus }: { caseId: string; focus: string | null }) {
  const analysis = useQuery(keys.analysis(caseId), () => client.findings.analysis({ caseId }));
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  useEffect(() => resetDesk, []);
  useEffect(() => {
    if (focus === null || parsePlace(focus) !== null) return;
    select(focus);
    useDesk.setState({
      tab: focus.startsWith('check-') ? 'check' : focus.startsWith('gap-') ? 'gaps' : 'findings',
    });
  }, [focus]);
  return (
    <Await answer={documents}>
      {(list) =>
        list.length === 0 ? (
          <Empty
            title={t.desk.noPapersTitle}
            action={
              <a className="button primary" href={hashOf({ screen: 'papers', caseId, focus: null })}>
                {t.desk.addPapers}
              </a>
            }
          >
            {t.desk.noPapersLead}
          </Empty>
        ) : (
          <Await answer={analysis}>
            {(found) => (
              <DeskBody caseId={caseId} analysis={found} isComparing={analysis.loading} documents={list} />
            )}
          </Await>
        )
      }
    </Await>
  );
}

/** Where a letter key is typing or choosing, not a shortcut. */
const typingPlaces = 'input, textarea, [contenteditable], [role="dialog"], [role="listbox"], [role="menu"]';

interface DeskBodyProps {
  caseId: string;
  analysis: AnalysisView;
  /** A newer answer is on its way; comparing a thick chart takes a while. */
  isComparing: boolean;
  documents: readonly DocumentSummary[];
}

/** Asks ahead for every page that a click may go to, so that no click waits. */
function usePrefetch(analysis: AnalysisView) {
  useEffect(() => {
    const citations = [...analysis.findings, ...analysis.gaps, ...analysis.pleaseCheck].flatMap(
      (each) => each.citations,
    );
    for (const { span } of citations) {
      void loadPage(span.documentId, span.pageIndex);
      prefetch(keys.layout(span.documentId), () => client.documents.layout({ documentId: span.documentId }));
    }
  }, [analysis]);
}

function DeskBody({ caseId, analysis, isComparing, documents }: DeskBodyProps) {
  const { selectedId, tab, picked } = useDesk();
  usePrefetch(analysis);
  const groups = useMemo(() => groupFindings(analysis.findings), [analysis.findings]);
  const ordered = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const gap = tab === 'gaps' ? analysis.gaps.find((_, index) => `gap-${index}` === selectedId) : undefined;
  const check =
    tab === 'check' ? analysis.pleaseCheck.find((_, index) => `check-${index}` === selectedId) : undefined;
  const current: DeskFinding | null =
    tab === 'findings'
      ? (ordered.find((item) => item.finding.id === selectedId) ?? ordered[0] ?? null)
      : null;
  const citations: readonly Citation[] =
    picked ?? gap?.citations ?? check?.citations ?? current?.finding.citations ?? [];
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target;
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || !current) return;
    if (target instanceof HTMLElement && target.closest(typingPlaces)) return;
    // With nothing focused the arrow keys still walk through the findings.
    if (target === document.body && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      document.getElementById(`finding-${current.finding.id}`)?.focus();
      event.preventDefault();
      return;
    }
    if (event.key === 'a')
      decide(caseId, current.finding, current.finding.decision === 'accepted' ? 'open' : 'accepted');
    else if (event.key === 'r')
      decide(caseId, current.finding, current.finding.decision === 'rejected' ? 'open' : 'rejected');
    else if (event.key === 'n') useDesk.setState({ noteOpen: true });
    else if (event.key === 'w') useDesk.setState((old) => ({ whyOpen: !old.whyOpen }));
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <div className="desk">
      <FindingList
        caseId={caseId}
        groups={groups}
        analysis={analysis}
        isComparing={isComparing}
        selectedId={current?.finding.id ?? selectedId}
        unread={
          documents.filter((each) => each.state === 'failed' || each.state === 'password-needed').length
        }
        paused={documents.filter((each) => each.state === 'paused').length}
        reading={documents.filter((each) => each.state === 'reading' || each.state === 'waiting').length}
      />
      <div className="desk-main">
        {picked ? (
          <OwnFinding caseId={caseId} picked={picked} />
        ) : current ? (
          <FindingDetail caseId={caseId} item={current} />
        ) : gap ? (
          <AskDetail kind={t.desk.tabs.gaps} text={gap.ask} />
        ) : check ? (
          <AskDetail kind={t.desk.tabs.check} text={check.question}>
            <Button small onPress={() => startOwn({ concept: check.concept, citations: check.citations })}>
              <Plus size={16} aria-hidden />
              {t.desk.checkOwn}
            </Button>
          </AskDetail>
        ) : null}
        <Panes
          citations={citations}
          hue={picked === null ? (current?.hue ?? 6) : 6}
          findingId={picked === null ? (current?.finding.id ?? selectedId ?? 'none') : 'own'}
          documents={documents}
          denialId={analysis.denial?.documentId ?? null}
          isPicking={picked !== null}
        />
      </div>
    </div>
  );
}

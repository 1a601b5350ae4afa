/** The left side of the desk: findings by strength, what is missing, and what to check. Arrow keys walk through it. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, MessageSquare, Plus, Scale } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { AnalysisView } from '../../../shared/api/contract.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import type { DeskFinding, Group } from './groups.ts';
import { type DeskTab, select, startOwn, useDesk } from './store.ts';

interface FindingListProps {
  caseId: string;
  groups: readonly Group[];
  analysis: AnalysisView;
  isComparing: boolean;
  selectedId: string | null;
  /** Papers still being read. */
  reading: number;
  /** Papers whose reading waits for the person. */
  paused: number;
  /** Papers that could not be read or wait for a password. */
  unread: number;
}

export function FindingList({
  caseId,
  groups,
  analysis,
  isComparing,
  selectedId,
  reading,
  paused,
  unread,
}: FindingListProps) {
  const tab = useDesk((state) => state.tab);
  const isSlow = useSlow(isComparing);
  const tabs: { id: DeskTab; label: string; count: number }[] = [
    { id: 'findings', label: t.desk.tabs.findings, count: analysis.findings.length },
    { id: 'gaps', label: t.desk.tabs.gaps, count: analysis.gaps.length },
    { id: 'check', label: t.desk.tabs.check, count: analysis.pleaseCheck.length },
  ];
  return (
    <Tabs
      className="findings"
      selectedKey={tab}
      onSelectionChange={(key) => {
        const next = tabs.find((each) => each.id === key);
        if (next)
          useDesk.setState({
            picked: null,
            tab: next.id,
            selectedId: next.id === 'findings' ? null : `${next.id === 'gaps' ? 'gap' : 'check'}-0`,
          });
      }}
    >
      <h1 className="hidden-visually">{t.desk.title}</h1>
      <TabList className="finding-tabs" aria-label={t.desk.title}>
        {tabs.map(({ id, label, count }) => (
          <Tab key={id} id={id} className="finding-tab">
            {label}
            <span className="count">{count}</span>
          </Tab>
        ))}
      </TabList>
      {reading > 0 || !analysis.complete || isSlow ? (
        <p className="finding-notice small" role="status">
          {reading > 0 ? t.desk.stillReading(reading) : isSlow ? t.desk.comparing : t.desk.stillWorking}
        </p>
      ) : null}
      {paused > 0 ? (
        <p className="finding-notice small">
          <a href={hashOf({ screen: 'papers', caseId, focus: null })}>{t.desk.paused(paused)}</a>
        </p>
      ) : null}
      {unread > 0 ? (
        <p className="finding-notice small">
          <a href={hashOf({ screen: 'papers', caseId, focus: null })}>{t.desk.unread(unread)}</a>
        </p>
      ) : null}
      <TabPanel id="findings" className="finding-panel">
        {groups.length === 0 ? (
          <p className="finding-none soft">
            {isComparing || reading > 0 ? t.desk.notYet : t.desk.noFindings}
          </p>
        ) : (
          <FindingRows groups={groups} selectedId={selectedId} />
        )}
        <div className="finding-foot">
          <Button
            id="add-own"
            weight="quiet"
            small
            onPress={() => startOwn({ concept: null, citations: [] })}
          >
            <Plus size={16} aria-hidden />
            {t.desk.addOwn}
          </Button>
          <a className="button primary small" href={hashOf({ screen: 'letter', caseId, focus: null })}>
            {t.desk.toLetter}
          </a>
        </div>
      </TabPanel>
      <TabPanel id="gaps" className="finding-panel">
        <PlainList
          empty={t.desk.noGaps}
          lead={t.desk.gapsLead}
          items={analysis.gaps.map((gap, index) => ({
            id: `gap-${index}`,
            title: t.concept(gap.concept),
            text: gap.ask,
            quote: gap.criterion,
          }))}
          selectedId={selectedId}
        />
        {analysis.gaps.length > 0 ? (
          <div className="finding-foot">
            <a className="button small" href={hashOf({ screen: 'letter', caseId, focus: 'doctor-letter' })}>
              {t.desk.doctorLetter}
            </a>
          </div>
        ) : null}
      </TabPanel>
      <TabPanel id="check" className="finding-panel">
        <PlainList
          empty={t.desk.noChecks}
          lead={t.desk.checkLead}
          items={analysis.pleaseCheck.map((check, index) => ({
            id: `check-${index}`,
            title: check.concept === null ? t.desk.tabs.check : t.concept(check.concept),
            text: check.question,
            quote: null,
          }))}
          selectedId={selectedId}
        />
      </TabPanel>
    </Tabs>
  );
}

/** True once something has gone on for half a second: shorter waits are not worth a word. */
function useSlow(isBusy: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isBusy) {
      setIsSlow(false);
      return;
    }
    const timer = setTimeout(() => setIsSlow(true), 500);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return isSlow;
}

type Line = { kind: 'group'; group: Group } | { kind: 'finding'; item: DeskFinding };

function FindingRows({ groups, selectedId }: { groups: readonly Group[]; selectedId: string | null }) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = groups.flatMap((group): Line[] => [
    { kind: 'group', group },
    ...group.items.map((item): Line => ({ kind: 'finding', item })),
  ]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? 52 : 116),
    overscan: 6,
    getItemKey: (index) => {
      const line = lines[index];
      return line?.kind === 'finding' ? line.item.finding.id : `group-${line?.group.name ?? index}`;
    },
  });
  const at = lines.findIndex((line) => line.kind === 'finding' && line.item.finding.id === selectedId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const walk = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowDown' || event.key === 'j'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'k'
          ? -1
          : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    for (let next = at + step; next >= 0 && next < lines.length; next += step) {
      const line = lines[next];
      if (line?.kind !== 'finding') continue;
      const { id } = line.item.finding;
      select(id);
      virtual.scrollToIndex(next, { align: 'auto' });
      requestAnimationFrame(() => document.getElementById(`finding-${id}`)?.focus());
      return;
    }
  };
  return (
    <div ref={scroller} className="finding-scroll">
      <div
        className="finding-rows"
        style={{ height: virtual.getTotalSize() }}
        role="list"
        aria-label={t.desk.tabs.findings}
      >
        {virtual.getVirtualItems().map((place) => {
          const line = lines[place.index];
          if (!line) return null;
          return (
            <div
              key={place.key}
              ref={virtual.measureElement}
              data-index={place.index}
              className="finding-place"
              role="listitem"
              style={{ transform: `translateY(${place.start}px)` }}
            >
              {line.kind === 'group' ? (
                <h2 className="finding-group">
                  {line.group.name === 'insurer' ? <Scale size={16} aria-hidden /> : null}
                  {t.desk.groups[line.group.name]}
                </h2>
              ) : (
                <FindingRow item={line.item} isSelected={line.item.finding.id === selectedId} onKey={walk} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function FindingRow({
  item,
  isSelected,
  onKey,
}: {
  item: DeskFinding;
  isSelected: boolean;
  onKey: (event: KeyboardEvent) => void;
}) {
  const { finding, hue } = item;
  return (
    <button
      type="button"
      id={`finding-${finding.id}`}
      className="finding"
      data-hue={hue}
      data-decision={finding.decision}
      aria-current={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => select(finding.id)}
      onKeyDown={onKey}
    >
      <span className="finding-type">
        {t.concept(finding.concept)}
        {finding.decision === 'accepted' ? (
          <span className="finding-decision">
            <Check size={14} aria-hidden />
            {t.desk.decisions.accepted}
          </span>
        ) : null}
        {finding.note === '' ? null : <MessageSquare size={14} aria-label={t.desk.hasNote} />}
      </span>
      <span className="finding-summary">{finding.summary}</span>
    </button>
  );
}

interface PlainItem {
  id: string;
  title: string;
  text: string;
  quote: string | null;
}

function PlainList({
  items,
  lead,
  empty,
  selectedId,
}: {
  items: readonly PlainItem[];
  lead: string;
  empty: string;
  selectedId: string | null;
}): ReactNode {
  if (items.length === 0) return <p className="finding-none soft">{empty}</p>;
  return (
    <div className="finding-scroll">
      <p className="finding-lead small soft">{lead}</p>
      <ul>
        {items.map((item) => (
          <li key={item.id} className="finding-plain">
            <button
              type="button"
              className="finding"
              data-hue={6}
              aria-current={item.id === selectedId}
              onClick={() => select(item.id)}
            >
              <span className="finding-type">{item.title}</span>
              <span className="finding-summary">{item.text}</span>
              {item.quote === null ? null : <q className="finding-quote small soft">{item.quote}</q>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One line of time for everything: papers, decisions, calls, mail and clocks, with gaps and contradictions marked. */
import type { DocumentPart } from '../domain/finding.ts';
import type { DocumentKind } from '../domain/kinds.ts';
import type { CaseDeadline, ChronologyItem, LogEntry } from '../domain/track.ts';
import { dayNumber, daysBetween } from '../text/calendar.ts';
import { logProblems } from './log-entry.ts';
import { dayOf } from './moments.ts';
import { appealKinds, sendings, type TrackDecision, type TrackSituation } from './situation.ts';

export interface ChronologyInput {
  readonly situation: TrackSituation;
  readonly documents: readonly {
    readonly documentId: string;
    readonly fileName: string;
    readonly parts: readonly DocumentPart[];
  }[];
  readonly deadlines: readonly CaseDeadline[];
}

/** Nothing recorded for longer than this after the denial is marked as a gap. */
const GAP_DAYS = 45;

const kindNames: Readonly<Record<DocumentKind, string>> = {
  'denial-letter': 'Denial letter',
  'medical-record': 'Medical record',
  'clinical-policy': 'Clinical policy',
  'plan-document': 'Plan document',
  'claim-file': 'Claim file',
  correspondence: 'Correspondence',
  literature: 'Literature',
  other: 'Paper',
};
const logNames: Readonly<Record<LogEntry['kind'], string>> = {
  call: 'Call',
  mail: 'Mail',
  fax: 'Fax',
  portal: 'Portal upload',
  'peer-to-peer': 'Peer-to-peer talk',
  note: 'Note',
};

/** Oldest first. Things without a date are not in it. */
export function chronology(input: ChronologyInput): ChronologyItem[] {
  const { situation } = input;
  const items = [
    ...situation.decisions.flatMap((decision, index) => decisionItems(decision, index, situation)),
    ...input.documents.flatMap((document) => documentItems(document, situation)),
    ...situation.log.flatMap((entry) => logItems(entry, situation)),
    ...input.deadlines.flatMap(deadlineItems),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return withGaps(items, situation);
}

const joined = (warnings: readonly string[]) => (warnings.length === 0 ? null : warnings.join(' '));
const isDate = (text: string | null): text is string => text !== null && dayNumber(dayOf(text)) !== null;

function decisionItems(decision: TrackDecision, index: number, situation: TrackSituation): ChronologyItem[] {
  const place = { documentId: decision.documentId, pageIndex: decision.pageIndex };
  const items: ChronologyItem[] = [];
  const event = (name: string, at: string | null, title: string, warnings: readonly string[] = []) => {
    if (isDate(at))
      items.push({
        id: `${name}.${decision.id}`,
        at,
        kind: 'event',
        title,
        detail: null,
        ...place,
        warning: joined(warnings),
      });
  };
  if (isDate(decision.letterDate)) {
    const warnings = decisionWarnings(decision, index, situation);
    items.push({
      id: `decision.${decision.id}`,
      at: decision.letterDate,
      kind: 'decision',
      title:
        index === 0
          ? 'The plan denies the scan'
          : `The plan decides on appeal (${index === 1 ? 'first' : 'next'} level)`,
      detail: decision.reviewerName === null ? null : `Reviewer: ${decision.reviewerName}`,
      ...place,
      warning: joined(warnings),
    });
  }
  event('received', decision.receivedDate, index === 0 ? 'The denial arrives' : 'The decision arrives');
  if (index === 0) {
    event('request', decision.requestDate, 'The scan is asked for');
    event('service', decision.serviceDate, 'Date of the scan');
  }
  return items;
}

function decisionWarnings(decision: TrackDecision, index: number, situation: TrackSituation): string[] {
  const day = decision.letterDate === null ? null : dayOf(decision.letterDate);
  if (day === null) return [];
  const warnings: string[] = [];
  if (day > dayOf(situation.now)) warnings.push('The letter is dated in the future.');
  if (decision.requestDate !== null && decision.requestDate > day)
    warnings.push('The letter is dated before the request it decides.');
  if (decision.receivedDate !== null && dayOf(decision.receivedDate) < day)
    warnings.push('It arrived before its own date.');
  const appealed = index > 0 ? sendings(situation, appealKinds)[index - 1] : undefined;
  if (appealed && dayOf(appealed.sentOn) > day)
    warnings.push('The decision is dated before the appeal was sent.');
  if (decision.missingRecordsQuote !== null) {
    const there = situation.log.filter((entry) => {
      const arrived = arrivedOn(entry);
      return (
        arrived !== null && arrived <= day && ((entry.pagesSent ?? 0) > 0 || entry.documentIds.length > 0)
      );
    });
    for (const entry of there) {
      warnings.push(
        `The letter says “${decision.missingRecordsQuote}”, but the log shows ${entry.pagesSent === null ? 'papers' : `${entry.pagesSent} pages`} sent by ${logNames[entry.kind].toLowerCase()} and there on ${arrivedOn(entry) ?? ''}.`,
      );
    }
  }
  const earlier = situation.decisions
    .slice(0, index)
    .find((each) => samePerson(each.reviewerName, decision.reviewerName));
  if (earlier) warnings.push('The same reviewer is named in an earlier decision.');
  return warnings;
}

/** The day an entry's papers were there: a fax or upload at once, mail when delivered. */
function arrivedOn(entry: LogEntry): string | null {
  if (entry.kind === 'mail') return entry.deliveredOn;
  return entry.kind === 'fax' || entry.kind === 'portal' ? dayOf(entry.at) : null;
}

/** The same name, whatever its titles, order of case and points; short names are never called the same. */
export function samePerson(a: string | null, b: string | null): boolean {
  const bare = (name: string | null) =>
    (name ?? '')
      .toLowerCase()
      .replace(/\b(?:dr|m\.?d|d\.?o|ph\.?d|r\.?n|mr|ms|mrs|np|pa-c|facs|facr)\b\.?/g, ' ')
      .replace(/[^\p{L}\s]/gu, ' ')
      .split(/\s+/)
      .filter((word) => word.length > 1)
      .join(' ');
  const [one, two] = [bare(a), bare(b)];
  return one.includes(' ') && one === two;
}

function documentItems(
  document: ChronologyInput['documents'][number],
  situation: TrackSituation,
): ChronologyItem[] {
  const decisions = new Set(situation.decisions.map((each) => each.documentId));
  const denied = situation.decisions[0]?.letterDate ?? null;
  return document.parts.flatMap((part): ChronologyItem[] => {
    // The decisions have their own lines.
    if (!isDate(part.date) || (part.kind === 'denial-letter' && decisions.has(document.documentId)))
      return [];
    const warnings: string[] = [];
    if (part.date > dayOf(situation.now)) warnings.push('This date is in the future: check it.');
    else if (part.kind === 'medical-record' && denied !== null && part.date > dayOf(denied)) {
      warnings.push('Written after the denial: the first reviewer cannot have seen it.');
    }
    return [
      {
        id: `document.${document.documentId}.${part.firstPage}`,
        at: part.date,
        kind: 'document',
        title: part.title ?? kindNames[part.kind],
        detail: [part.author, `${document.fileName}, page ${part.firstPage + 1}`]
          .filter((each) => each !== null)
          .join(' · '),
        documentId: document.documentId,
        pageIndex: part.firstPage,
        warning: joined(warnings),
      },
    ];
  });
}

function logItems(entry: LogEntry, situation: TrackSituation): ChronologyItem[] {
  if (!isDate(entry.at)) return [];
  const problems = logProblems(entry, dayOf(situation.now)).map((each) => each.message);
  const person = [entry.personName, entry.personId === null ? null : `ID ${entry.personId}`]
    .filter((each) => each !== null)
    .join(', ');
  const detail = [
    person === '' ? null : person,
    entry.number,
    entry.reference === null ? null : `Reference ${entry.reference}`,
    entry.said === null ? null : `Said: ${entry.said}`,
    entry.promised === null ? null : `Promised: ${entry.promised}`,
    entry.certifiedNumber === null ? null : `Certified ${entry.certifiedNumber}`,
    entry.pagesSent === null
      ? null
      : `${entry.pagesSent} pages sent${entry.pagesConfirmed === null ? '' : `, ${entry.pagesConfirmed} confirmed`}`,
    entry.outcome === null ? null : `Outcome: ${entry.outcome}`,
  ].filter((each) => each !== null);
  const [documentId = null] = entry.documentIds;
  const items: ChronologyItem[] = [
    {
      id: `log.${entry.id}`,
      at: entry.kind === 'mail' && entry.sentOn !== null ? entry.sentOn : entry.at,
      kind: 'log',
      title: logNames[entry.kind],
      detail: detail.length === 0 ? null : detail.join(' · '),
      documentId,
      pageIndex: null,
      warning: joined(problems),
    },
  ];
  if (entry.kind === 'mail' && isDate(entry.deliveredOn)) {
    items.push({
      id: `delivered.${entry.id}`,
      at: entry.deliveredOn,
      kind: 'log',
      title: 'Mail delivered',
      detail: entry.certifiedNumber === null ? null : `Certified ${entry.certifiedNumber}`,
      documentId,
      pageIndex: null,
      warning: null,
    });
  }
  return items;
}

function deadlineItems(deadline: CaseDeadline): ChronologyItem[] {
  if (deadline.keepDay === null || deadline.state === 'done' || deadline.event === 'follow-up') return [];
  return [
    {
      id: `deadline.${deadline.id}`,
      at: deadline.keepDay,
      kind: 'deadline',
      title: `${deadline.whose === 'patient' ? 'Date to keep' : 'Plan’s last day'}: ${deadline.title}`,
      detail: deadline.rule.charAt(0).toUpperCase() + deadline.rule.slice(1),
      documentId: null,
      pageIndex: null,
      warning:
        deadline.state === 'overdue'
          ? deadline.whose === 'plan'
            ? (deadline.consequence ?? 'The plan is late.')
            : (deadline.warnings[0] ?? 'This date has passed.')
          : null,
    },
  ];
}

/** Marks the first thing after a long silence since the denial; dates to come are no silence. */
function withGaps(items: readonly ChronologyItem[], situation: TrackSituation): ChronologyItem[] {
  const denied = situation.decisions[0]?.letterDate ?? null;
  const today = dayOf(situation.now);
  let last: string | null = null;
  return items.map((item) => {
    const day = dayOf(item.at);
    if (denied === null || day < dayOf(denied) || item.kind === 'deadline' || day > today) return item;
    const silent = last === null ? 0 : daysBetween(last, day);
    last = day;
    if (silent <= GAP_DAYS) return item;
    return {
      ...item,
      warning: joined([
        ...(item.warning === null ? [] : [item.warning]),
        `Nothing is recorded for the ${silent} days before this.`,
      ]),
    };
  });
}

/**
 * What others may read of it: what happened up to `today`. Clocks, what to look at, and the person's own notes are
 * theirs and stay out.
 */
export function publicItems(
  items: readonly ChronologyItem[],
  log: readonly LogEntry[],
  today: string,
): ChronologyItem[] {
  const notes = new Set(log.filter((entry) => entry.kind === 'note').map((entry) => `log.${entry.id}`));
  return items
    .filter((item) => item.kind !== 'deadline' && dayOf(item.at) <= today && !notes.has(item.id))
    .map((item) => ({ ...item, warning: null }));
}

const columns = ['Date', 'Time', 'Kind', 'What', 'Details', 'Look at', 'File', 'Page'] as const;

/** The rows of the exported table, the first with the column names. `fileNames` by document id. */
export function chronologyRows(
  items: readonly ChronologyItem[],
  fileNames: ReadonlyMap<string, string>,
): string[][] {
  return [
    [...columns],
    ...items.map((item) => [
      dayOf(item.at),
      item.at.slice(11),
      item.kind,
      item.title,
      item.detail ?? '',
      item.warning ?? '',
      item.documentId === null ? '' : (fileNames.get(item.documentId) ?? ''),
      item.pageIndex === null ? '' : String(item.pageIndex + 1),
    ]),
  ];
}

/** RFC 4180 with a byte-order mark, so that spreadsheets read the letters right; no cell can start a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

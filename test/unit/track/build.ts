/** Situations and log entries for the tests: everything empty but what a test names. */
import type { LogEntry } from '../../../shared/domain/track.ts';
import type { TrackDecision, TrackSituation } from '../../../shared/track/situation.ts';

export function decision(fields: Partial<TrackDecision> = {}): TrackDecision {
  return {
    id: 'd1',
    documentId: 'd1',
    pageIndex: 0,
    letterDate: '2026-03-02',
    receivedDate: null,
    requestDate: null,
    serviceDate: null,
    statedAppealDays: null,
    missingRecordsQuote: null,
    reviewerName: null,
    ...fields,
  };
}

export function situation(fields: Partial<TrackSituation> = {}): TrackSituation {
  return {
    planType: 'erisa-self-funded',
    candidates: [],
    state: null,
    externalProcess: null,
    decisions: [decision()],
    timing: null,
    urgent: null,
    levels: null,
    log: [],
    sentLetters: [],
    tollings: [],
    papers: {},
    now: '2026-03-10T12:00',
    ...fields,
  };
}

export function entry(fields: Partial<LogEntry> = {}): LogEntry {
  return {
    id: 'e1',
    kind: 'call',
    at: '2026-03-09',
    number: null,
    personName: null,
    personId: null,
    reference: null,
    said: null,
    promised: null,
    followUpOn: null,
    certifiedNumber: null,
    sentOn: null,
    deliveredOn: null,
    pagesSent: null,
    pagesConfirmed: null,
    outcome: null,
    documentIds: [],
    about: null,
    ...fields,
  };
}

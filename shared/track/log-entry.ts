/** Log entries as they are kept: tidied, with what looks wrong about them, and dates to follow up on. */
import type { LogEntry } from '../domain/track.ts';
import { addDays, dayNumber } from '../text/calendar.ts';
import { checkCertifiedNumber, spacedMailNumber } from '../text/certified-number.ts';
import { dayOf } from './moments.ts';

export interface LogProblem {
  readonly field: keyof LogEntry;
  /** 'stop': cannot be kept so; 'warn': kept, and shown. */
  readonly severity: 'stop' | 'warn';
  readonly message: string;
}

/** Days after which nothing heard is worth a question. */
const followUpDays: Readonly<Record<LogEntry['kind'], number | null>> = {
  call: 7,
  mail: 10,
  fax: 3,
  portal: 7,
  'peer-to-peer': 3,
  note: null,
};

/** Trimmed; empty texts become null; mail numbers are spaced; fields that do not belong to the kind stay as given. */
export function tidyLogEntry<T extends Omit<LogEntry, 'id'>>(entry: T): T {
  const text = (value: string | null) => {
    const trimmed = value?.replace(/\s+$/gm, '').trim() ?? '';
    return trimmed === '' ? null : trimmed;
  };
  return {
    ...entry,
    number: text(entry.number),
    personName: text(entry.personName),
    personId: text(entry.personId),
    reference: text(entry.reference),
    said: text(entry.said),
    promised: text(entry.promised),
    outcome: text(entry.outcome),
    certifiedNumber: entry.certifiedNumber?.trim() ? spacedMailNumber(entry.certifiedNumber) : null,
    documentIds: [...new Set(entry.documentIds)],
  };
}

/** What is wrong with an entry on the day `today`; [] when nothing is. */
export function logProblems(entry: Omit<LogEntry, 'id'>, today: string): LogProblem[] {
  const problems: LogProblem[] = [];
  const stop = (field: keyof LogEntry, message: string) =>
    problems.push({ field, severity: 'stop', message });
  const warn = (field: keyof LogEntry, message: string) =>
    problems.push({ field, severity: 'warn', message });
  if (dayNumber(dayOf(entry.at)) === null) stop('at', 'This is not a date.');
  for (const field of ['followUpOn', 'sentOn', 'deliveredOn'] as const) {
    const value = entry[field];
    if (value !== null && dayNumber(value) === null) stop(field, 'This is not a date.');
  }
  if (problems.length > 0) return problems;
  // Never a reason to refuse: the computer's own clock may be the one that is wrong.
  if (dayOf(entry.at) > addDays(today, 1))
    warn('at', 'This date is in the future. Put plans into the follow-up date.');
  if (entry.followUpOn !== null && entry.followUpOn < dayOf(entry.at))
    warn('followUpOn', 'The follow-up date is before the entry itself.');
  if (entry.sentOn !== null && entry.sentOn > today) warn('sentOn', 'The day it was sent is in the future.');
  if (entry.deliveredOn !== null && entry.sentOn !== null && entry.deliveredOn < entry.sentOn)
    stop('deliveredOn', 'It cannot arrive before it was sent.');
  if (entry.deliveredOn !== null && entry.deliveredOn > today)
    warn('deliveredOn', 'The day of delivery is in the future.');
  if (entry.pagesSent !== null && entry.pagesConfirmed !== null && entry.pagesConfirmed !== entry.pagesSent) {
    warn(
      'pagesConfirmed',
      `${entry.pagesSent} pages were sent and ${entry.pagesConfirmed} confirmed: send it again or ask which pages are missing.`,
    );
  }
  if (entry.kind === 'fax' && entry.pagesSent !== null && entry.pagesConfirmed === null) {
    warn('pagesConfirmed', 'Keep the confirmation sheet: it proves how many pages arrived.');
  }
  if (entry.certifiedNumber !== null) {
    const check = checkCertifiedNumber(entry.certifiedNumber);
    if (check === 'check-digit')
      warn('certifiedNumber', 'The last digit does not fit the number: compare it with the receipt.');
    if (check === 'form')
      warn(
        'certifiedNumber',
        'This does not look like a certified-mail number (20 or 22 digits): compare it with the receipt.',
      );
  }
  if (entry.kind === 'call' && entry.personName === null && entry.reference === null) {
    warn(
      'personName',
      'Without a name or a call reference the insurer can deny this call. Ask for both next time.',
    );
  }
  return problems;
}

/** A day to follow up on where the person gave none; null for notes, finished mail and plain records. */
export function suggestedFollowUp(entry: Omit<LogEntry, 'id'>): string | null {
  const days = followUpDays[entry.kind];
  if (days === null || entry.followUpOn !== null) return null;
  if (entry.kind === 'mail' && entry.deliveredOn !== null) return null;
  if (entry.kind === 'fax' && entry.pagesConfirmed !== null && entry.pagesConfirmed === entry.pagesSent)
    return null;
  if (entry.kind === 'call' && entry.promised === null) return null;
  return addDays(entry.kind === 'mail' ? (entry.sentOn ?? dayOf(entry.at)) : dayOf(entry.at), days);
}

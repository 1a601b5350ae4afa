/** How the import of a document is shown, and what is said where not the file but something else stopped it. */
import type { DocumentRecord } from '../vault/stores/documents.ts';
import type { ImportProblem } from '../vault/stores/import-jobs.ts';

export const stoppedReader: ImportProblem = {
  code: 'stopped-reader',
  message: 'This file stopped the reader several times. Print it to PDF and add that instead.',
};
export const stoppedByPerson: ImportProblem = {
  code: 'cancelled',
  message: 'Reading was stopped. Choose “Try again” to go on.',
};
export const notStored: ImportProblem = {
  code: 'not-stored',
  message: 'This file could not be stored after reading. Check the free disk space and try again.',
};

/** The state a person sees. */
export function shownState(
  document: Pick<DocumentRecord, 'importState' | 'problemCode'>,
): 'waiting' | 'reading' | 'paused' | 'read' | 'failed' | 'password-needed' {
  switch (document.importState) {
    case 'stored':
    case 'queued':
      return 'waiting';
    case 'done':
      return 'read';
    case 'failed':
      return document.problemCode === 'password-needed' || document.problemCode === 'wrong-password'
        ? 'password-needed'
        : 'failed';
    default:
      return document.importState;
  }
}

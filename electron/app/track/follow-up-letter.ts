/** The letter that belongs to one entry of the log: what was said on that call, or the proof that those papers arrived. */
import { AppError } from '../../../shared/api/errors.ts';
import type { LetterKind } from '../../../shared/domain/letter.ts';
import type { LogEntry } from '../../../shared/domain/track.ts';
import type { LetterInput } from '../../../shared/letter/input.ts';
import { keepLetterVersion, listLetters, setLetterDeleted } from '../../vault/stores/letters.ts';
import { getSetting, setSetting } from '../../vault/stores/settings.ts';
import type { AppContext } from '../context.ts';
import { readLog } from './log-records.ts';

const keyOf = (caseId: string, kind: LetterKind) => `letter-entry:${caseId}:${kind}`;

function letterOf(entry: LogEntry): LetterKind | null {
  switch (entry.kind) {
    case 'call':
    case 'peer-to-peer':
      return 'call-follow-up';
    case 'mail':
    case 'fax':
    case 'portal':
      return 'proof-of-delivery';
    case 'note':
      return null;
  }
}

/**
 * Makes this entry the subject of its letter and says which letter that is. A letter edited for another entry is kept
 * as a version and set aside; one edited for this entry stays as it is.
 */
export function chooseEntry(context: AppContext, caseId: string, entryId: string): LetterKind {
  const db = context.session.db();
  const entry = readLog(db, caseId).find((each) => each.id === entryId);
  if (!entry) throw new AppError('NOT_FOUND', 'This entry is not in the case any more.');
  const kind = letterOf(entry);
  if (kind === null) throw new AppError('BAD_INPUT', 'A note has no letter.');
  const key = keyOf(caseId, kind);
  db.transaction(() => {
    if (getSetting(db, key) === entryId) return;
    const edited = listLetters(db, caseId).find((letter) => letter.kind === kind);
    if (edited) {
      keepLetterVersion(db, edited.id, 'before another entry');
      setLetterDeleted(db, edited.id, true);
    }
    setSetting(db, key, entryId);
  });
  return kind;
}

/** The input of a letter narrowed to the entry that was chosen for it; unchanged where none was, or it is gone. */
export function aboutEntry(
  context: AppContext,
  caseId: string,
  kind: LetterKind,
  input: LetterInput,
): LetterInput {
  const chosen = getSetting(context.session.db(), keyOf(caseId, kind));
  const log = input.log.filter((entry) => entry.id === chosen);
  return log.length === 0 ? input : { ...input, log };
}

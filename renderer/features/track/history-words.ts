/** A change of the vault's history in words: what was touched, and what it was before and after. Pure. */
import { caseFieldNames } from '../../../shared/api/contract.ts';
import { documentKinds } from '../../../shared/domain/kinds.ts';
import { t } from '../../text/index.ts';

export interface HistoryEntry {
  /** "finding changed" */
  what: string;
  item: string;
  /** Plain words, or JSON where the vault keeps more than one. */
  before: string | null;
  after: string | null;
}

export interface HistoryWords {
  title: string;
  before: string | null;
  after: string | null;
}

/** `names` calls documents and findings by id. What nobody has words for keeps its title alone: no JSON is shown. */
export function historyWords(entry: HistoryEntry, names: ReadonlyMap<string, string>): HistoryWords {
  const [area = '', action = ''] = entry.what.split(' ');
  const before = asRecord(entry.before);
  const after = asRecord(entry.after);
  const called = names.get(entry.item);
  const plain = { before: null, after: null };
  switch (area) {
    case 'finding': {
      const note = after['note'] !== before['note'] ? text(after['note']) : null;
      if (action === 'changed' && after['verdict'] !== before['verdict'])
        return { title: verdictWords(text(after['verdict']), called), before: null, after: note };
      return { title: titleOf(area, action, called), before: null, after: note };
    }
    case 'field': {
      const name = entry.item.replace(/^field:/, '');
      const known = caseFieldNames.find((each) => each === name);
      const title = known
        ? t.fields[known]
        : (t.track.historyWords.fields[name] ?? t.track.historyWords.areas['field']);
      const isPlain = (value: string | null) => value !== null && !/^[[{]/.test(value);
      return {
        title: t.track.historyWords.line(title ?? '', actionOf(action)),
        before: isPlain(entry.before) ? entry.before : null,
        after: isPlain(entry.after) ? entry.after : null,
      };
    }
    case 'page': {
      const [from, to] = differing(text(before['text']) ?? '', text(after['text']) ?? '');
      const place =
        typeof after['pageIndex'] === 'number'
          ? t.track.sourcePage(called ?? '', after['pageIndex'] + 1)
          : called;
      return { title: titleOf(area, action, place), before: from || null, after: to || null };
    }
    case 'document':
      if (action === 'changed') {
        const kind = documentKinds.find((each) => each === after['kindByPerson']);
        return { title: titleOf(area, action, called), before: null, after: kind ? t.kinds[kind] : null };
      }
      return { title: titleOf(area, action, called), ...plain };
    case 'letter':
      return { title: titleOf(area, action, text(after['title']) ?? text(before['title'])), ...plain };
    case 'checklist':
      return {
        title: titleOf(area, action),
        before: null,
        after: after['state'] === 'done' ? t.deadline.done : null,
      };
    default:
      return { title: titleOf(area, action, called), ...plain };
  }
}

function titleOf(area: string, action: string, called?: string | null): string {
  const line = t.track.historyWords.line(t.track.historyWords.areas[area] ?? area, actionOf(action));
  return called ? `${line}: ${called}` : line;
}

const actionOf = (action: string): string => t.track.historyWords.actions[action] ?? action;

function verdictWords(verdict: string | null, called: string | undefined): string {
  const words = t.track.historyWords.verdicts[String(verdict)] ?? t.track.historyWords.verdicts['null'] ?? '';
  return called ? `${words}: ${called}` : words;
}

function asRecord(json: string | null): Record<string, unknown> {
  if (json === null || !json.startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(json);
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The words by which two texts differ, without what is the same before and after them. */
function differing(before: string, after: string): [string, string] {
  const a = before.split(/(\s+)/);
  const b = after.split(/(\s+)/);
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a.slice(start, a.length - end).join(''), b.slice(start, b.length - end).join('')];
}

/** Laboratory values as facts. */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { base } from './base.ts';
import { measureOf, patientNow, type Draft } from './draft.ts';
import { labs } from './lab-names.ts';
import { isNormal } from './lab-ranges.ts';
import { tableRow } from './lab-tables.ts';
import { isAim, resultWord, wordedResult } from './lab-words.ts';
import { lineAt, type NoteReading, type PageReading, sentenceAt, statusOf } from './page-reading.ts';

const labValue =
  /^(?:[\s:=.(,]|\b(?:of|was|is|at|came back|now|today|then|level|result|value|trend|total|serum|fecal|(?:ultra-?|highly |high-)?sensitive|quantitative|random|fasting|mcg\/g|ug\/g|µg\/g|mg\/L|g\/dL|mg\/dL|ng\/mL|U\/mL|U\/L|still|steady|stable|bump(?:ed)?|nadir|peak(?:ed)?|trough|latest|most recent|last|flat|repeat(?:ed)?|back|to|up|has|rose|risen|fell|increased|decreased|dropped|climbed|doubled|from [\d.]+(?= ?(?:(?:ng|mg|g|mcg|U)\S*)? (?:to|on) )|high|low|hs|T|I|H|L)\b)*?([<>]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[<>]?\s?\d{1,5}(?:\.\d+)?)(?!\d|\/\d{1,2}\/|\/(?:19|20)\d\d| ?-? ?(?:month|week|day|year|mo\b|wk|hour))\s*(ng\/mL|mg\/dL|mg\/L|mm\/h\w*|g\/dL|mcg\/g|ug\/g|µg\/g|U\/mL|U\/L|IU\/L|pg\/mL|%|ng\/dL|mmol\/L)?\s*[,—–]?\s*(H\b|L\b|within (?:the )?(?:reference|normal)|high|low|\(H\)|\(L\)|↑|↓|elevated|\(?normal\)?|\(?nl\)?|\(?wnl\)?)?/i;

/** "0.96 (0.94 on 12/02/2025)", "13.1, previously 13.3 (12/02/2025)": the day behind is that of the value it was before. */
const ofEarlierValue =
  /(?:\(\s*|\b(?:was|were|prior|prev(?:ious(?:ly)?)?\.?|last|earlier|baseline|up from|down from|from|vs\.?|versus|compared (?:to|with)|against)\b[^\d.;]{0,14})[<>]?\d+(?:\.\d+)?[^\d;]{0,14}$/i;

/** Laboratory values in lines, sentences and tables ("CEA <tab> 9.8 <tab> H" and dates with values below "CEA"). */
export function readLabs(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  for (const [name, pattern] of labs) {
    pattern.lastIndex = from;
    let m: RegExpExecArray | null;
    while ((m = pattern.exec(text)) !== null && m.index < to) {
      const start = m.index;
      const end = start + m[0].length;
      const lineEnd = text.indexOf('\n', end);
      const joined = joinedValue(text, start, end, lineEnd < 0 ? text.length : lineEnd);
      const flow =
        joined === null ? tableRow(page, note, name, start, lineEnd < 0 ? text.length : lineEnd, from) : [];
      if (flow.length > 0) {
        drafts.push(...flow);
        pattern.lastIndex = lineEnd < 0 ? to : lineEnd;
        continue;
      }
      const tail = joined ?? text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 60, to));
      const limit = /^\s*\((?:to|up to|<|≤|ref\.?:?|nl|normal:?|limit:?) ?([\d.,]+)\)/i.exec(tail);
      const value = labValue.exec(
        tail
          .replace(/^\s*\([^)]*\)/, (bracket) => ' '.repeat(bracket.length))
          .replace(/\d{1,2}\/\d{1,2}\/\d{2,4}/g, (date) => ' '.repeat(date.length)),
      );
      if (value) {
        const amount = Number((value[1] ?? '').replace(/[<>,\s]/g, ''));
        const context = statusOf(page, start, end).context;
        if (
          !Number.isFinite(amount) ||
          context.experiencer !== 'patient' ||
          context.temporality === 'hypothetical' ||
          isAim(text, start)
        )
          continue;
        const lineHead = text.slice(text.lastIndexOf('\n', start) + 1, start);
        const until = lineEnd < 0 ? text.length : lineEnd;
        const normal = isNormal(
          name,
          amount,
          value[1] ?? '',
          value[3],
          limit
            ? `<${limit[1] ?? ''}`
            : referenceOf(text, end + value[0].length, until, joined ? lineHead : null),
        );
        const around = sentenceAt(page, start);
        const lineStart = around.start;
        const valueEnd = end + value[0].length - lineStart;
        const words = text.slice(lineStart, Math.max(around.end, end));
        const dates = readDates(words, note.anchor).filter(
          (date) => date.start < valueEnd || !ofEarlierValue.test(words.slice(valueEnd, date.start)),
        );
        drafts.push({
          ...base({ page, note }, start, end + value[0].length),
          concept: 'lab-result',
          detail: name,
          date: nearestDate(dates, start - lineStart) ?? note.note.date,
          ...(normal === true ? { context: { ...patientNow, negation: 'negated' as const } } : {}),
          measure: measureOf({ quantity: { unit: name, value: amount } }),
          why: [
            `${name} ${(value[1] ?? '').trim()}${value[2] ? ` ${value[2]}` : ''}`,
            ...(normal === null
              ? []
              : [normal ? 'within the reference range' : 'outside the reference range']),
          ],
        });
      } else {
        const rows = column(page, note, name, start, end, to);
        const word = rows.length > 0 ? null : resultWord(tail);
        if (word === null) drafts.push(...rows);
        else drafts.push(...wordedResult(page, note, name, start, end, word));
      }
    }
  }
  return drafts;
}

/** "ESR / CRP <tab> 18 / 0.4": the value at the same place of the list, as the words behind the name. */
function joinedValue(text: string, start: number, end: number, lineEnd: number): string | null {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const line = text.slice(lineStart, lineEnd);
  const m =
    /([A-Za-z][\w-]*(?: ?\/ ?[A-Za-z][\w-]*)+)[^\d\n]{1,6}(\d+(?:\.\d+)?(?: ?\/ ?\d+(?:\.\d+)?)+)/.exec(line);
  if (!m || m.index + lineStart > start || m.index + lineStart + (m[1] ?? '').length < end) return null;
  const names = (m[1] ?? '').split('/');
  const values = (m[2] ?? '').split('/').map((value) => value.trim());
  const before = line.slice(m.index, start - lineStart).split('/').length - 1;
  return names.length === values.length ? ` ${values[before] ?? ''}` : '';
}

/** The reference range behind a value, as written: "0-30", "<0.8", ">60", "(nl <500)"; in joined lists the same place. */
function referenceOf(text: string, from: number, lineEnd: number, joinedHead: string | null): string {
  const rest = text.slice(from, Math.min(lineEnd, from + 60));
  const ranges = Array.from(
    rest.matchAll(/[<>≤≥] ?\d+(?:[.,]\d+)*|\d+(?:\.\d+)? ?[-–] ?\d+(?:\.\d+)?/g),
    (m) => m[0],
  );
  return ranges[joinedHead === null ? 0 : joinedHead.split('/').length - 1] ?? '';
}

function flagWords(flag: string | undefined, tail: string): string[] {
  if (/^\(?(?:H|high|elevated)\)?$|↑/i.test(flag ?? '') || /^\D*[\d.,]+\s*H\b/.test(tail))
    return ['flagged high'];
  if (/^\(?(?:L|low)\)?$|↓/i.test(flag ?? '')) return ['flagged low'];
  return [];
}

function nearestDate(dates: readonly { start: number; iso: IsoDate }[], at: number): IsoDate | null {
  return dates.toSorted((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0]?.iso ?? null;
}

/**
 * Rows "date <tab> value <tab> H" below a heading that names the test, in the column of its name. A title above the heading
 * ("PSA trend", then "Date   Total   % free") names the first column of values.
 */
function column(
  page: PageReading,
  note: NoteReading,
  name: string,
  start: number,
  end: number,
  to: number,
): Draft[] {
  const text = page.page.text;
  const head = tableHead(text, start, end);
  if (head === null) return [];
  const drafts: Draft[] = [];
  let at = head.end + 1;
  for (let row = 0; row < 14 && at < to; row++) {
    const rowEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, rowEnd);
    const rowAt = at;
    at = rowEnd + 1;
    if (line.trim() === '') continue;
    const m =
      /^\s*(\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})(?:\s*\([^()\n]*\))?\s+(.*?)\s*$/.exec(
        line,
      );
    const cells = m === null ? [] : (m[2] ?? '').split(head.columns === 2 ? /$^/ : /\t| {2,}/);
    const value = /^[<>]?\s?(\d{1,5}(?:\.\d+)?)\s*(H|L|high|low)?$/i.exec(cells[head.column - 1] ?? '');
    if (m === null || value === null || cells.length > head.columns) {
      if (drafts.length > 0 || !/\b(?:flag|collected|date)\b/i.test(line)) break;
      continue;
    }
    const [date] = readDates(m[1] ?? '', note.anchor);
    drafts.push({
      ...base({ page, note }, rowAt + (m[0].length - m[0].trimStart().length), rowAt + m[0].trimEnd().length),
      concept: 'lab-result',
      detail: name,
      date: date?.iso ?? note.note.date,
      measure: measureOf({ quantity: { unit: name, value: Number(value[1]) } }),
      why: [`${name} ${value[1]}${value[2] ? ` ${value[2]}` : ''}`, ...flagWords(value[2], '')],
    });
  }
  return drafts;
}

/** The heading of the table whose values are those of the name at `[start, end)`: where its line ends, its columns, and which is the name's. */
function tableHead(
  text: string,
  start: number,
  end: number,
): { readonly end: number; readonly columns: number; readonly column: number } | null {
  const own = lineAt(text, start);
  const heads = (line: string): boolean =>
    /\b(?:collected|date|drawn|trend|test|result)\b/i.test(line) && line.length <= 80;
  const ownEnd = own.start + own.text.length;
  if (!heads(own.text) || ownEnd >= text.length) return null;
  const cellsOf = (line: string): string[] => line.trim().split(/\t| {2,}/);
  const below = lineAt(text, ownEnd + 1);
  const cells = cellsOf(own.text);
  if (
    cells.length === 1 &&
    /^(?:date|collected|drawn)$/i.test(cellsOf(below.text)[0] ?? '') &&
    heads(below.text)
  )
    return { end: below.start + below.text.length, columns: cellsOf(below.text).length, column: 1 };
  const tests = cells.filter((cell) => labNames.some((pattern) => pattern.test(cell)));
  if (tests.length < 2) return { end: ownEnd, columns: 2, column: 1 };
  const column = cellsOf(own.text.slice(0, end - own.start)).length - 1;
  return column < 1 ? null : { end: ownEnd, columns: cells.length, column };
}

/** The patterns of the list without a place to go on from. */
const labNames = labs.map(([, pattern]) => new RegExp(pattern.source, pattern.flags.replace('g', '')));

const concentration = String.raw`(?:ng|mg|mcg|µg|ug|pg|g)\/(?:m|d)?L|(?:m|k|µ)?I?U\/(?:m|d)?L|mEq\/L|[mµnp]mol\/L|mm\/h\w*|(?:K|cells)\/[µu]L|copies\/mL|[ ]?\/ ?[hH][pP][fF]`;
const anyValue = new RegExp(
  String.raw`\b([A-Z][A-Za-z0-9-]{1,20}(?: [a-z0-9-]{2,14}){0,2})\s*(?:was |is |of |at |=|:|>|<)?\s*(\d+(?:[.,]\d+)?) ?(?:${concentration})`,
  'g',
);

/** "Copeptin 4.9 pmol/L": what is measured in an amount to a volume is a laboratory value, whatever its name. */
export function readUnnamedLabs(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  return [...page.page.text.slice(from, to).matchAll(anyValue)].flatMap((m): Draft[] => {
    const name = m[1] ?? '';
    const start = from + m.index;
    if (labNames.some((pattern) => pattern.test(name))) return [];
    if (page.drugs.some((drug) => drug.start < start + m[0].length && drug.end > start)) return [];
    const context = statusOf(page, start, start + name.length).context;
    if (context.experiencer !== 'patient' || context.temporality === 'hypothetical') return [];
    return [
      {
        ...base({ page, note }, start, start + m[0].length),
        concept: 'lab-result',
        detail: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
        measure: measureOf({
          quantity: {
            unit: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
            value: Number((m[2] ?? '').replace(',', '')),
          },
        }),
        why: [m[0]],
      },
    ];
  });
}

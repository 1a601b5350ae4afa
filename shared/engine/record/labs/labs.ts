/** Laboratory values as facts. */
import type { IsoDate } from '../../../domain/kinds.ts';
import { readDates } from '../../../text/dates.ts';
import { base } from '../base.ts';
import { measureOf, patientNow, type Draft } from '../draft.ts';
import { headsColumns, labColumn } from './columns.ts';
import { labNamesIn, labs, panels } from './names.ts';
import { isNormal } from './ranges.ts';
import { valuesBehind } from './series.ts';
import { tableRow } from './tables.ts';
import { isAim, resultWord, toldHigh, wordBefore, wordedResult } from './words.ts';
import { lineAt, type NoteReading, type PageReading, sentenceAt, statusOf } from '../page-reading.ts';

const labValue =
  /^(?:[\s:=.(),~]|\b(?:elevated|raised|increased|abnormal|over|above|about|approximately|roughly|estimated|estimate|est|non-AA|x ?[2-4](?=[\s:])|of|was|is|at|came back|now|today|then|level|result|value|trend|total|serum|fecal|(?:ultra-?|highly |high-)?sensitive|quantitative|random|fasting|mcg\/g|ug\/g|µg\/g|mg\/L|g\/dL|mg\/dL|ng\/mL|U\/mL|U\/L|still|steady|stable|bump(?:ed)?|nadir|peak(?:ed)?|trough|latest|most recent|last|flat|repeat(?:ed)?|back|to|up|has|rose|risen|fell|increased|decreased|dropped|climbed|doubled|from [\d.]+(?= ?(?:(?:ng|mg|g|mcg|U)\S*)?(?: ?\([^)\n]{0,20}\))? (?:to|on) )|high|low|hs|T|I|H|L)\b)*?([<>]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[<>]?\s?\d{1,5}(?:\.\d+)?)(?!\d|\.\d|\/\d{1,2}\/|\/(?:19|20)\d\d| ?-? ?(?:month|week|day|year|mo\b|wk|hour))\s*(ng\/mL|mg\/dL|mg\/L|mm\/h\w*|g\/dL|mcg\/g|ug\/g|µg\/g|U\/mL|U\/L|IU\/L|pg\/mL|%|ng\/dL|mmol\/L)?\s*[,—–]?\s*(H\b|L\b|within (?:the )?(?:reference|normal)|high|low|\(H\)|\(L\)|↑|↓|elevated|\(?normal\)?|\(?nl\)?|\(?wnl\)?)?/i;

/** Days that stand beside a value. */
const dayWritten = /\d{1,2}\/\d{1,2}\/\d{2,4}|\b\d{1,2}\/(?:19|20)\d\d\b/g;

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
      const head = headsColumns(lineAt(text, start).text);
      const value = labValue.exec(
        (head ? '' : tail)
          .replace(/^\s*\([^)]*\)/, (bracket) => ' '.repeat(bracket.length))
          .replace(dayWritten, (date) => ' '.repeat(date.length))
          // "TSH, prolactin today. 12/20 addendum": a new sentence that opens with its day.
          .replace(/(?<=\w\.)\s+(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])\b(?![\d/.%]).*$/s, ''),
      );
      if (value && !panels.has(name)) {
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
          value[3] ?? toldHigh(text, start, value[0]),
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
        drafts.push(...valuesBehind(page, note, name, end, until));
      } else {
        const rows = labColumn(page, note, name, start, end, to);
        const word = rows.length > 0 ? null : (resultWord(tail) ?? wordBefore(text, start, tail));
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

function nearestDate(dates: readonly { start: number; iso: IsoDate }[], at: number): IsoDate | null {
  return dates.toSorted((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0]?.iso ?? null;
}

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
    if (labNamesIn(name).length > 0) return [];
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

/** How much was smoked, and when it was given up. */
import type { IsoDate } from '../../domain/kinds.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { numberWordSource, readNumber } from '../../text/numbers.ts';
import { base } from './base.ts';
import { measureOf, type Draft } from './draft.ts';
import { type NoteReading, type PageReading, statusOf } from './page-reading.ts';

const packYears = new RegExp(
  String.raw`(?<![\d.-])(\d{1,3}(?:\.\d)?|${numberWordSource})[ +-]*(?:pack[- \n]?(?:years?|yrs?)|pk[- ]?(?:yrs?|years?)|py\b)`,
  'gi',
);
const labelled =
  /\b(?:pack|pk)[- ]?(?:years?|yrs?)\s*(?:\(\w+\)\s*)?[:=]\s*~?(\d{1,3}(?:\.\d{1,2})?)(?!\s*(?:-|to)\s*\d)/gi;

const packsTimesYears = new RegExp(
  String.raw`(?<![\d.\/-])(?:(\d(?:\.\d{1,2})?|one|two|half|1\/2|½|1½|1 1\/2) ?(?:ppd|(?:a )?packs? (?:a|per) day|packs?\/day|pk\/d)|(a pack and a half|half a pack|a pack|one pack|a half pack) (?:a|per|each) day|(a pack) daily)\W{1,3}(?:x|for|times|×)? ?(?:about |some |roughly |~ ?|over )?(\d{1,2}|${numberWordSource}) ?(?:y\b|yrs?|years?)`,
  'gi',
);

/** Packs a day by the words of a record; null where they are none. */
function packsOf(words: string): number | null {
  const text = words.toLowerCase();
  if (/^(?:1½|1 1\/2|a pack and a half)$/.test(text)) return 1.5;
  if (/half|1\/2|½/.test(text)) return 0.5;
  return /^a pack$|^one/.test(text) ? 1 : readNumber(text);
}

/** "Quit 2011", "stopped for good Thanksgiving 2008", "smoke-free since March 2014": what is said to be given up must be smoking. */
const givenUp =
  /\b(?:quit(?: smoking| cigarettes| tobacco)?|(?:stopped|gave up|given up)(?: (?:smoking|cigarettes|tobacco|for good|it|them))+|former smoker|ex-?smoker|(?:smoke|tobacco|cigarette)-?free since|last (?:cigarette|smoked))[^.;\n]{0,24}/i;
const ofSmoking = /\b(?:smok\w+|cig\w*|tobacco|ppd|packs?|pk|py)\b/i;

/** "Stopped for good Thanksgiving 2008", "quit 2011": a year that is named counts, whatever day stands before it. */
function dayGivenUp(words: string, anchor: IsoDate | null): IsoDate | null {
  const [date] = readDates(words, anchor);
  const year = /\b(?:19|20)\d{2}\b/.exec(words)?.[0];
  if (date !== undefined && (year === undefined || date.iso.startsWith(year))) return date.iso;
  return year === undefined ? null : `${year}-01-01`;
}

/** Pack-years, as given or as packs a day times years. */
export function readSmoking(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  const add = (start: number, end: number, value: number, why: string): void => {
    const context = statusOf(page, start, end).context;
    if (context.experiencer !== 'patient' || context.negation === 'negated') return;
    drafts.push({
      ...base({ page, note }, start, end),
      concept: 'smoking-history',
      detail: 'pack-years',
      context: { ...context, temporality: 'recent' },
      measure: measureOf({ quantity: { unit: 'pack-years', value } }),
      why: [why],
    });
  };
  const words = text.slice(from, to);
  for (const m of words.matchAll(packYears))
    add(from + m.index, from + m.index + m[0].length, readNumber(m[1] ?? '') ?? NaN, `${m[1]} pack-years`);
  for (const m of words.matchAll(labelled))
    add(from + m.index, from + m.index + m[0].length, Number(m[1]), `${m[1]} pack-years`);
  for (const m of words.matchAll(packsTimesYears)) {
    const packs = packsOf(m[1] ?? m[2] ?? m[3] ?? '');
    const years = readNumber(m[4] ?? '');
    if (packs === null || years === null) continue;
    const value = Math.round(packs * years * 10) / 10;
    add(
      from + m.index,
      from + m.index + m[0].length,
      value,
      `${packs} packs a day for ${years} years = ${value} pack-years`,
    );
  }
  const quit = givenUp.exec(words);
  if (
    quit !== null &&
    ofSmoking.test(words.slice(Math.max(0, quit.index - 120), quit.index + quit[0].length + 40))
  ) {
    const at = from + quit.index;
    const said = `${quit[0]} ${text.slice(at + quit[0].length, at + quit[0].length + 12)}`;
    const iso = dayGivenUp(said, note.anchor);
    if (iso !== null && statusOf(page, at, at + 4).context.experiencer === 'patient') {
      drafts.push({
        ...base({ page, note }, at, at + quit[0].length),
        concept: 'smoking-history',
        detail: 'quit',
        measure: measureOf({
          from: iso,
          days: note.note.date && note.note.date > iso ? daysBetween(iso, note.note.date) : null,
        }),
        why: [`quit ${iso.slice(0, 4)}`],
      });
    }
  }
  return drafts;
}

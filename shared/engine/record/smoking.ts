/** How much was smoked, and when it was given up. */
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { base } from './base.ts';
import { measureOf, type Draft } from './draft.ts';
import { type NoteReading, type PageReading, statusOf } from './page-reading.ts';

const packYears = /(\d{1,3}(?:\.\d)?)[ +-]*(?:pack[- ]?(?:years?|yrs?)|pk[- ]?(?:yrs?|years?)|py\b)/gi;

const packsTimesYears =
  /(\d(?:\.\d{1,2})?|one|two|half|1\/2|½) ?(?:ppd|packs? (?:a|per) day|packs?\/day|pk\/d)\W{1,3}(?:x|for|times|×)? ?(\d{1,2}) ?(?:y\b|yrs?|years?)/gi;

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
  for (const m of text.slice(from, to).matchAll(packYears))
    add(from + m.index, from + m.index + m[0].length, Number(m[1]), `${m[1]} pack-years`);
  for (const m of text.slice(from, to).matchAll(/\bpack[- ]?years?\s*[:=]\s*(\d{1,3}(?:\.\d{1,2})?)/gi))
    add(from + m.index, from + m.index + m[0].length, Number(m[1]), `${m[1]} pack-years`);
  for (const m of text.slice(from, to).matchAll(packsTimesYears)) {
    const word = (m[1] ?? '').toLowerCase();
    const packs = word === 'one' ? 1 : word === 'two' ? 2 : /half|1\/2|½/.test(word) ? 0.5 : Number(word);
    const value = Math.round(packs * Number(m[2]) * 10) / 10;
    add(
      from + m.index,
      from + m.index + m[0].length,
      value,
      `${packs} packs a day for ${m[2]} years = ${value} pack-years`,
    );
  }
  const quit = /\b(?:quit|stopped smoking|former smoker)[^.;\n]{0,20}/i.exec(text.slice(from, to));
  if (quit) {
    const at = from + quit.index;
    const [date] = readDates(
      `${quit[0]} ${text.slice(at + quit[0].length, at + quit[0].length + 12)}`,
      note.anchor,
    );
    if (date && statusOf(page, at, at + 4).context.experiencer === 'patient') {
      drafts.push({
        ...base({ page, note }, at, at + quit[0].length),
        concept: 'smoking-history',
        detail: 'quit',
        measure: measureOf({
          from: date.iso,
          days: note.note.date && note.note.date > date.iso ? daysBetween(date.iso, note.note.date) : null,
        }),
        why: [`quit ${date.iso.slice(0, 4)}`],
      });
    }
  }
  return drafts;
}

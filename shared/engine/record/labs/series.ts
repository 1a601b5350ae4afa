/** Values of one test on several days in one line: "PSA 0.31 (02/23/26), 0.44 (04/20/26)", "PSA: 2/23/26 0.31; 4/20/26 0.44". */
import { readDates } from '../../../text/dates.ts';
import { base } from '../base.ts';
import { measureOf, patientNow, type Draft } from '../draft.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import { isNormal } from './ranges.ts';

const day = String.raw`\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{4}`;
const amount = String.raw`[<>]?\s?\d{1,5}(?:\.\d+)?`;
const unit = String.raw`(?:\s*(?:ng|mg|g|mcg|ug|U|IU|pg|mmol)\/?(?:mL|dL|L)?)?`;
const valueThenDay = new RegExp(
  String.raw`(?<![\d./-])(${amount})${unit}\s*\(?(?:on |in )?(${day})\)?`,
  'gi',
);
const dayThenValue = new RegExp(
  String.raw`(?<![\d./-])\(?(${day})\)?\s*[:=–—-]?\s*(${amount})(?![\d./-]|\s*\()${unit}`,
  'gi',
);
/** What may stand between two values of a series: another name there begins another test. */
const between =
  /^(?:[\s,;:=–—>→-]|\b(?:and|then|to|now|was|is|of|ng\/mL|mg\/dL|U\/mL|result|value|level)\b)*$/i;

/** The second and later values of the series that follows the name, each on its own day; none where the words are no series. */
export function valuesBehind(
  page: PageReading,
  note: NoteReading,
  name: string,
  nameEnd: number,
  lineEnd: number,
): Draft[] {
  const text = page.page.text.slice(nameEnd, lineEnd);
  const forms = [
    [...text.matchAll(valueThenDay)].map((m) => ({ m, value: m[1] ?? '', date: m[2] ?? '' })),
    [...text.matchAll(dayThenValue)].map((m) => ({ m, value: m[2] ?? '', date: m[1] ?? '' })),
  ];
  const found = forms.map((entries) => {
    const out: typeof entries = [];
    let at = 0;
    for (const entry of entries) {
      if (!between.test(text.slice(at, entry.m.index))) break;
      out.push(entry);
      at = entry.m.index + entry.m[0].length;
    }
    return out;
  });
  const series = found.find((entries) => entries.length > 1) ?? [];
  return series.slice(1).flatMap(({ m, value, date }): Draft[] => {
    const iso = readDates(date, note.anchor)[0]?.iso;
    if (iso === undefined) return [];
    const number = Number(value.replace(/[<>\s]/g, ''));
    const start = nameEnd + m.index;
    return [
      {
        ...base({ page, note }, start, start + m[0].length),
        concept: 'lab-result',
        detail: name,
        date: iso,
        ...(isNormal(name, number, value, undefined, '') === true
          ? { context: { ...patientNow, negation: 'negated' as const } }
          : {}),
        measure: measureOf({ quantity: { unit: name, value: number } }),
        why: [`${name} ${value.trim()} on ${iso}`],
      },
    ];
  });
}

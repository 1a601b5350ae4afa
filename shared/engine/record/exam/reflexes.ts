/** Reflexes by their grades. */
import { measureOf, patientNow } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { quoteAround, regionNear } from '../page-reading.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import { sideOfValue } from './value-side.ts';

const reflexWord =
  /\b(?:reflex(?:es)?|DTRs?|dtrs?|patell\w*|achilles|(?:knee|ankle) jerks?|jerks?|knees?(?=[^.;]{0,12}\d\+)|ankles?(?=[^.;]{0,12}\d\+)|biceps|triceps|brachiorad\w*)\b/i;
const reflexGrade =
  /(?<![\d/.])(?:([0-4])\s?\+(?!\s?\/)|\b(trace|absent)\b|\+([0-4])(?!\d|\/)|(?<=\b(?:reflex(?:es)?|jerks?|achilles|patellar|ankles?|knees?|biceps|triceps|brachioradialis):? )(0)(?![\d./+]))/gi;

/** Reflex grades: 2+ (and symmetric 1+ to 2+) normal, 0, trace, 1+ on one side, 3+ and more abnormal. */
export function readReflexes(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  for (const sentence of page.map.sentences) {
    if (sentence.start < from || sentence.end > to) continue;
    const words = text.slice(sentence.start, sentence.end);
    if (!reflexWord.test(words)) continue;
    reflexGrade.lastIndex = 0;
    const values: { value: number; start: number; end: number }[] = [];
    let m: RegExpExecArray | null;
    while ((m = reflexGrade.exec(words)) !== null) {
      const head = words.slice(0, m.index);
      if (!reflexWord.test(head.slice(-70)) && !reflexWord.test(words.slice(m.index, m.index + 40))) continue;
      if (
        /\b(?:pulses?|dp|pt|edema|effusion|tender\w*|blood|protein|lachman|pitting|stable|crank|slr|test|hoffmann?'?s?|babinski|clonus|spurling'?s?)\b[^.;]{0,12}$/i.test(
          head,
        )
      )
        continue;
      const raw = m[1] ?? m[3] ?? m[4];
      const value = raw === undefined ? (m[2]?.toLowerCase() === 'trace' ? 0.5 : 0) : Number(raw);
      values.push({ value, start: sentence.start + m.index, end: sentence.start + m.index + m[0].length });
    }
    const brisk = values.filter(({ value }) => value >= 3);
    const low = values.filter(({ value }) => value < 2);
    const normal = values.filter(({ value }) => value === 2);
    const asymmetric = low.length > 0 && (normal.length > 0 || brisk.length > 0);
    const abnormal = brisk.length > 0 ? brisk : low.some(({ value }) => value < 1) || asymmetric ? low : [];
    for (const item of abnormal.length > 0 ? abnormal : normal.slice(0, 1)) {
      const bad = abnormal.length > 0;
      drafts.push({
        concept: 'reflex-change',
        detail: 'reflexes',
        context: bad ? patientNow : { ...patientNow, negation: 'negated' },
        status: bad ? 'done' : 'not-done',
        region:
          /biceps|triceps|brachio|arm|upper|ue\b/i.test(words) && note.region !== 'lumbar-spine'
            ? 'cervical-spine'
            : (regionNear(page, item.start, item.end) ?? note.region),
        side: sideOfValue(page, sentence, item.start, item.end),
        date: note.note.date,
        measure: measureOf({ quantity: { unit: 'reflex-grade', value: item.value } }),
        outcome: null,
        section: 'exam',
        spans: [quoteAround(page, item.start, item.end)],
        why: [`reflex ${item.value}${item.value === 2 ? ' is normal' : ''}`],
        reading: note,
      });
    }
  }
  return drafts;
}

/** Rotation of the hip as examined: "L hip IR 5 deg, painful", "groin pain with internal rotation", "IR 40, painless". */
import { patientNow } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { quoteAround, regionNear, sentenceAt, sideNear, statusOf } from '../page-reading.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';

const rotation =
  /\b(?:int(?:ernal(?:ly)?|\.)?|medial|inward) ?\/? ?(?:and |& )?(?:ext(?:ernal|\.)? )?rot(?:at(?:ion|es?|ed|ing)\b|\b\.?)|\bIR\b|\brotat(?:ed|ing|ion|es) (?:\w+ ){0,3}(?:inward|internally|in\b)|\bturn(?:ed|ing|s) (?:\w+ ){0,2}inward|\bhip rotation\b|\b(?:rotat(?:ion|ing)|turning)(?: of)? (?:the|her|his) (?:left |right )?hip\b/gi;
/** Another joint turns inward, too; and an IR is also a clinic or a medicine. */
const otherJoint =
  /\b(?:shoulder|arm|humer\w+|scapul\w+|cuff|tibia\w*|foot|forearm|radiolog\w*|release|tablets?|mg)\b/i;
const normal =
  /\b(?:painless(?:ly)?|pain-?free|(?:without|no|not|non-?) ?(?:\w+ ){0,2}pain(?:ful)?|full|normal|symmetric\w*|unrestricted|does not hurt|WNL|intact)\b/i;
const painful =
  /\b(?:pain(?:ful)?|hurts?|reproduc\w+|provok\w+|elicit\w*|sore|positive|catch\w*|groin)\b|\(\+\)|\+(?!\d)/i;
const reduced =
  /\b(?:limited|reduced|restricted|decreased|diminished|lost|loss|lacks?|blocked|stiff|absent|no internal|lessened)\b/i;
const degrees = /(?:^|[^\d/.-])(\d{1,2}) ?(?:°|deg\w*\b|(?=[\s,;.()]|$))/;
/** Healthy hips turn inward by 30 to 40 degrees; half of that is a loss. */
const lossBelow = 20;

/** One fact for each sentence that tells how a hip turns; none where it does not say how it was. */
export function readHipRotation(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const seen = new Set<number>();
  return [...text.slice(from, to).matchAll(rotation)].flatMap((m): Draft[] => {
    const start = from + m.index;
    const end = start + m[0].length;
    const sentence = sentenceAt(page, Math.min(end, text.length - 1));
    const words = text.slice(Math.min(sentence.start, start), sentence.end);
    const region = regionNear(page, start, end) ?? note.region;
    if (seen.has(sentence.start) || otherJoint.test(words)) return [];
    if (region !== 'hip' && !/\b(?:hips?|groin)\b/i.test(words)) return [];
    const { context } = statusOf(page, start, end);
    if (context.experiencer !== 'patient' || context.temporality === 'hypothetical') return [];
    const clause = `${text.slice(Math.max(sentence.start, start - 30), start)} ${text.slice(end, Math.min(sentence.end, end + 70))}`;
    const found = degrees.exec(text.slice(end, Math.min(sentence.end, end + 24)))?.[1];
    const isNormal = normal.test(clause.replace(/\([^)]*\)/g, ''));
    const isPositive =
      !isNormal &&
      (painful.test(clause) || reduced.test(clause) || (found !== undefined && Number(found) < lossBelow));
    if (!isNormal && !isPositive) return [];
    seen.add(sentence.start);
    return [
      {
        concept: 'provocative-test',
        detail: 'hip-rotation',
        context: isPositive ? patientNow : { ...patientNow, negation: 'negated' },
        status: isPositive ? 'done' : 'not-done',
        region: 'hip',
        side: sideNear(page, start, end) ?? note.side,
        date: note.note.date,
        measure: null,
        outcome: null,
        section: 'exam',
        spans: [quoteAround(page, start, end)],
        why: ['rotation of the hip', isPositive ? 'painful or limited' : 'free'],
        reading: note,
      },
    ];
  });
}

/** Strength by its grades, each with muscle and side. */
import type { Laterality } from '../../../domain/kinds.ts';
import { measureOf, patientNow } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { quoteAround, regionNear, sentenceAt, statusOf } from '../page-reading.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import { muscleBeside, muscleGroup } from './muscles.ts';
import { sideOfValue } from './value-side.ts';

const grade = /(?<![\d/.-])([0-5])\s?([+-])?\s?\/\s?5(?![\d/])\s?([+-](?!\d))?/g;
const muscle =
  /\b(?:strength|motor|mmt|power|EHL|ehl|hallucis|TA|ant(?:erior)? tib\w*|tib(?:ialis)? ant\w*|dorsiflex\w*|plantar ?flex\w*|DF|PF|quads?|quadriceps|hamstrings?|hip (?:flex\w*|abd\w*|ext\w*)|iliopsoas|psoas|gastroc\w*|knee (?:ext\w*|flex\w*)|toe ext\w*|ankle|deltoids?|biceps|triceps|wrist (?:ext\w*|flex\w*)|grip|interossei|intrinsics|finger (?:ext\w*|abd\w*|flex\w*)|supra\w*|infra\w*|subscap\w*|empty can|external rotation|internal rotation|ER|IR|abduction|glut\w*|hand|arm|leg|LE|UE|legs|arms|lower extremit\w*|upper extremit\w*|extension|flexion)\b/gi;
const armMuscle =
  /\b(?:deltoid|biceps|triceps|wrist|grip|interossei|intrinsics|finger|hand|arm|UE|upper|brachiorad)/i;
const shoulderMuscle =
  /\b(?:supra|infra|subscap|external rotation|internal rotation|abduction|empty can|ER|IR)\b/i;

/** Weakness (or full strength) from grades n/5, each with muscle and side. */
export function readStrength(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  const tableSides = columnSides(text.slice(from, to));
  grade.lastIndex = from;
  let m: RegExpExecArray | null;
  while ((m = grade.exec(text)) !== null && m.index < to) {
    const start = m.index;
    const end = start + m[0].trimEnd().length;
    const sentence = sentenceAt(page, start);
    const words = text.slice(sentence.start, sentence.end);
    const head = text.slice(Math.max(sentence.start, start - 110), start);
    const near = text.slice(Math.max(from, start - 250), Math.min(to, end + 60));
    // "4-/5 (was 4+/5 on 08/03)" tells of another day.
    if (earlierGrade.test(head)) continue;
    if (/\b(?:pain|ecog|score|phq|stars?|likert|nrs|vas|aspect)\b[^.;,]{0,14}$/i.test(head)) continue;
    muscle.lastIndex = 0;
    if (!muscle.test(words) && !/strength|motor|mmt|neuro/i.test(near)) continue;
    const status = statusOf(page, start, end);
    if (status.context.temporality === 'hypothetical' || status.context.experiencer !== 'patient') continue;
    const sign = m[2] ?? m[3] ?? '';
    const value = Number(m[1]) + signOf(sign);
    const side = sideOfValue(page, sentence, start, end) ?? sideOfCell(text, start, tableSides);
    const name = muscleOf(head, words);
    const region =
      shoulderMuscle.test(name) && note.region === 'shoulder'
        ? 'shoulder'
        : regionOfMuscle(name, note.region);
    const weak = value < 5;
    const tail = text.slice(end, sentence.end);
    // Strength that pain holds back, or that gives way, is no loss of strength; one that came back is of the past.
    const doubtful = weak && heldBack.test(tail.split(/;|\. /)[0] ?? '');
    if (weak && cameBack.test(tail)) continue;
    const group = ofTheRest(head, tail)
      ? otherMuscles
      : muscleGroup(muscleBeside(text, sentence, start, end));
    drafts.push({
      ...strengthOf(group, value, note),
      ...(doubtful ? { context: { ...patientNow, negation: 'possible' } } : {}),
      region: region ?? regionNear(page, start, end) ?? note.region,
      side: side ?? (note.region === region ? note.side : null),
      spans: [quoteAround(page, start, end)],
      why: [`strength ${m[0].trim()}${name ? ` ${name}` : ''}${side ? ` ${side}` : ''}`],
    });
  }
  return drafts;
}

/** The muscles that a grade before them does not name: neither that one, nor the whole limb. */
const otherMuscles = 'other muscles';

/** "Great toe extension 4/5, others 5/5", "quads 4/5, 5/5 elsewhere": a grade of what is not named. */
function ofTheRest(head: string, tail: string): boolean {
  return (
    /\b(?:others?|rest|remain(?:s|der|ing)?|elsewhere|otherwise|everything else)\b[^,;.\d]{0,40}$/i.test(
      head,
    ) ||
    /^\W{0,3}(?:elsewhere|otherwise|(?:in|for|of|throughout) (?:all |the )*(?:others?|rest|remain\w+))\b(?![^.;]{0,40}\d\s?[+-]?\s?\/\s?5)/i.test(
      tail,
    )
  );
}

/** What a grade of 0 to 5 (thirds for + and -) says of a muscle; place, quote and why are the caller's. */
export function strengthOf(
  group: string,
  value: number,
  note: NoteReading,
): Omit<Draft, 'region' | 'side' | 'spans' | 'why'> {
  const weak = value < 5;
  return {
    concept: 'motor-deficit',
    detail: 'strength',
    subject: group,
    context: weak ? patientNow : { ...patientNow, negation: 'negated' },
    status: weak ? 'done' : 'not-done',
    date: note.note.date,
    measure: measureOf({ quantity: { unit: 'strength-grade', value: Math.round(value * 100) / 100 } }),
    outcome: null,
    section: 'exam',
    reading: note,
  };
}

/** A grade's sign: a third of a grade up or down. */
export function signOf(sign: string): number {
  return sign === '+' ? 0.33 : sign === '-' ? -0.33 : 0;
}

/** Words by which an examiner says that pain or effort, not the nerve, holds a muscle back. */
const heldBack =
  /\b(?:due|secondary|2\/2|related) to (?:\w+ )?pain|\b(?:pain[- ]limited|limited by pain|give-?way(?:ing)?|giving way|giveaway|effort[- ]dependent|poor effort|submaximal|guarding|inconsistent)\b/i;
const cameBack =
  /\b(?:has |have |had )?(?:since )?(?:resolved|recovered|normalized|returned to (?:normal|5\/5))\b|\b(?:now|today)\b[^.;]{0,24}\b5\s?\/\s?5/i;

/** Words that give a grade to an earlier examination. */
const earlierGrade =
  /\((?:was|were|previously|prior|formerly|before|from|up from|down from|compared (?:to|with))\s[^)]*$|\b(?:was|previously|formerly|compared (?:to|with)|down from|up from)\s+$/i;

/** "Right <tab> Left" above a table: which column is which side. */
function columnSides(text: string): readonly Laterality[] {
  const m = /(?:^|\n)[^\n]*\b(right|left)\s*\t\s*(right|left)\b/i.exec(text);
  if (!m) return [];
  return [
    m[1]?.toLowerCase() === 'left' ? 'left' : 'right',
    m[2]?.toLowerCase() === 'left' ? 'left' : 'right',
  ];
}

function sideOfCell(text: string, start: number, sides: readonly Laterality[]): Laterality | null {
  if (sides.length < 2) return null;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const tabs = text.slice(lineStart, start).split('\t').length - 1;
  return tabs === 0 ? null : (sides[Math.min(tabs, sides.length) - 1] ?? null);
}
function muscleOf(head: string, words: string): string {
  let last = '';
  muscle.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = muscle.exec(head)) !== null) if (!/^(?:strength|motor|mmt|power)$/i.test(m[0])) last = m[0];
  if (last !== '') return last;
  muscle.lastIndex = 0;
  while ((m = muscle.exec(words)) !== null) if (!/^(?:strength|motor|mmt|power)$/i.test(m[0])) return m[0];
  return '';
}

export function regionOfMuscle(name: string, noteRegion: string | null): string | null {
  if (name === '') return noteRegion;
  if (
    noteRegion &&
    /^(?:knee|hip|ankle|foot|shoulder|elbow|wrist|hand|brain|thoracic-spine)$/.test(noteRegion)
  )
    return noteRegion;
  if (shoulderMuscle.test(name)) return noteRegion ?? 'shoulder';
  return armMuscle.test(name) ? 'cervical-spine' : 'lumbar-spine';
}

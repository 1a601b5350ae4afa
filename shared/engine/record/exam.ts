/** Examination values: strength grades, reflexes, and named tests with their result on each side. */
import type { Laterality } from '../../domain/kinds.ts';
import { measureOf, patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { muscleBeside, muscleGroup } from './muscles.ts';
import { nearest, quoteAround, regionNear, sentenceAt, sideNear, statusOf } from './page-reading.ts';
import { subjectOf } from './subject.ts';

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
    drafts.push({
      ...strengthOf(muscleGroup(muscleBeside(text, sentence, start, end)), value, note),
      ...(doubtful ? { context: { ...patientNow, negation: 'possible' } } : {}),
      region: region ?? regionNear(page, start, end) ?? note.region,
      side: side ?? (note.region === region ? note.side : null),
      spans: [quoteAround(page, start, end)],
      why: [`strength ${m[0].trim()}${name ? ` ${name}` : ''}${side ? ` ${side}` : ''}`],
    });
  }
  return drafts;
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

/** The side that belongs to a value: "4/5 L EHL", "EHL L 4/5, R 5/5", "5/5 bilat". */
function sideOfValue(
  page: PageReading,
  sentence: { start: number; end: number },
  start: number,
  end: number,
): Laterality | null {
  const text = page.page.text;
  const cut = Math.max(
    ...[',', ';', '. ', ': '].map((mark) => text.lastIndexOf(mark, start - 1)),
    sentence.start,
  );
  const before = nearest(page.sides, start, end, Math.max(cut, sentence.start), start);
  const stop = /[,;.](?=\s|$)/.exec(text.slice(end, sentence.end));
  const after = nearest(page.sides, start, end, end, stop ? end + stop.index : sentence.end);
  if (/^\s*B\b/.test(text.slice(end, end + 3))) return 'bilateral';
  // "5/5 R 4/5 L": the side behind the grade before is that one's.
  if (
    before &&
    after &&
    /[0-5]\s?[+-]?\s?\/\s?5\s?[+-]?\s*$/.test(
      text.slice(Math.max(sentence.start, before.start - 8), before.start),
    )
  )
    return after.value;
  if (before && after) return start - before.end <= after.start - end ? before.value : after.value;
  if (before ?? after) return (before ?? after)?.value ?? null;
  return nearest(page.sides, start, end, Math.max(sentence.start, start - 60), start)?.value ?? null;
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

const positive =
  /^(?:soft end|(?:no|without|absent) (?:firm |solid |good )?end ?-?point|positive|pos|\(\+\)|\+(?!\/|\d)|present|reproduc\w*|recreat\w*|concordant|abnormal|upgoing|extensor|\+ve|elicit\w*|still positive|remains positive|painful)/i;
const negative =
  /^(?:negative|neg|not painful|non-?painful|\(-\)|-(?=[\s,.;)])|absent|normal|downgoing|flexor|down|none|nontender|firm|stable|-ve|not present|does not|did not|without|no\b)/i;
const doubtful = /^(?:equivocal|borderline|questionable|trace|\?)/i;
const tests =
  /(?:soft end[- ]?point|(?:no|without|absent) (?:firm |solid |good )?end ?-?point|(?:does not |did not |without )?(?:reproduc\w+|recreat\w+|elicit\w*)|positive|pos|(?:not |non-?)?painful|neg(?:ative)?|\(\+\)|\(-\)|\+(?!\/|\d)|\+ve|-ve|present|absent|downgoing|upgoing|equivocal|borderline|normal|firm|stable|extensor|flexor|down\b|-(?=[\s,.;)]))/gi;

/** Results of named tests (SLR, McMurray, Hoffmann …), one for each side that the words name. */
export function readManeuvers(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const drafts: Draft[] = [];
  const text = page.page.text;
  let last: { readonly end: number; readonly results: readonly Result[] } | null = null;
  for (const hit of page.concepts) {
    if (hit.rule.sense !== 'maneuver' || hit.start < from || hit.end > to) continue;
    const sentence = sentenceAt(page, hit.start);
    const others = page.concepts.filter(
      (other) => other.rule.sense === 'maneuver' && other.start >= hit.end && other.start < sentence.end,
    );
    const limit = Math.min(others[0]?.start ?? sentence.end, sentence.end);
    const status = statusOf(page, hit.start, hit.end);
    if (status.context.temporality === 'hypothetical' || status.context.experiencer !== 'patient') continue;
    const before =
      /\b(positive|pos|\+|(?:no |without )?pain(?:ful)? (?:on|with|w\/|at)|negative|neg|no|absent)\s*$/i.exec(
        text.slice(Math.max(sentence.start, hit.start - 24), hit.start),
      );
    const graded = hit.rule.detail === 'lachman' ? laxityGrade.exec(text.slice(hit.end, limit)) : null;
    const results =
      before !== null ? [] : graded === null ? resultsAfter(page, hit.end, limit, text) : [ofGrade(graded)];
    // "O'Brien, crank and Hawkins positive": the next test of the list carries the result for all.
    if (
      results.length === 0 &&
      others.length > 0 &&
      /^[\s,/]*(?:and|&|or)?[\s,/]*$/.test(text.slice(hit.end, others[0]?.start ?? hit.end))
    ) {
      const final = others.at(-1);
      if (final) results.push(...resultsAfter(page, final.end, sentence.end, text));
    }
    if (before)
      results.splice(0, results.length, {
        value: /^(?:pos|\+|pain)/i.test(before[1] ?? '') ? 'positive' : 'negative',
        side: null,
        degrees: null,
      });
    // "positive O'Brien and crank, films normal": what stands before the first test is said of the list.
    const joined: boolean =
      last !== null && /^\s*(?:,|and|&|or|\/)\s*$/.test(text.slice(last.end, hit.start));
    if (joined && last !== null && !before) results.splice(0, results.length, ...last.results);
    last = before || joined ? { end: hit.end, results: [...results] } : null;
    if (
      results.length === 0 &&
      /^\s*(?:[LR]|left|right)?\s*\(?(?:at )?\d{2} ?(?:deg|°|\b)/i.test(text.slice(hit.end, limit)) &&
      /slr|straight|lasegue/i.test(text.slice(hit.start, hit.end))
    ) {
      const degrees = Number(/\d{2}/.exec(text.slice(hit.end, limit))?.[0] ?? '90');
      if (degrees < 70)
        results.push({
          value: 'positive',
          side: nearest(page.sides, hit.start, hit.end, hit.start, limit)?.value ?? null,
          degrees,
        });
    }
    for (const result of results) {
      const context =
        result.value === 'positive'
          ? patientNow
          : {
              ...patientNow,
              negation: result.value === 'doubtful' ? ('possible' as const) : ('negated' as const),
            };
      const region = hit.rule.region ?? regionNear(page, hit.start, hit.end) ?? note.region;
      const draft: Draft = {
        concept: hit.rule.concept,
        detail: hit.rule.detail,
        subject: subjectOf(text.slice(hit.start, hit.end)),
        context,
        status: result.value === 'positive' ? 'done' : 'not-done',
        region: region === 'lumbar-spine' && note.region === 'thoracic-spine' ? note.region : region,
        side:
          result.side ?? sideNear(page, hit.start, hit.end) ?? (note.region === region ? note.side : null),
        date: note.note.date,
        measure:
          result.degrees === null
            ? null
            : measureOf({ quantity: { unit: 'degrees', value: result.degrees } }),
        outcome: null,
        section: 'exam',
        spans: [quoteAround(page, hit.start, hit.end)],
        why: [hit.rule.id, `${result.value}${result.side ? ` ${result.side}` : ''}`],
        reading: note,
      };
      drafts.push(draft);
      // A ligament that gives is a loose joint.
      if (hit.rule.detail === 'lachman' && result.value === 'positive')
        drafts.push({ ...draft, concept: 'joint-instability', detail: 'laxity' });
    }
  }
  return drafts;
}

/** "Lachman 2B", "Lachman: grade 1A", "pivot shift 2+", "anterior drawer grade II": how far a ligament gives, and A or B for its end point. */
const laxityGrade =
  /^\s*(?:test|sign)?\s*(?:is|was|[:=])?\s*(?:on (?:the )?)?(?:left|right|[LR]\b)?\s*(?:grade |gr\.? ?)?([0-3]|I{1,3})\s?(\+)?\s?([AB])?(?![\w/%°]|\s*(?:deg|mm))/i;

/** From the second grade, or with a soft end, the ligament is loose. */
function ofGrade([, grade, , end]: RegExpExecArray): Result {
  const loose = /^(?:[23]|II|III)$/i.test(grade ?? '') || (end?.toUpperCase() === 'B' && grade !== '0');
  return { value: loose ? 'positive' : 'negative', side: null, degrees: null };
}

interface Result {
  readonly value: 'positive' | 'negative' | 'doubtful';
  readonly side: Laterality | null;
  readonly degrees: number | null;
}

/** Results in the words behind a test's name: "pos L at 45 deg, neg R", "(+) 45°, R (-)". */
function resultsAfter(page: PageReading, from: number, to: number, text: string): Result[] {
  const words = text.slice(from, Math.min(to, from + 140));
  const results: Result[] = [];
  const stop = /[.;](?=\s|$)/.exec(words);
  const scope = words.slice(0, stop?.index ?? words.length);
  tests.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = tests.exec(scope)) !== null) {
    if (
      results.length === 0 &&
      scope
        .slice(0, m.index)
        .split(/[\s,]+/)
        .filter(Boolean).length > 6
    )
      break;
    const value = positive.test(scope.slice(m.index))
      ? 'positive'
      : doubtful.test(scope.slice(m.index))
        ? 'doubtful'
        : negative.test(scope.slice(m.index))
          ? 'negative'
          : null;
    if (!value) continue;
    const start = from + m.index;
    const comma = scope.lastIndexOf(',', m.index);
    const nextComma = scope.indexOf(',', m.index);
    const side = nearest(
      page.sides.filter(
        (item) => item.value !== 'bilateral' || !/^both$/i.test(text.slice(item.start, item.end)),
      ),
      start,
      start + m[0].length,
      from + comma + 1,
      from + (nextComma < 0 ? scope.length : nextComma),
    );
    const degrees = /(\d{2,3}) ?(?:deg|°|degrees)/i.exec(
      scope.slice(m.index, nextComma < 0 ? undefined : nextComma + 1),
    );
    if (results.length > 0 && side === null) continue;
    results.push({ value, side: side?.value ?? null, degrees: degrees ? Number(degrees[1]) : null });
  }
  return results;
}

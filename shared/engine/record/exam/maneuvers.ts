/** Named tests of an examination (straight leg raise, McMurray, Hoffmann) with their result on each side. */
import type { Laterality } from '../../../domain/kinds.ts';
import { measureOf, patientNow } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { nearest, quoteAround, regionNear, sentenceAt, sideNear, statusOf } from '../page-reading.ts';
import type { ConceptHit, NoteReading, PageReading } from '../page-reading.ts';
import { subjectOf } from '../subject.ts';

/** Words of a pain, a click or a weakness that a maneuver brings on. */
const provoked = String.raw`pain(?:ful)?(?![- ]?(?:free|less))|hurt(?:s|ing)?|sore|tender(?:ness)?|weak(?:ness)?|click(?:s|ing)?|clunk(?:s|ing)?|(?:brings?|brought) on|provok\w+|reproduc\w*|recreat\w*|elicit\w*`;
const unprovoked = String.raw`(?:not|no|non-?|without|w\/o|free of|denies)[ -]?(?:\w+ )?(?:${provoked})|pain-?(?:free|less)`;
const positive = new RegExp(
  String.raw`^(?:soft end|(?:no|without|absent) (?:firm |solid |good )?end ?-?point|positive|pos|\(\+\)|\+(?!\/|\d)|present|concordant|abnormal|upgoing|extensor|\+ve|still positive|remains positive|${provoked})`,
  'i',
);
const negative =
  /^(?:negative|neg|not painful|non-?painful|pain-?(?:free|less)|free of|w\/o|\(-\)|-(?=[\s,.;)])|absent|normal|downgoing|flexor|down|none|nontender|firm|stable|-ve|not\b|non|does not|did not|without|denies|no\b)/i;
const doubtful = /^(?:equivocal|borderline|questionable|trace|\?|(?:low )?back pain|hamstring)/i;
const tests = new RegExp(
  String.raw`(?:soft end[- ]?point|(?:no|without|absent) (?:firm |solid |good )?end ?-?point|(?:does not |did not )(?:reproduc\w+|recreat\w+|elicit\w*|hurt|provoke|bring on)|positive|\bpos\b|\b(?:${unprovoked})\b|neg(?:ative)?|(?:low )?back pain|hamstring|\b(?:${provoked})\b|\(\+\)|\(-\)|\+(?!\/|\d)|\+ve|-ve|present|absent|downgoing|upgoing|equivocal|borderline|normal|firm|stable|extensor|flexor|down\b|-(?=[\s,.;)]))`,
  'gi',
);
/** A name that is a finding itself: "joint line tenderness", "painful arc", "Lasègue's sign" is none. */
const saysFinding = /\b(?:tender\w*|ttp|jlt|painful arc)\b/i;
/** A test of how far a ligament gives is not positive by the pain of it. */
const ofPain = new RegExp(String.raw`^(?:${provoked})$`, 'i');
const ofLaxity: ReadonlySet<string> = new Set(['lachman']);

/** "McMurray can't be done, too painful": the pain is why there is no result. */
const notTried =
  /\b(?:can ?not|can['’]t|could ?not|couldn['’]t|unable|not able|untestable|deferred|not (?:be )?(?:done|tested|tolerated|performed|possible|assessed|attempted|examined|tried))\b|\btoo\s*$|\b(?:limited by|because of|due to|secondary to|guard\w* (?:from|with|due to)?)\s*$/i;

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
    const before = resultBefore(text.slice(Math.max(sentence.start, hit.start - 34), hit.start));
    const graded = hit.rule.detail === 'lachman' ? laxityGrade.exec(text.slice(hit.end, limit)) : null;
    const results =
      before !== null ? [] : graded === null ? resultsAfter(page, hit, limit, text) : [ofGrade(graded)];
    // "O'Brien, crank and Hawkins positive": the next test of the list carries the result for all.
    if (
      results.length === 0 &&
      others.length > 0 &&
      /^[\s,/]*(?:and|&|or)?[\s,/]*$/.test(text.slice(hit.end, others[0]?.start ?? hit.end))
    ) {
      const final = others.at(-1);
      if (final) results.push(...resultsAfter(page, final, sentence.end, text));
    }
    if (before !== null) results.splice(0, results.length, { value: before, side: null, degrees: null });
    // "positive O'Brien and crank, films normal": what stands before the first test is said of the list.
    const joined: boolean =
      last !== null && /^\s*(?:,|and|&|or|\/)\s*$/.test(text.slice(last.end, hit.start));
    if (joined && last !== null && before === null) results.splice(0, results.length, ...last.results);
    last = before !== null || joined ? { end: hit.end, results: [...results] } : null;
    if (
      results.length === 0 &&
      saysFinding.test(text.slice(hit.start, hit.end)) &&
      status.context.negation === 'affirmed' &&
      !notTried.test(text.slice(hit.end, limit))
    )
      results.push({ value: 'positive', side: null, degrees: null });
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

const place = String.raw`(?:\s*(?:medial|lateral|anterior|posterior|left|right|bilateral|[LR])\b){0,2}\s*$`;
const wordBefore = new RegExp(
  String.raw`\b(positive|pos|(?:no |without )?pain(?:ful)? (?:on|with|w\/|at)|negative|neg|no|absent)${place}`,
  'i',
);
/** "+McMurray", "Exam: + SLR"; in "McMurray + Thessaly" the sign belongs to the name before it. */
const signBefore = new RegExp(String.raw`(?:(?<!\w)\(?\+\)?$|(?:^|[:;,.(])\s*\(?\+\)?(?=\s)${place})`, 'i');

/** The result that stands right before a test's name; null where none does. */
function resultBefore(words: string): 'positive' | 'negative' | null {
  const word = wordBefore.exec(words)?.[1];
  if (word !== undefined) return /^(?:pos|pain)/i.test(word) ? 'positive' : 'negative';
  return signBefore.test(words) ? 'positive' : null;
}

interface Result {
  readonly value: 'positive' | 'negative' | 'doubtful';
  readonly side: Laterality | null;
  readonly degrees: number | null;
}

/** Results in the words behind a test's name: "pos L at 45 deg, neg R", "(+) 45°, R (-)". */
function resultsAfter(page: PageReading, hit: ConceptHit, to: number, text: string): Result[] {
  const from = hit.end;
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
    if (!value || (ofLaxity.has(hit.rule.detail ?? '') && ofPain.test(m[0]))) continue;
    if (results.length === 0 && notTried.test(scope.slice(0, m.index))) return [];
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

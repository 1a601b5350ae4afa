/**
 * What the letter says is missing, too little, normal or demanded: one assertion for each topic of each reason
 * sentence. A sentence that only points back ("Such a trial was not found") speaks of the topics before it.
 */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Rules } from '../../domain/rules.ts';
import { readDurations, readVisitCounts } from '../../text/durations.ts';
import { findPattern, firstPattern } from '../../text/pattern.ts';
import { regionsIn, sideOf } from '../scan-names.ts';
import type { LetterText } from './letter-text.ts';
import { letterSpan } from './letter-text.ts';
import type { LetterSentence } from './zones.ts';

type Claim = DenialAssertion['claim'];

interface Topic {
  readonly concept: DenialAssertion['concept'];
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
}

const pointsBack =
  /^\W*(?:such|none|neither|nothing|no such|(?:this|that|these|those|it|they) (?:was|were|is|are|has|have) (?:still )?not)\b|\bno such\b|\bnone (?:of these )?(?:was|were)\b/i;
/** Sentences of the letter about itself or the request, not about what is missing. */
const notAboutRecord =
  /\b(?:was (?:made|decided) by|board[- ]certified|can be certified right away|lets? (?:us|a scan) (?:skip|go ahead)|for your information|thank you|criteria applied are those of|we (?:also )?checked the reasons for which)\b/i;

/** Assertions of the letter in order. */
export function readAssertions(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  rules: Rules,
): readonly DenialAssertion[] {
  const out: DenialAssertion[] = [];
  let before: { readonly sentence: LetterSentence; readonly topics: readonly Topic[] } | null = null;
  for (const sentence of sentences) {
    if (!sentence.rationale || notAboutRecord.test(sentence.text)) {
      before = null;
      continue;
    }
    const topics = topicsIn(sentence.text, rules);
    const whole = sentence.stem === null ? sentence.text : `${sentence.stem} ${sentence.text}`;
    const claims = rules.denial.claims.filter(({ pattern }) => firstPattern(pattern, whole) !== null);
    const back = pointsBack.test(sentence.text) && topics.length === 0 && before !== null;
    if (back && before !== null) {
      const absent = claims.find(({ claim }) => claim === 'absent' || claim === 'insufficient');
      if (absent !== undefined) for (const topic of before.topics) add(before.sentence, topic, absent.claim);
      continue;
    }
    const pointing =
      /\b(?:no such|such (?:a|treatment|trial|therapy|study)|none of (?:these|this))\b/i.test(
        sentence.text,
      ) &&
      before !== null &&
      claims.some(({ claim }) => claim === 'absent');
    if (pointing && before !== null)
      for (const topic of before.topics) add(sentence, topic, 'absent', before.sentence);
    for (const topic of topics) {
      const claim = claimOf(sentence, topic, rules);
      if (claim !== null) add(sentence, topic, claim);
    }
    if (topics.length > 0) before = { sentence, topics };
  }
  return out;

  function add(
    sentence: LetterSentence,
    topic: Topic,
    claim: Claim,
    thresholdFrom: LetterSentence = sentence,
  ): void {
    const span = letterSpan(letter, sentence.start, sentence.end);
    if (span === null) return;
    const known = out.findIndex(
      (other) =>
        other.concept === topic.concept &&
        other.span.start === span.start &&
        other.span.pageIndex === span.pageIndex,
    );
    const named = regionsIn(sentence.text, rules.scans).find(({ region }) => region.id !== 'spine');
    const assertion: DenialAssertion = {
      concept: topic.concept,
      claim,
      threshold: thresholdIn(thresholdFrom.text),
      region: named?.region.id ?? null,
      side: sideOf(sentence.text),
      span,
    };
    if (known >= 0) {
      if (strength(claim) > strength(out[known]?.claim ?? 'other')) out[known] = assertion;
      return;
    }
    out.push(assertion);
  }
}

function strength(claim: Claim): number {
  return { absent: 4, normal: 3, insufficient: 2, required: 1, other: 0 }[claim];
}

function topicsIn(text: string, rules: Rules): readonly Topic[] {
  const hits = rules.denial.topics.flatMap((rule) =>
    findPattern(rule.pattern, text).map(({ start, end }) => ({
      concept: rule.concept,
      ruleId: rule.id,
      start,
      end,
    })),
  );
  const out: Topic[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start)) {
    // Once a clause: "First, x-rays of the part; the file has no x-ray report" demands and misses the same thing.
    const again = out.findLast(({ concept }) => concept === hit.concept);
    if (again === undefined || text.slice(again.end, hit.start).includes(';')) out.push(hit);
  }
  return out;
}

/** What the sentence claims of the topic: the nearest claim words of its clause decide, else of the sentence. */
function claimOf(sentence: LetterSentence, topic: Topic, rules: Rules): Claim | null {
  const text = sentence.text;
  let best: { claim: Claim; distance: number } | null = null;
  for (const rule of rules.denial.claims) {
    for (const hit of findPattern(rule.pattern, text)) {
      const between =
        hit.end <= topic.start
          ? text.slice(hit.end, topic.start)
          : hit.start >= topic.end
            ? text.slice(topic.end, hit.start)
            : '';
      // Another clause's words count less; a full stop or semicolon parts them.
      const parted = (between.match(/;|\bbut\b|\balthough\b|\bwhile\b|\bas neither\b/gi) ?? []).length;
      // Words of demand stand in most such sentences; words of absence decide where both are near.
      const distance =
        between.length +
        (hit.start >= topic.end ? 5 : 0) +
        (rule.claim === 'required' ? 60 : 0) +
        (/,\s+and\s/i.test(between) ? 30 : 0);
      if (parted > 0) continue;
      if (best === null || distance < best.distance) best = { claim: rule.claim, distance };
    }
  }
  if (best !== null) return best.claim;
  if (sentence.stem === null) return null;
  const stemClaim = rules.denial.claims.find(
    ({ pattern }) => firstPattern(pattern, sentence.stem ?? '') !== null,
  );
  return stemClaim?.claim ?? null;
}

function thresholdIn(text: string): DenialAssertion['threshold'] {
  const durations = readDurations(text).filter((duration) => !duration.recurring && duration.unit !== 'hour');
  const length = durations.find((duration) => !duration.window && !duration.ago);
  const window = durations.find((duration) => duration.window);
  const visits = readVisitCounts(text)[0];
  if (length === undefined && window === undefined && visits === undefined) return null;
  return {
    ...(length === undefined ? {} : { minDays: length.days }),
    ...(visits === undefined ? {} : { minVisits: visits.value }),
    ...(window === undefined ? {} : { lookBackDays: window.days }),
  };
}

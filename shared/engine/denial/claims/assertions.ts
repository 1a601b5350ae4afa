/**
 * What the letter says is missing, too little, normal or demanded: one assertion for each topic of each reason
 * sentence. A sentence that only points back ("Such a trial was not found") speaks of the topics before it.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Rules } from '../../../domain/rules.ts';
import { type DurationMention, readDurations, readVisitCounts } from '../../../text/durations.ts';
import { regionsIn, sideOf } from '../../scan-names.ts';
import type { Claim, Topic } from './claims.ts';
import { claimsOf, deniesWhatWasSaid, onlyDates } from './claims.ts';
import { isLackInScope } from './idle-negations.ts';
import { isHeadLine } from './head-lines.ts';
import { labelledParts } from './labels.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';
import { askedInVain } from '../reasons.ts';
import {
  administrative,
  namesItsOwn,
  pointedAt,
  pointsWithin,
  suchAs,
  turnsToExceptions,
} from './pointed-at.ts';
import { topicsIn } from './topics.ts';
import { askedLength, topicsOfLengths, twoLengths } from './two-lengths.ts';
import { readAgeLimits } from '../../policy/thresholds.ts';
import type { LetterSentence } from '../zones.ts';

/** Words by which a sentence without a topic of its own speaks of the one before. */
const pointsBack =
  /\b(?:this|that|these|those|it|they|them|such|none|neither|nothing|both|either(?!\s*[.,;]))\b|\b(?:of|either|both|record of|report of) (?:one|any|either|these|them)\b|\b(?:done|completed|tried|had|finished|shows?|found|find) (?:either|both)\b|\b(?:have|had|see|saw|find|found|get|got|locate|receive|received) (?:one|any)\b|\b(?:describes?|shows?|contains?|includes?|mentions?|documents?|reports?) (?:one|any)(?=\W*$|[.;,])/i;
/** What a sentence that points back says of the record: that things were (not) found, sent, done, enough. */
const ofRecord =
  /\b(?:record\w*|note[ds]?|notes|chart\w*|file[ds]?|papers?|packet|submission|submitted|documents?|document(?:ed|ation)|found|find|finds|see|saw|seen|locate[d]?|show\w*|shown|receiv\w+|sent|send|got|get|g(?:a|i)ve[ns]?|provid\w+|includ\w+|attach\w+|enclos\w+|suppl(?:y|ied)|report(?:ed|s)?|mention\w*|describ\w+|state[ds]?|told|tell|says?|said|list(?:ed|s)?|written|wrote|done|tried|attempt\w*|complet\w+|finish\w*|taken|took|had|have|has|made|perform\w*|obtain\w*|order\w*|present|there|met|appear\w*|reach\w*|came|come|long|enough|short|full|trial|course|last(?:ed|s)?|weeks?|days?|months?|visits?|sessions?|established|confirmed|proven|answered|evident|exist\w*|apply|applies|claimed|alleged|rais\w+|brought up|turn(?:ed)? up|furnish\w*|forthcoming|produced|observed|identified|voiced)\b/i;
/** "Nothing in the notes points to compression of the cord": says itself what is missing. */
const saysWhat =
  /\bnothing\b[^.;]*\b(?:points?|suggests?|indicates?|shows?|speaks?|hints?)\b(?! (?:this|that|it|them|either|there)\b)/i;
/** "Are the tests abnormal? No abnormal result was sent": the answer speaks of what was asked. */
const answersNo = /^\W*(?:no|none|not|nothing|never)\b/i;
const noSuch = /\b(?:no such|such (?:a|treatment|trial|therapy|study)|none of (?:these|this))\b/i;
const aboutDecision =
  /\b(?:medically necessary|medical necessity|reasonable and necessary|covered|approve[ds]?|payable|meet|criteria|guideline|standard|decision|payer|appl(?:y|ied|ies)|determination|exception)\b/i;
/** "75571 CT heart, calcium score  $2,615.00  $0.00": a row of a bill names the scan; that it says no is said of approval or network alone. */
function topicsSaidIn(text: string, rules: Rules): readonly Topic[] {
  const topics = topicsIn(text, rules.denial).filter((topic) => !isLackInScope(topic.start, text));
  const isRow = text.includes('\t') && (text.match(/\$ ?[\d,]+\.\d\d/g) ?? []).length > 1;
  return isRow ? topics.filter(({ concept }) => administrative.has(concept)) : topics;
}

/** Sentences of the letter about itself or the request, not about what is missing. */
export const notAboutRecord =
  /^\W*(?:asked for|requested|ordered|referred|submitted) by\b|\b(?:(?:studies|research|literature|trials|evidence)(?: \w+){0,3} (?:have|has|do|does|did|is|are) not|no (?:studies|research|published)|no (?:national|local|national (?:or|and|nor) local|Medicare) (?:or local )?(?:coverage|polic(?:y|ies)|determinations?|rule)\b(?![^.]*;)|(?:do|does|did)(?: not|n['\u2019]t) (?:have|set|contain|publish|offer) (?:an? |any )?(?:national|local)(?: (?:or|and|nor) (?:national|local))?\s+(?:coverage\s+)?(?:rules?|polic(?:y|ies)|determinations?|decisions?)\b(?![^.]*;)|we (?:will |shall )?(?:decide|answer|reply|let you know|write to you)\b[^.;]*\b(?:hours|days)\b|(?:has|have) (?:not|never) been (?:shown|proven|proved|demonstrated|established) (?:to (?!have\b)|as )|was (?:made|decided) by|no (?:\w+ )?(?:doctor|physician|nurse|clinician|specialist|medical director|medical professional|clinical staff|reviewer)s? (?:has |have |had |was |were )?(?:looked at|review(?:ed)?|read|consider(?:ed)?|decid(?:ed)?|took part|taken part|involved|weighed|judged|assess(?:ed)?|seen|saw)(?: in)? (?:it|this|these|the (?:claim|request|case|file|decision|matter|bill|denial|appeal|records?|papers)|your (?:claim|request|case|file|appeal|bill|records?))\b|(?:it|this|claim|request|case|file|bill|decision) (?:was|were|is|has been) not (?:looked at|reviewed|read|considered|seen|decided|made) by (?:an?|any|one of our|our)(?: \w+)? (?:doctor|physician|nurse|clinician|specialist|medical director|reviewer)|no (?:medical|clinical|physician|doctor) (?:review|judgment|judgement|opinion) (?:was|has been|took)|board[- ]certified|can be certified right away|(?<!would )lets? (?:us|a scan) (?:skip|go ahead)|for your information|thank you|(?:have to|must|will|can only) say no\b|criteria applied are those of|we (?:also )?checked the reasons for which)\b/i;

const warningSigns = /\b(?:warning|danger|alarm|red|emergency) (?:signs?|flags?|symptoms?)\b/i;

/** Assertions of the letter in order. */
export function readAssertions(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  rules: Rules,
): readonly DenialAssertion[] {
  const out: DenialAssertion[] = [];
  // Each sentence is searched once: the names are many.
  const found = new Map<LetterSentence, readonly Topic[]>();
  const topicsOf = (sentence: LetterSentence): readonly Topic[] => {
    const known = found.get(sentence) ?? topicsSaidIn(sentence.text, rules);
    found.set(sentence, known);
    return known;
  };
  let before: { readonly sentence: LetterSentence; readonly topics: readonly Topic[] } | null = null;
  for (const sentence of sentences) {
    if (!sentence.rationale || notAboutRecord.test(sentence.text) || isHeadLine(sentence.text)) {
      before = null;
      continue;
    }
    const topics = topicsOf(sentence);
    const denied = deniesWhatWasSaid(sentence.text, rules.denial);
    // "Our guideline asks for four weeks of that care. You have had 12 days of it."
    if (before !== null && denied === null && topics.length === 0 && pointsBack.test(sentence.text)) {
      const { sentence: asking } = before;
      for (const topic of before.topics)
        if (overTime.has(topic.concept) && fallsShort(sentence.text, thresholdIn(asking.text)?.minDays))
          add(sentence, topic, 'insufficient', `${asking.text} ${sentence.text}`, asking);
    }
    if (before !== null && denied !== null) {
      if (
        topics.length === 0 &&
        pointsBack.test(sentence.text) &&
        ofRecord.test(sentence.text) &&
        !aboutDecision.test(sentence.text) &&
        !saysWhat.test(sentence.text) &&
        !pointsWithin(sentence.text) &&
        !namesItsOwn.test(sentence.text) &&
        labelledParts(sentence.text).length === 0
      ) {
        for (const topic of pointedAt(sentence.text, before.sentence.text, before.topics))
          if (!onlyDates(topic, before.sentence.text))
            add(sentence, topic, denied, `${before.sentence.text} ${sentence.text}`, before.sentence);
        continue;
      }
      if (
        topics.length === 0 &&
        before.sentence.text.trimEnd().endsWith('?') &&
        answersNo.test(sentence.text)
      )
        for (const topic of before.topics)
          add(sentence, topic, denied, `${before.sentence.text} ${sentence.text}`, before.sentence);
      const such = noSuch.exec(sentence.text);
      if (such !== null && !topics.some(({ end }) => end <= such.index))
        for (const topic of suchAs(sentence.text.slice(such.index), before.topics))
          add(sentence, topic, 'absent', `${before.sentence.text} ${sentence.text}`, before.sentence);
    }
    for (const { topic, claim, words } of claimsOf(sentence.text, sentence.stem, topics, rules.denial))
      add(sentence, topic, claim, words);
    // "We asked that they be sent by June 1. We did not receive them": still the same topics.
    if (topics.length > 0) before = { sentence, topics };
    else if (!pointsBack.test(sentence.text) || turnsToExceptions.test(sentence.text)) before = null;
  }
  for (const [index, sentence] of sentences.entries())
    if (sentence.rationale && askedInVain(sentences[index - 1], sentence.text))
      add(
        sentence,
        { concept: 'records-received', ruleId: 'topic.asked-in-vain', start: 0, end: sentence.text.length },
        'absent',
        sentence.text,
      );
  for (const sentence of sentences) {
    const lengths =
      sentence.rationale && !notAboutRecord.test(sentence.text) ? twoLengths(sentence.text) : null;
    if (lengths === null || lengths.had.days >= lengths.asked.days) continue;
    const counted = topicsOf(sentence).filter(({ concept }) => overTime.has(concept));
    for (const topic of topicsOfLengths(sentence.text, lengths, counted, alike))
      add(sentence, topic, 'insufficient', sentence.text);
  }
  for (const sentence of sentences) {
    const limits =
      sentence.rationale && !notAboutRecord.test(sentence.text) ? readAgeLimits(sentence.text) : null;
    if (limits === null || out.some(({ concept, span }) => concept === 'age' && sameSpan(span, sentence)))
      continue;
    const whole = { concept: 'age', ruleId: 'topic.age-limit', start: 0, end: sentence.text.length } as const;
    add(sentence, whole, 'required', sentence.text);
  }
  for (const sentence of sentences)
    if (sentence.rationale && !notAboutRecord.test(sentence.text))
      for (const topic of topicsOf(sentence))
        if (statedTooLittle(sentence, topic)) add(sentence, topic, 'insufficient', sentence.text);
  return out;

  /** "The therapy lasted eleven days" where the letter asks for six weeks: too little, though the sentence does not say so. */
  function statedTooLittle(sentence: LetterSentence, topic: Topic): boolean {
    if (!overTime.has(topic.concept) || tellsRule.test(sentence.text)) return false;
    if (deniesWhatWasSaid(sentence.text, rules.denial) !== null) return false;
    if (out.some(({ concept, span }) => alike(concept, topic.concept) && sameSpan(span, sentence)))
      return false;
    const asked = Math.max(
      0,
      ...out
        .filter(({ concept }) => alike(concept, topic.concept))
        .map(({ threshold }) => threshold?.minDays ?? 0),
    );
    const days = lengthsIn(sentence.text)[0]?.days;
    const visits = readVisitCounts(sentence.text)[0]?.value;
    if (days !== undefined)
      return days < (asked || (topic.concept === 'medication-trial' ? leastDaysOfMedicine : leastDays));
    return visits !== undefined && visits < (asked === 0 ? leastVisits : asked / daysOfWeek);
  }

  function sameSpan(span: DenialAssertion['span'], sentence: LetterSentence): boolean {
    const own = letterSpan(letter, sentence.start, sentence.end);
    return own !== null && own.start === span.start && own.pageIndex === span.pageIndex;
  }

  function add(
    sentence: LetterSentence,
    topic: Topic,
    claim: Claim,
    words: string,
    thresholdFrom: LetterSentence = sentence,
  ): void {
    const span = letterSpan(letter, sentence.start, sentence.end);
    if (span === null) return;
    // "No warning signs, such as trouble walking": a sign of the cord is meant, not what the patient cannot do.
    if (topic.concept === 'functional-limitation' && warningSigns.test(sentence.text)) return;
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
      words,
    };
    if (known >= 0) {
      if (strength(claim) > strength(out[known]?.claim ?? 'other')) out[known] = assertion;
      return;
    }
    out.push(assertion);
  }
}

/** Concepts that are counted under one name or another. */
function alike(one: string, other: string): boolean {
  return one === other || (therapies.has(one) && therapies.has(other));
}

/** Lengths of time from a day on, without rhythms. */
function lengthsIn(text: string): DurationMention[] {
  return readDurations(text).filter(({ recurring, unit }) => !recurring && unit !== 'hour');
}

/** A length that the letter tells of, less than the days it asked for in the sentence before. */
function fallsShort(told: string, asked: number | undefined): boolean {
  if (asked === undefined || tellsRule.test(told)) return false;
  const days = lengthsIn(told)[0]?.days;
  return days !== undefined && days < asked;
}

function strength(claim: Claim): number {
  return { absent: 4, normal: 3, insufficient: 2, required: 1, other: 0 }[claim];
}

/** Concepts that a letter counts in days, weeks or visits. */
const therapies: ReadonlySet<string> = new Set([
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'chiropractic',
  'activity-modification',
]);
const overTime: ReadonlySet<string> = new Set([...therapies, 'medication-trial', 'symptom-duration']);
/** Care that was kept up is seen once a week at least. */
const daysOfWeek = 7;
/** Where the letter does not say how much it asks for: no policy asks for less than four weeks of care (two of medicine), or six visits. */
const leastDays = 28;
const leastDaysOfMedicine = 14;
const leastVisits = 6;
/** A sentence that tells the rule, or what would be needed, counts nothing. */
const tellsRule =
  /\b(?:asks?|requires?|required|calls? for|looks? for|expects?|needs?|needed|must|should|at least|guideline|criteria|policy|rule|standard|section|before (?:an?|the) (?:MRI|CT|PET|scan|imaging|test|study))\b/i;

/** What the words ask for, or count, in days and visits. */
export function thresholdIn(text: string): DenialAssertion['threshold'] {
  const durations = lengthsIn(text);
  const length = durations.find((duration) => !duration.window && !duration.ago);
  const window = durations.find((duration) => duration.window);
  const visits = readVisitCounts(text)[0];
  // "A two-week course is all that can be counted, and six weeks are needed".
  const asked = twoLengths(text)?.asked.days ?? askedLength(text);
  if (length === undefined && window === undefined && visits === undefined) return null;
  return {
    ...(length === undefined ? {} : { minDays: asked ?? length.days }),
    ...(visits === undefined ? {} : { minVisits: visits.value }),
    ...(window === undefined ? {} : { lookBackDays: window.days }),
  };
}

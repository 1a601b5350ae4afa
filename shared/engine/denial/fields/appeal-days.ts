/** How long the letter gives to appeal, as it states it: in digits, words or months. */
import type { Sourced } from '../../../domain/denial.ts';
import { readDurations } from '../../../text/durations.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';
import type { LetterSentence } from '../zones.ts';

/** A duration in its surroundings, white space squeezed. */
interface Place {
  readonly sentence: string;
  /** The sentence before, and the whole paragraph before, on the same page. */
  readonly previous: string;
  readonly paragraph: string;
  /** Up to 90 signs before the duration, over the sentence's start; and only those of its own sentence. */
  readonly before: string;
  readonly own: string;
  readonly after: string;
}

interface Cue {
  readonly score: number;
  readonly holds: (place: Place) => boolean;
}

const appealWord =
  /\b(?:appeal(?:ed|s)?(?! (?:answer|decision|determination|denial|result|offices?|units?|departments?|coordinators?|committees?|teams?|address|letters?|notices?|answers?|and grievances?)\b)|reconsider(?:ation)?|grievance|dispute|disagree|redetermination|change (?:it|our)|review (?:our|this|the) decision|object(?:ion)?|challenge|contest|board of appeals|(?:look|think) (?:at (?:it|this) )?again|ask (?:us|the \w+) to|letters that reach us|write to)\b/i;
/** "appeal this decision within": the time is the patient's, though it follows the word decision. */
const patientsOwn =
  /\b(?:appeal|dispute|challenge|contest|object to|disagree with|reconsider|review)\b[^.]{0,20}\b(?:decision|determination|answer)s?,? (?:in writing )?(?:in|within)\b[^.]{0,14}$/i;
/** Sentences whose time is the insurer's own, or another step's. */
const insurersOwn =
  /\b(?:we|you) (?:will |shall )?(?:answer|reply|decide|respond|acknowledge|have (?:an|our|your) answer|get an answer|hear)|(?<!\b(?:this|the|our) )\b(?:decision|answer|determination|written answer|our answer) (?:is|will be|in|within|is due)|decided? (?:in|within)|(?:answers?|decides?|respond) (?:in|within)|\b(?:give|send|mail|issue|make|provide)s? (?:you )?(?:an? |our |the |its )?(?:written |final |standard )*(?:decision|answer|determination|response|reply)\b/i;
const outside =
  /\b(?:external|outside|independent|accredited (?:\w+ )?organization|state (?:fair )?hearing|fair hearing|hearing officer|opm|personnel management|court|civil action|sue|suit|peer|conversation|(?:phone|telephone|conference|peer) call|call with|telephone consultation|retrospective|new request|hardship|representative form|reopen\w*)\b/i;
/** Steps behind the internal appeal, where a paragraph is about one of them. */
const otherStep =
  /\b(?:external|outside|independent|accredited (?:\w+ )?organization|fair hearing|hearing officer|personnel management|court|civil action)\b/i;

const cues: readonly Cue[] = [
  // Time to keep care going while the appeal runs, not to appeal.
  {
    score: -6,
    holds: ({ sentence }) =>
      /\b(?:keep|kept|continu\w+|go on) (?:it|getting|receiving|your|the|these|this|to)\b/i.test(sentence),
  },
  {
    score: 2,
    holds: ({ before }) =>
      /\b(?:ask|appeal|file|write|request|call|submit|send)(?: \w+){0,3} in\s*$/i.test(before),
  },
  {
    score: 2,
    holds: ({ before }) =>
      /\b(?:within|have|has|get|got|not later than|no later than|later than|more than|gives? you|up to|before|until|by|deadline (?:is|of)|time limit (?:is|of)|(?:in|during|inside)(?: of)? the(?: next| first)?)\b[^.]{0,14}$/i.test(
        before,
      ),
  },
  {
    score: 2,
    holds: ({ after }) =>
      /^,? ?(?:calendar )?(?:days? )?,? ?(?:counted |counting |running |beginning |starting |reckoned |measured |dating |have passed |(?:that|which) )?(?:from|of|after|with|on|follow(?:ing)?|to appeal|to (?:ask|file|write|put in|object|dispute|challenge|disagree|contest))\b/i.test(
        after,
      ),
  },
  {
    score: 1,
    holds: ({ after }) =>
      /^[^.]{0,60}\b(?:receipt|receiv\w+|got|get(?:ting)?|date|day|notice|letter|notified|determination|message)\b/i.test(
        after,
      ),
  },
  { score: 3, holds: ({ sentence }) => appealWord.test(sentence) },
  {
    score: 2,
    holds: ({ sentence, previous, paragraph }) =>
      !appealWord.test(sentence) && (appealWord.test(previous) || appealWord.test(paragraph)),
  },
  {
    score: -6,
    holds: ({ before }) =>
      /\b(?:we|plan|it|board|they|who|that|somebody|someone|person|decision|answer\w*)\b[^.,;]{0,50}\b(?:answer|reply|decide[sd]?|respond|write back|acknowledge|due|made|take)\b[^.;]{0,24}$/i.test(
        before,
      ),
  },
  // "Within 30 days of receiving it we will approve the service or write to you."
  {
    score: -8,
    holds: ({ after }) =>
      /^[^.]{0,60}\b(?:we|the (?:plan|panel|board|committee|fund|trust|trustees)|they) (?:will|shall|must|should|may|either)\b/i.test(
        after,
      ),
  },
  { score: -6, holds: ({ before }) => /\bwe (?:have|take|may take|need)\s*$/i.test(before) },
  {
    score: -6,
    holds: ({ before }) => insurersOwn.test(before.slice(-60)) && !patientsOwn.test(before),
  },
  {
    score: -4,
    holds: ({ own, after }) => outside.test(`${own} ${after.slice(0, 40).split(/[.;]/)[0] ?? ''}`),
  },
  {
    score: -3,
    holds: ({ sentence }) =>
      /\b(?:external|outside|independent) (?:external )?review|hearing|civil action/i.test(sentence) &&
      !/internal appeal|first-level|reconsideration/i.test(sentence),
  },
  // "File within four months of our final answer": that is the outside review, whatever the sentence calls it.
  {
    score: -6,
    holds: ({ after }) =>
      /\b(?:final (?:answer|decision|determination|denial|notice)|(?:our|the) (?:grievance|appeal|reconsideration) (?:answer|decision|determination))\b/i.test(
        after.slice(0, 60),
      ),
  },
  { score: -3, holds: ({ sentence, paragraph }) => !appealWord.test(sentence) && otherStep.test(paragraph) },
  { score: -2, holds: ({ after }) => /\b(?:more|extra|additional|extension)\b/i.test(after.slice(0, 20)) },
  // "HOW TO APPEAL. Time limit. 180 days after receipt": the time stands behind its label.
  {
    score: 3,
    holds: ({ before, previous, paragraph }) =>
      /\b(?:time (?:limits?|allowed|to (?:appeal|file|write|ask))|deadline|filing (?:limit|deadline|time)|last day|by when)\W{1,3}$/i.test(
        before,
      ) &&
      (appealWord.test(before) || appealWord.test(previous) || /\bappeal\b/i.test(paragraph)),
  },
  {
    score: 1,
    holds: ({ before }) => /\bto (?:us|the plan|the carrier|the board)\s+(?:within|no later)/i.test(before),
  },
];

/** A time limit with a word of appeal near, or two signs of a limit and one in the paragraph. */
const enough = 5;
/** Shorter times are for fast reviews, calls and continued care. */
const shortest = 10;

/** Days to file the next internal appeal, or null where the letter states none. */
export function readAppealDays(
  letter: LetterText,
  sentences: readonly LetterSentence[],
): Sourced<number> | null {
  let best: {
    readonly score: number;
    readonly days: number;
    readonly start: number;
    readonly end: number;
  } | null = null;
  for (const [index, sentence] of sentences.entries()) {
    for (const duration of readDurations(plainCount(sentence.text))) {
      if (duration.unit === 'hour' || duration.recurring || duration.days < shortest) continue;
      const start = sentence.start + duration.start;
      const end = sentence.start + duration.end;
      const page = Math.max(0, ...letter.starts.filter((at) => at <= start));
      const from = Math.max(page, start - 90);
      const place: Place = {
        sentence: flat(sentence.text),
        previous: flat(sentence.samePage ? (sentences[index - 1]?.text ?? '') : ''),
        paragraph: flat(sentence.paragraph),
        before: flat(letter.text.slice(from, start)).replace(inWords, ''),
        own: flat(letter.text.slice(Math.max(sentence.start, from), start)),
        after: flat(letter.text.slice(end, end + 70)),
      };
      const score = cues.reduce((sum, cue) => sum + (cue.holds(place) ? cue.score : 0), 0);
      if (score >= enough && (best === null || score > best.score))
        best = { score, days: duration.days, start, end };
    }
  }
  return best === null ? null : { value: best.days, span: letterSpan(letter, best.start, best.end) };
}

/** "one hundred eighty (" before the same number in digits. */
const inWords = /\b(?:(?:one|hundred|and|eighty|ninety|sixty|thirty|twenty|forty-five|four|six)[ -]+)+\($/i;

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** "one hundred eighty (180) days", "the 180th day" with the number in digits before its unit, every sign in its place. */
function plainCount(text: string): string {
  return text
    .replace(/\((\d{1,3})\)/g, '  $1')
    .replace(/\b(\d{2,3})(?:st|nd|rd|th) day\b/g, '$1 days ')
    .replace(/one hundred(?: and)?[ -](eighty|twenty)/gi, (words, tens: string) =>
      (tens.toLowerCase() === 'eighty' ? '180' : '120').padStart(words.length),
    );
}

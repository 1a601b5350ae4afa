/** How long the letter gives to appeal, as it states it: in digits, words or months. */
import type { Sourced } from '../../domain/denial.ts';
import { splitSentences } from '../../text/blocks.ts';
import { readDurations } from '../../text/durations.ts';
import type { LetterText } from './letter-text.ts';
import { letterSpan } from './letter-text.ts';

/** Sentences whose time is the insurer's own, or another step's. */
const insurersOwn =
  /\b(?:we|you) (?:will |shall )?(?:answer|reply|decide|respond|acknowledge|have (?:an|our|your) answer|get an answer|hear)|(?<!\b(?:this|the|our) )\b(?:decision|answer|determination|written answer|our answer) (?:is|will be|in|within|is due)|decided? (?:in|within)|(?:answers?|decides?|respond) (?:in|within)/i;
/** "appeal this decision within": the time is the patient's, though it follows the word decision. */
const patientsOwn =
  /\b(?:appeal|dispute|challenge|contest|object to|disagree with|reconsider|review)\b[^.]{0,20}\b(?:decision|determination|answer)s?,? (?:in writing )?(?:in|within)\b[^.]{0,14}$/i;
const appealWord =
  /\b(?:appeal(?:ed|s)?(?! (?:answer|decision|determination|denial|result|offices?|units?|departments?|coordinators?|committees?|teams?|address|and grievances?)\b)|reconsider(?:ation)?|grievance|dispute|disagree|redetermination|change (?:it|our)|review (?:our|this|the) decision|object(?:ion)?|challenge|board of appeals|look (?:at (?:it|this) )?again|ask (?:us|the \w+) to|letters that reach us|write to)\b/i;
/** Time to keep care going while the appeal runs, not to appeal. */
const keepsCare = /\b(?:keep|kept|continu\w+|go on) (?:it|getting|receiving|your|the|these|this|to)\b/i;
const outside =
  /\b(?:external|outside|independent|accredited (?:\w+ )?organization|state (?:fair )?hearing|fair hearing|hearing officer|opm|personnel management|court|civil action|sue|suit|peer|conversation|call|telephone consultation|retrospective|new request|hardship|representative form)\b/i;

/** Steps behind the internal appeal, where a paragraph is about one of them. */
const otherStep =
  /\b(?:external|outside|independent|accredited (?:\w+ )?organization|fair hearing|hearing officer|personnel management|court|civil action)\b/i;

/** What its paragraph said before the sentence. */
function paragraphBefore(text: string, start: number): string {
  const from = Math.max(0, start - 400);
  const head = text.slice(from, start);
  const gap = head.search(/\n[ \t]*\n(?![\s\S]*\n[ \t]*\n)/);
  return (gap < 0 ? head : head.slice(gap)).replace(/\s+/g, ' ');
}

/** Days to file the next internal appeal, or null where the letter states none. */
export function readAppealDays(letter: LetterText): Sourced<number> | null {
  let best: { score: number; days: number; start: number; end: number } | null = null;
  letter.pages.forEach((page, pageIndex) => {
    const base = letter.starts[pageIndex] ?? 0;
    const sentences = splitSentences(page.text);
    sentences.forEach((sentence, index) => {
      const text = page.text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ');
      // "one hundred eighty (180) days": the digits count, wherever the words stand.
      const raw = page.text
        .slice(sentence.start, sentence.end)
        .replace(/\((\d{1,3})\)/g, '  $1')
        .replace(/one hundred(?: and)? (eighty|twenty)/gi, (words, tens: string) =>
          (tens.toLowerCase() === 'eighty' ? '180' : '120').padStart(words.length),
        );
      const previous = index > 0 ? page.text.slice(sentences[index - 1]?.start ?? 0, sentence.start) : '';
      const paragraph = paragraphBefore(page.text, sentence.start);
      for (const duration of readDurations(raw)) {
        if (duration.unit === 'hour' || duration.recurring || duration.days < 10) continue;
        const at = sentence.start + duration.start;
        const before = page.text.slice(Math.max(0, at - 90), at).replace(/\s+/g, ' ');
        const after = page.text
          .slice(sentence.start + duration.end, sentence.start + duration.end + 70)
          .replace(/\s+/g, ' ');
        let score = 0;
        if (keepsCare.test(text)) score -= 6;
        if (/\b(?:ask|appeal|file|write|request|call)(?: \w+){0,3} in\s*$/i.test(before)) score += 2;
        if (
          /\b(?:within|have|has|get|not later than|no later than|later than|more than|gives? you|up to|before the end of|until)\b[^.]{0,14}$/i.test(
            before,
          )
        )
          score += 2;
        if (/^,? ?(?:calendar )?(?:days? )?,? ?(?:counted )?(?:from|of|after|following)\b/i.test(after))
          score += 2;
        if (
          /^[^.]{0,60}\b(?:receipt|receiv\w+|got|get(?:ting)?|date|day|notice|letter|notified|determination)\b/i.test(
            after,
          )
        )
          score += 1;
        if (appealWord.test(text)) score += 3;
        else if (appealWord.test(previous) || appealWord.test(paragraph)) score += 2;
        if (
          /\b(?:we|plan|it|board|they|who|that|somebody|someone|person|decision|answer\w*)\b[^.,;]{0,50}\b(?:answer|reply|decide[sd]?|respond|write back|acknowledge|due|made|take)\b[^.;]{0,24}$/i.test(
            before,
          )
        )
          score -= 6;
        if (/\bwe (?:have|take|may take|need)\s*$/i.test(before)) score -= 6;
        if (insurersOwn.test(before.slice(-60)) && !patientsOwn.test(before)) score -= 6;
        const own = page.text.slice(Math.max(sentence.start, at - 90), at).replace(/\s+/g, ' ');
        if (outside.test(`${own} ${after.slice(0, 40).split(/[.;]/)[0] ?? ''}`)) score -= 4;
        if (
          /\b(?:external|outside|independent) (?:external )?review|hearing|civil action/i.test(text) &&
          !/internal appeal|first-level|reconsideration/i.test(text)
        )
          score -= 3;
        // "File within four months of our final answer": that is the outside review, whatever the sentence calls it.
        if (
          /\b(?:final (?:answer|decision|determination|denial|notice)|(?:our|the) (?:grievance|appeal|reconsideration) (?:answer|decision|determination))\b/i.test(
            after.slice(0, 60),
          )
        )
          score -= 6;
        if (!appealWord.test(text) && otherStep.test(paragraph)) score -= 3;
        if (/\b(?:more|extra|additional|extension)\b/i.test(after.slice(0, 20))) score -= 2;
        if (/\bto (?:us|the plan|the carrier|the board)\s+(?:within|no later)/i.test(before)) score += 1;
        if (score >= 5 && (best === null || score > best.score)) {
          best = {
            score,
            days: duration.days,
            start: base + sentence.start + duration.start,
            end: base + sentence.start + duration.end,
          };
        }
      }
    });
  });
  const hit = best as { days: number; start: number; end: number } | null;
  return hit === null ? null : { value: hit.days, span: letterSpan(letter, hit.start, hit.end) };
}

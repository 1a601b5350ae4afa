/** Which length or window of a sentence belongs to which of the things it names. */
import type { Threshold } from '../../../domain/denial.ts';
import { readDurations } from '../../../text/durations.ts';
import { readThreshold } from '../thresholds.ts';
import type { ConceptHit } from '../vocabulary.ts';

/** "CBC, metabolic panel and TSH in the 60 days before the request": the window behind a list of bare names is that of each. */
export function windowOfList(words: string, hits: readonly ConceptHit[]): Threshold | null {
  const names = hits.every((hit, index) => {
    const previous = hits[index - 1];
    return (
      previous === undefined || /^[\s,/]*(?:[\w-]+[\s,/]+){0,3}$/.test(words.slice(previous.end, hit.start))
    );
  });
  const lookBackDays = names ? readThreshold(words.slice(hits.at(-1)?.end ?? 0))?.lookBackDays : undefined;
  return lookBackDays === undefined ? null : { lookBackDays };
}

/** The threshold of one thing: of its own part of the sentence where the sentence gives several times. */
export function thresholdNear(words: string, hits: readonly ConceptHit[]): Threshold | null {
  const whole = readThreshold(words);
  const first = hits[0];
  if (first === undefined) return whole;
  if (readDurations(words).filter(({ window, ago }) => !window && !ago).length < 2) return whole;
  let from = 0;
  for (const part of words.split(/(?<=[,;]|\band\b)/)) {
    const within = ({ start }: ConceptHit): boolean => start >= from && start < from + part.length;
    // Several things in one part ("therapy or home exercise") share its length.
    if (within(first)) return hits.every(within) ? (readThreshold(part) ?? whole) : whole;
    from += part.length;
  }
  return whole;
}

/** Laboratory results told in words: "ANA, RF, CCP: negative", "D-dimer not sent", "blood cultures pending". */
import { base } from '../base.ts';
import type { Draft } from '../draft.ts';
import type { NoteReading, PageReading } from '../page-reading.ts';
import { statusOf } from '../page-reading.ts';

export type ResultWord = 'normal' | 'abnormal' | 'pending' | 'not-done';

/** Other names of the list that the word stands behind. */
const otherNames = String.raw`(?:\s*(?:,|and|&|\/)\s*[A-Za-z][\w-]*(?: [a-z]+)?){0,6}`;
const lead = String.raw`^\s*(?:titers?|panel|levels?|antibod\w+|tests?|screen|x ?\d|drawn|ratio)?${otherNames}\s*(?:[:,=-]|\b(?:was|were|is|are|all|both|came back|remains?)\b|\s)*`;
const words: readonly (readonly [ResultWord, RegExp])[] = [
  [
    'not-done',
    new RegExp(
      String.raw`${lead}(?:not (?:sent|done|drawn|checked|obtained|ordered|available|repeated)|never (?:sent|done|drawn|checked))\b`,
      'i',
    ),
  ],
  [
    'pending',
    new RegExp(
      String.raw`${lead}(?:[^.;\n]{0,20}\b)?(?:pending|to be drawn|ordered|requested|will be)\b`,
      'i',
    ),
  ],
  [
    'normal',
    new RegExp(
      String.raw`${lead}(?:neg(?:ative)?|normal|nl|wnl|within (?:the )?(?:normal|reference)(?: (?:limits|range))?|unremarkable|non-?reactive|NR|nothing|undetectable|no growth)(?![\w-])`,
      'i',
    ),
  ],
  [
    'abnormal',
    new RegExp(
      String.raw`${lead}(?:\d\+ ?(?:blood|protein|LE|leuk\w*|RBCs?)|(?:shows?|showed|with|for|notable for)? ?(?:\w+ )?(?:hematuria|pyuria|bacteriuria)|pos(?:itive)?|(?:about |over |more than |nearly )?(?:two|three|four|five|ten|several|\d+) ?(?:times|x)[ -](?:the )?(?:upper |normal|ULN|limit)|up\b|abnl|(?:still |again |remains? |mildly |markedly )?elevated|raised|high|low|reactive|abnormal|increased|grew)(?![\w-])(?! (?:risk|dose|intensity))`,
      'i',
    ),
  ],
];

/** What stands behind the name of a laboratory value in place of a number; null where nothing does. */
export function resultWord(tail: string): ResultWord | null {
  return words.find(([, pattern]) => pattern.test(tail))?.[0] ?? null;
}

const high = String.raw`(?:elevated|raised|abnormal|abnl|increased|high(?! sens))`;
/** "Not elevated", "if raised", "for raised": no result, or the reason of an order. */
const unsure =
  /\b(?:not?|without|never|if|unless|for|r\/o|rule out|possible|denies|normal|history of|hx of|prior|previous)\s+(?:\w+\s+)?$/i;
const highBefore = new RegExp(String.raw`\b(${high})\s+(?:serum |total |fasting |repeat )?$`, 'i');

/** "Elevated LFTs", "abnormal liver panel": the word before the name tells the result; null where none does, or it is in doubt. */
export function wordBefore(text: string, start: number, tail = ''): ResultWord | null {
  if (/^\W*(?:can|may|might|could|would|should|is often|usually|often|or|and)\b/i.test(tail)) return null;
  const lead = /[^.;\n]*$/.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  const m = highBefore.exec(lead);
  return m === null || unsure.test(lead.slice(0, m.index)) ? null : 'abnormal';
}

/** The flag that words give a value: "came back high, 118", "elevated PSA: 8.0"; undefined where they give none. */
export function toldHigh(text: string, start: number, link: string): 'high' | undefined {
  const told =
    new RegExp(String.raw`\b${high}\b`, 'i').test(link.replace(/\bnot? (?:\w+ )?/gi, '')) &&
    !/\bnot? \w/i.test(link);
  return told || wordBefore(text, start) === 'abnormal' ? 'high' : undefined;
}

/** "Goal A1c < 7", "keep INR 2-3": a value that is aimed at. */
export function isAim(text: string, start: number): boolean {
  return /\b(?:goal|target|aim(?:ing)? for|keep|maintain)(?: (?:of|is|an?|the|her|his))?:? $/i.test(
    text.slice(Math.max(0, start - 24), start),
  );
}

/** The fact of a result without a number; none for another person's, or where the words only speak of what may come. */
export function wordedResult(
  page: PageReading,
  note: NoteReading,
  name: string,
  start: number,
  end: number,
  word: ResultWord,
): Draft[] {
  const { context } = statusOf(page, start, end);
  if (context.experiencer !== 'patient' || (word !== 'pending' && context.temporality === 'hypothetical'))
    return [];
  const negated = word === 'normal' || word === 'not-done';
  return [
    {
      ...base({ page, note }, start, end),
      concept: 'lab-result',
      detail: name,
      measure: null,
      status: word === 'pending' ? 'planned' : negated ? 'not-done' : 'done',
      context: {
        experiencer: 'patient',
        negation: negated ? 'negated' : 'affirmed',
        temporality: word === 'pending' ? 'hypothetical' : context.temporality,
      },
      why: [`${name} ${word}`],
    },
  ];
}

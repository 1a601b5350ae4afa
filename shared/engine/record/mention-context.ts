/** Where the words around a mention change what its context rules say: what lasts, what is long past, what a scan is to look for, what may come. */
import type { PhraseContext } from '../../domain/record.ts';
import { hasOldYearBehind } from './context/years.ts';
import type { ConceptHit, NoteReading, PageReading } from './page-reading.ts';

/** Alternatives without a verb or a code: "A, B, or C.", "A vs B". */
export function isDifferential(words: string): boolean {
  const text = words.replace(/^[^:]{0,30}:\s*/, '').replace(/\s+/g, ' ');
  return (
    /\S+(?:,| or| vs\.?| versus)\s.*\b(?:or|vs\.?|versus)\s+\S/i.test(` ${text}`) &&
    !/\b(?:is|are|was|were|has|have|had|shows?|showed|found|with|due|since|after|confirmed|known|proven|biopsy|stage|status|history|grade|or (?:more|less|greater|so|not|without))\b|\b[A-TV-Z]\d{2}\.?\d|\d/i.test(
      text,
    )
  );
}

/** Where a finding ends and what it may come from begins: "Disc edema. r/o mass vs thrombosis". */
const causesAsked = /[.;,]\s+(?:r\/o|rule out|ddx|d\/dx|diff(?:erential)?|query|consider|possibly|cause)\b/gi;

/** The words around a mention without what is only asked about as its cause. */
export function clauseAround(words: string, at: number): string {
  const ends = [...words.matchAll(causesAsked)].map(({ index }) => index);
  return words.slice(
    ends.findLast((end) => end < at) ?? 0,
    ends.find((end) => end >= at),
  );
}

/** What stays true once it was: "prior contrast reaction" forbids contrast today. */
export const lasting: ReadonlySet<string> = new Set(['contraindication', 'place-of-service']);

export function staying(context: PhraseContext, note: NoteReading, words: string): PhraseContext {
  const found = contextOfFinding(context, note, words);
  return found.temporality === 'historical' ? { ...found, temporality: 'recent' } : found;
}

/** What a scan is asked for is suspected, not found. */
const sought: ReadonlySet<string> = new Set(['vascular-event', 'infection', 'myelopathy', 'cauda-equina']);
const orderedFor =
  /\b(?:MR[IAV]?|CTA?|CTPA|PET|US|ultrasound|duplex|scan|study|imaging|echo)\b[^.;:,]{0,28}\bfor\s+(?:occult\s+)?$/i;

/** "CTA head and neck for LVO". */
export function soughtFor(
  page: PageReading,
  { rule, start }: ConceptHit,
  context: PhraseContext,
): PhraseContext {
  return sought.has(rule.concept) &&
    context.negation === 'affirmed' &&
    orderedFor.test(page.page.text.slice(Math.max(0, start - 70), start))
    ? { ...context, negation: 'possible' }
    : context;
}

/** Events and treatments that a year behind them puts into the past; what lasts (a cancer, a graft) stays. */
const passing: ReadonlySet<string> = new Set([
  'vascular-event',
  'fracture-trauma',
  'infection',
  'injection',
  'physical-therapy',
  'chiropractic',
]);

export function ofOldYear(
  page: PageReading,
  note: NoteReading,
  hit: ConceptHit,
  context: PhraseContext,
): PhraseContext {
  const noteYear = note.note.date === null ? null : Number(note.note.date.slice(0, 4));
  return passing.has(hit.rule.concept) &&
    context.temporality === 'recent' &&
    hasOldYearBehind(page.map, hit.end, noteYear)
    ? { ...context, temporality: 'historical' }
    : context;
}

/** Findings in instructions to the patient have not happened. */
export function contextOfFinding(context: PhraseContext, note: NoteReading, words: string): PhraseContext {
  // A printed sheet speaks of what may come, save where it says what the visit was for.
  const told =
    /\b(?:diagnos\w+|you (?:were|came)|why you|what we found|seen for|treated for|reason for)\b/i.test(words);
  if (note.note.kind === 'instructions' && context.temporality === 'recent' && !told)
    return { ...context, temporality: 'hypothetical' };
  return context;
}

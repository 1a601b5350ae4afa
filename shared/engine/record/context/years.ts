/** Years told in a sentence: what happened in a year before the text's own latest one is the past. */
import type { ContextEffect } from '../../../domain/record-rules.ts';
import type { ContextMap, ReadSentence } from './map.ts';

/**
 * "a stroke in 1999", "in 1998 he had a heart attack": a year before the text's own latest one is the past. A text
 * that names no other year is taken to be written later than it.
 */
export function readYears(
  map: ContextMap,
  sentence: ReadSentence,
  start: number,
  end: number,
  effects: Map<ContextEffect, string>,
): void {
  const words = map.text.slice(sentence.start, sentence.end);
  if (!/(?:19|20)\d\d/.test(words)) return;
  const latest = latestYear(map);
  for (const m of words.matchAll(
    /\b(?:[Ii]n|[Bb]ack in|[Aa]round|[Dd]uring|circa|of|from)\s+(?:[A-Z][a-z]{2,8}\.?,?\s+(?:of\s+)?)?((?:19|20)\d\d)\b(?![/-]\d)/g,
  )) {
    const year = Number(m[1]);
    if (year >= latest && latest !== onlyYear(map)) continue;
    const from = sentence.start + m.index;
    const to = from + m[0].length;
    const gap = to <= start ? map.text.slice(to, start) : map.text.slice(end, from);
    if (
      gap.length > 60 ||
      /[.;]\s|\b(?:and|who|but|now|presents?|since|currently|which|leaving|resulting|with residual)\b/i.test(
        gap,
      )
    )
      continue;
    if (to <= start ? /^\s*,?\s*(?:\w+\s+){0,4}$/.test(gap) : true) effects.set('historical', 'mark.year');
  }
}

/**
 * "Prev DVT 2018", "PCI LAD 2023": a bare year right behind an event, before the note's own year; where the note has no day,
 * before the latest year of its page.
 */
export function hasOldYearBehind(map: ContextMap, end: number, noteYear: number | null): boolean {
  const m = /^[\s,(']{1,2}(?:\p{L}+ ){0,2}\(?((?:19|20)\d\d)\b(?![/-]\d)/u.exec(
    map.text.slice(end, end + 24),
  );
  if (m === null) return false;
  const year = Number(m[1]);
  const latest = noteYear ?? latestYear(map);
  return year < latest || (noteYear === null && latest === onlyYear(map));
}

const years = new WeakMap<ContextMap, readonly number[]>();

function yearsOf(map: ContextMap): readonly number[] {
  const known = years.get(map);
  if (known) return known;
  const found = Array.from(
    new Set(Array.from(map.text.matchAll(/\b(?:19|20)\d\d\b/g), (m) => Number(m[0]))),
  ).filter((year) => year > 1900 && year < 2100);
  years.set(map, found);
  return found;
}

function latestYear(map: ContextMap): number {
  return Math.max(0, ...yearsOf(map));
}

/** The year of a text that names one alone, else 0. */
function onlyYear(map: ContextMap): number {
  const found = yearsOf(map);
  return found.length === 1 ? (found[0] ?? 0) : 0;
}

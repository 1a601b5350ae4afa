/** One page read for facts: its sentences, lexicon hits, sides and regions, computed once. */
import type { ConceptRule, DrugRule } from '../../domain/record-rules.ts';
import type { IsoDate, Laterality } from '../../domain/kinds.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import { readDates } from '../../text/dates.ts';
import { findPhrases, tokenize } from '../../text/phrases.ts';
import type { PhraseHit, Token } from '../../text/phrases.ts';
import { spanOf } from '../../text/spans.ts';
import type { Note } from '../segment/notes.ts';
import type { SectionLimits } from '../segment/sections.ts';
import { contextAt } from './context/context.ts';
import type { PhraseReading } from './context/context.ts';
import { readContext, sentenceIndexAt } from './context/map.ts';
import type { ContextMap } from './context/map.ts';
import type { CompiledRecord, Tag } from './lexicon.ts';

export interface ConceptHit {
  readonly rule: ConceptRule;
  readonly start: number;
  readonly end: number;
}
export interface DrugHit {
  readonly rule: DrugRule;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
interface Placed<T> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
}

export interface PageReading {
  readonly page: PageText;
  readonly map: ContextMap;
  readonly concepts: readonly ConceptHit[];
  readonly drugs: readonly DrugHit[];
  readonly regions: readonly Placed<string>[];
  readonly sides: readonly Placed<Laterality>[];
  readonly outcomes: readonly Placed<'failed' | 'partial' | 'improved' | 'intolerance'>[];
  /** Stretches that a label or a heading gives to one side: "Right knee: …", "Left Hip Exam". */
  readonly sideBlocks: readonly Placed<Laterality>[];
}

/** A note in reading, with what its heading says about everything in it. */
export interface NoteReading {
  readonly note: Note;
  readonly index: number;
  readonly region: string | null;
  readonly side: Laterality | null;
  /** Date used to read "three weeks ago" and "7/21". */
  readonly anchor: IsoDate | null;
}

export function readPage(compiled: CompiledRecord, page: PageText, limits: SectionLimits): PageReading {
  const tokens = tokenize(page.text);
  const hits = longest(findPhrases(compiled.words, tokens));
  const vetoes = hits.filter((hit) => hit.value.kind === 'veto');
  const concepts: ConceptHit[] = [];
  const drugs: DrugHit[] = [];
  const regions: Placed<string>[] = [];
  const outcomes: Placed<'failed' | 'partial' | 'improved' | 'intolerance'>[] = [];
  for (const { value, start, end } of hits) {
    if (value.kind === 'concept') {
      const vetoed = vetoes.some(
        (veto) =>
          veto.value.kind === 'veto' &&
          veto.value.rule === value.rule &&
          veto.start < end + 12 &&
          start - 12 < veto.end,
      );
      if (!vetoed) concepts.push({ rule: value.rule, start, end });
    } else if (value.kind === 'drug')
      drugs.push({ rule: value.rule, name: page.text.slice(start, end).toLowerCase(), start, end });
    else if (value.kind === 'anatomy') {
      if (!isAdverb(page.text, start, end) && !isHeadOfBone(page.text, start, end))
        regions.push({ value: value.rule.region, start, end });
    } else if (
      value.kind === 'outcome' &&
      !(value.rule.outcome === 'intolerance' && isDenied(page.text, start))
    )
      outcomes.push({ value: value.rule.outcome, start, end });
  }
  return {
    page,
    map: readContext(compiled.context, page.text, limits),
    concepts: concepts.filter((hit) => !concepts.some((other) => turnsRound(page.text, other, hit))),
    drugs,
    regions,
    sides: readSides(page.text, tokens),
    outcomes,
    sideBlocks: sideBlocksOf(page.text),
  };
}

/** "No side effects", "without nausea": borne well. */
function isDenied(text: string, start: number): boolean {
  return /\b(?:no|without|denies|any|never|nor) (?:\w+ )?$/i.test(text.slice(Math.max(0, start - 24), start));
}

/** "Nonsmoker", "Tobacco: never smoker": a word of a finding inside the words that say it is absent, or the label before them. */
function turnsRound(text: string, normal: ConceptHit, { rule, start, end }: ConceptHit): boolean {
  return (
    normal.rule.sense === 'normal' &&
    rule.sense === 'finding' &&
    normal.rule.concept === rule.concept &&
    ((normal.start <= start && end <= normal.end) ||
      /^\s*(?:use|status|history)?\s*[:\t]\s*$/i.test(text.slice(end, Math.max(end, normal.start))))
  );
}

/** "Arthritis of the radial head", "long head of the biceps": the end of a bone or muscle. */
function isHeadOfBone(text: string, start: number, end: number): boolean {
  return (
    /^heads?$/i.test(text.slice(start, end)) &&
    /\b(?:radial|humeral|femoral|fibular|ulnar|metatarsal|metacarpal|talar|bone|long|short|medial|lateral) $/i.test(
      text.slice(Math.max(0, start - 12), start).replace(/\s+/g, ' '),
    )
  );
}

/** "Back to full duty", "Back after treatment", "came back", "back in 2019": no part of the body. */
function isAdverb(text: string, start: number, end: number): boolean {
  return (
    /^back$/i.test(text.slice(start, end)) &&
    (/^\s+(?:to|at|in|on|for|from|up|home|and forth|together|again|by|after|following|today|now|here|early)\b/i.test(
      text.slice(end, end + 14),
    ) ||
      /\b(?:comes?|came|coming|goes?|went|going|gets?|got|getting|calls?|called|calling|is|was|be|sent|send|report(?:ed|s)?|refer(?:red)?|dat(?:es|ing)|looking|turned|cut|fall(?:s|ing)?|right|walked?|hear|heard) $/i.test(
        text.slice(Math.max(0, start - 12), start).replace(/\s+/g, ' '),
      ))
  );
}

/** Of hits of one rule that overlap, the longest. */
function longest(hits: readonly PhraseHit<Tag>[]): PhraseHit<Tag>[] {
  const best = new Map<unknown, PhraseHit<Tag>[]>();
  for (const hit of hits) {
    const key = hit.value.kind === 'veto' ? hit.value : hit.value.rule;
    const list = best.get(key) ?? [];
    const last = list.at(-1);
    if (last && hit.start < last.end) {
      if (hit.end - hit.start > last.end - last.start) list[list.length - 1] = hit;
    } else list.push(hit);
    best.set(key, list);
  }
  return [...best.values()].flat().sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Left, right and both, in words and in the letters charts use; "L4-5" and "L-spine" are no sides. */
export function readSides(text: string, tokens: readonly Token[]): Placed<Laterality>[] {
  const sides: Placed<Laterality>[] = [];
  for (const token of tokens) {
    const { raw, start, end } = token;
    const after = text.slice(end, end + 7);
    // "R. Whitcomb-Nair, MD": an initial, not a side.
    const graded = /\/\s?5\s?[+-]?\s*$/.test(text.slice(Math.max(0, start - 6), start));
    if (/^[LR]$/.test(raw) && !graded && /^\.\s?[A-Z][\p{L}'’-]/u.test(after)) continue;
    let side: Laterality | null = null;
    if (/^(?:left|lt)$/i.test(raw)) side = 'left';
    else if (/^(?:right|rt)$/i.test(raw)) side = 'right';
    else if (
      /^(?:bilateral|bilaterally|bilat|both|BL)$/i.test(raw) ||
      /^b\/l/i.test(text.slice(start, start + 3))
    )
      side = 'bilateral';
    else if (
      raw === 'L' &&
      // "K-L grade 2", "K/L 3": Kellgren and Lawrence.
      !/\bK ?[-/] ?$/.test(text.slice(Math.max(0, start - 4), start)) &&
      !/^[-–]?\d|^[-–]?(?:spine|S\b)|^ (?:IV|of)\b/i.test(after) &&
      !/(?<!\/)\d ?$/.test(text.slice(Math.max(0, start - 3), start))
    )
      side = 'left';
    else if (raw === 'R' && !/^\/|^[-–]?\d/.test(after)) side = 'right';
    if (side) sides.push({ value: side, start, end });
  }
  return sides;
}

/** The line of a page that holds `[start, end)`, or the lines from the one to the other: where it begins, and its words. */
export function lineAt(
  text: string,
  start: number,
  end = start,
): { readonly start: number; readonly text: string } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return { start: from, text: text.slice(from, to < 0 ? text.length : to) };
}

/** The day that the line of an offset opens with, where a chart or a list tells of several days; else the note's. */
export function dayAt(reading: PageReading, note: NoteReading, offset: number): IsoDate | null {
  const { text } = lineAt(reading.page.text, offset);
  const own = readDates(text.trimStart().slice(0, 24)).find(
    ({ start, precision, iso }) => start === 0 && precision === 'day' && iso !== note.note.patient.birthDate,
  );
  return own === undefined || (note.note.date !== null && own.iso > note.note.date)
    ? note.note.date
    : own.iso;
}

/** The sentence around an offset as `[start, end)`. */
export function sentenceAt(
  reading: PageReading,
  offset: number,
): { readonly start: number; readonly end: number } {
  const sentence = reading.map.sentences[sentenceIndexAt(reading.map, offset)];
  return sentence && offset >= sentence.start && offset <= sentence.end
    ? sentence
    : { start: offset, end: offset };
}

/** The sentence around a hit as a citation; long ones are cut to the clause around it. */
export function quoteAround(reading: PageReading, start: number, end: number): Span {
  const sentence = sentenceAt(reading, start);
  let from = Math.min(sentence.start, start);
  let to = Math.max(sentence.end, end);
  if (to - from > 320) {
    const head = reading.page.text.slice(from, start);
    const cut = Math.max(head.lastIndexOf('; '), head.lastIndexOf('. '), head.lastIndexOf('\n'));
    from = cut >= 0 && start - (from + cut) < 200 ? from + cut + 1 : Math.max(from, start - 150);
    const tail = reading.page.text.slice(end, to);
    const stop = /[.;](?=\s)/.exec(tail);
    to = stop && stop.index < 200 ? end + stop.index + 1 : Math.min(to, end + 150);
  }
  return spanOf(reading.page, from, to);
}

export function statusOf(reading: PageReading, start: number, end: number): PhraseReading {
  return contextAt(reading.map, start, end);
}

/** The nearest placed value within `[from, to)`; those before the hit win ties. */
export function nearest<T>(
  placed: readonly Placed<T>[],
  start: number,
  end: number,
  from: number,
  to: number,
): Placed<T> | null {
  let best: Placed<T> | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const item of placed) {
    if (item.end <= from) continue;
    if (item.start >= to) break;
    const gap = item.start >= end ? item.start - end : item.end <= start ? start - item.end : 0;
    if (gap < distance) {
      best = item;
      distance = gap;
    }
  }
  return best;
}

/** The side said nearest to a hit inside its clause, else its sentence. */
export function sideNear(reading: PageReading, start: number, end: number): Laterality | null {
  const sentence = sentenceAt(reading, start);
  const clause = clauseAround(reading.page.text, sentence, start, end);
  const own = nearest(reading.sides, start, end, clause.start, clause.end);
  if (own) return own.value;
  // "L knee: repair 2023 with 10 weeks of PT": one side in the whole sentence is the side of all of it.
  const all = new Set(
    reading.sides
      .filter((side) => side.start >= sentence.start && side.end <= sentence.end)
      .map((side) => side.value),
  );
  const [only] = all;
  if (all.size > 0) return all.size === 1 ? (only ?? null) : null;
  return reading.sideBlocks.find((block) => block.start <= start && start < block.end)?.value ?? null;
}

const sideLabel =
  /(?:^|\n|[.;]\s)[ \t]*(?:[-•*]\s*)?(left|right|lt|rt|L|R|bilateral)\.?\s+(?:shoulder|elbow|wrist|hand|hip|knee|ankle|foot|leg|arm|side|upper extremity|lower extremity|[UL]E)(?:\s+exam(?:ination)?)?\s*(?::|(?=\n))/gi;

/** A label's stretch ends with its paragraph, a heading's with the next heading of a side or the next gap. */
function sideBlocksOf(text: string): Placed<Laterality>[] {
  const labels = Array.from(text.matchAll(sideLabel), (m) => ({
    side: (m[1] ?? '').toLowerCase(),
    start: m.index,
    body: m.index + m[0].length,
    heading: !m[0].trimEnd().endsWith(':'),
  }));
  return labels.map(({ side, body, heading }, index) => {
    const gap = text.indexOf('\n\n', body);
    const own = heading || text[body] === '\n' ? gap : endOfParagraph(text, body);
    const stop = Math.min(labels[index + 1]?.start ?? text.length, own < 0 ? text.length : own);
    return {
      value: /^l/.test(side) ? 'left' : /^r/.test(side) ? 'right' : 'bilateral',
      start: body,
      end: stop,
    };
  });
}

/** Up to the line that opens with a label of its own or ends its sentence short. */
function endOfParagraph(text: string, from: number): number {
  const rest = text.slice(from);
  const m = /\n(?=[ \t]*(?:[A-Z][\w /&-]{1,30}:|\n|[-•*\d]))/.exec(rest);
  return m ? from + m.index : text.length;
}

/** The body region said nearest to a hit: its sentence, else the one before. */
export function regionNear(reading: PageReading, start: number, end: number): string | null {
  const sentence = sentenceAt(reading, start);
  const own = nearest(reading.regions, start, end, sentence.start, sentence.end);
  if (own) return own.value;
  return null;
}

/** The part of a sentence between semicolons, full stops and commas that open a new side. */
export function clauseAround(
  text: string,
  sentence: { readonly start: number; readonly end: number },
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const head = text.slice(sentence.start, start);
  const tail = text.slice(end, sentence.end);
  const cut = Math.max(
    head.lastIndexOf(';'),
    head.lastIndexOf('. '),
    head.lastIndexOf(': '),
    head.lastIndexOf('\t'),
  );
  const stop = /;|\.\s/.exec(tail);
  return { start: sentence.start + cut + 1, end: stop ? end + stop.index : sentence.end };
}

/** Whether a section of one of these kinds begins in the stretch of the page. */
export function holdsSection(
  page: PageReading,
  { start, end }: { readonly start: number; readonly end: number },
  ...kinds: readonly string[]
): boolean {
  return page.map.sections.some(
    (section) => kinds.includes(section.section) && section.start >= start && section.start < end,
  );
}

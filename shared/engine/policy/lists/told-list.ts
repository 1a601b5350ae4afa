/**
 * Lists that are told in sentences: "… is medically necessary when each of these things is shown. First, the pain has lasted six weeks.
 * Second, …". One sentence announces, and each sentence behind it is an item, up to one that releases, excludes or only remarks.
 */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { readNumber } from '../../../text/numbers.ts';
import { escaped } from '../../../text/pattern.ts';
import { likeliest } from '../../sentences/learned-reader.ts';
import { sentenceFeatures } from '../../sentences/sentence-features.ts';
import { combinationIn, type Combination } from './combine.ts';
import { criterionOf } from '../criteria/criteria.ts';
import { group, type ItemWords } from '../criteria/criterion-nodes.ts';
import { spanOf } from '../outline/flow.ts';
import { learnedJoint, withLearnedConcepts } from '../learned-words.ts';
import { splitAt, type Reader } from '../reader.ts';
import { hasPhrase } from '../vocabulary.ts';

/** "First,", "(2)", "Finally," before an item. */
const ordinal =
  /^\W*(?:(?:first|second|third|fourth|fifth|sixth|last|final)(?:ly)?\b[,:]?|(?:and |then |also )*(?:next|finally|then|also|in addition|further(?:more)?|moreover|besides)\b,?|\(?[1-9a-f][.)])\s+/i;
/** The sentence before a list, without a word of how it is joined. */
const announces =
  /\b(?:following|these|those|below|as follows|two|three|four|five|six)\b[^.;:]{0,60}\b(?:true|met|shown|so|present|documented|satisfied|appl(?:y|ies)|holds?|fulfilled|established|in place|the case|things?|conditions?|points?|criteria|requirements?)\b|\b(?:things?|conditions?|points?|criteria|requirements?)\b[^.;:]{0,30}\b(?:true|met|shown|present|documented|satisfied|holds?|in place|the case)\b/i;
/** Beginnings of sentences that go on with the item before them ("This may be therapy or …"). */
const goesOn =
  /^\W*(?:this|that|these|it|they|such|for example|for instance|we (?:accept|count|mean|take)|the (?:note|chart|log|report) (?:must|should))\b/i;
/** What a line may be and still be an item. */
const asking: ReadonlySet<string> = new Set(['require', 'document', 'group-any', 'group-all', 'group-2']);
const mostItems = 9;

interface ToldItem {
  readonly text: string;
}

/** The list told in the item's sentences; null where none is announced or fewer than two sentences follow that ask for something known. */
export function toldList(
  item: ItemWords,
  reader: Reader,
  inherited: Threshold | null,
  from: number,
  to: number,
): CriterionNode | null {
  const sentences = splitAt(item.text, sentenceEnds(item.text, 0, item.text.length));
  if (sentences.length < 3) return null;
  for (let at = 0; at < sentences.length - 2; at += 1) {
    const opening = sentences[at] ?? '';
    const joint = jointOf(opening, sentences[at + 1] ?? '', reader);
    if (joint === null) continue;
    const items = itemsBehind(sentences.slice(at + 1), reader).slice(0, countIn(opening));
    const nodes = items.map(({ text }) =>
      withLearnedConcepts(
        criterionOf(
          { text, span: placeOf(text, reader, from, to) ?? item.span, label: null, heading: null },
          reader.rules,
          reader.definitions,
          inherited,
        ),
        reader.learned,
      ),
    );
    const known = nodes.filter((node) => node.kind !== 'leaf' || node.concept !== null);
    if (known.length < 2) continue;
    const shown = joint.kind === 'all' ? earlierStudy(opening, item, reader, from, to) : [];
    return group(
      item,
      joint.kind,
      [...shown, ...nodes],
      true,
      reader.rules,
      joint.kind === 'at-least' ? joint.count : undefined,
    );
  }
  return null;
}

/** "… for a nodule seen on an earlier CT of which the report is available, provided that": the study on which the scan is founded. */
const foundOn =
  /\b(?:seen|found|shown|noted|visible|detected|measured|reported) (?:on|by|in) (?:an?|the) (?:earlier|previous|prior|first|recent|baseline) (?:chest |abdominal |pelvic )?(?:CT|MRI?|scan|x-?ray|radiographs?|films?|ultrasound|mammogram)\b[^,;:]*/i;

/** That study as an item beside the told ones; none where the opening names none. */
function earlierStudy(
  opening: string,
  item: ItemWords,
  reader: Reader,
  from: number,
  to: number,
): readonly CriterionNode[] {
  const text = foundOn.exec(opening)?.[0];
  if (text === undefined) return [];
  const span = placeOf(text, reader, from, to) ?? item.span;
  const node = criterionOf({ text, span, label: null, heading: null }, reader.rules, reader.definitions);
  return node.kind === 'leaf' && node.concept === 'prior-imaging' ? [node] : [];
}

/** "First, the pain has lasted six weeks. Second, one of the tests is positive: A, B or C": a list of one item is no list of the whole. */
export function countsSentences(text: string): boolean {
  return /[.:]\s+First(?:ly)?,[^]+[.;]\s+Second(?:ly)?,/.test(text);
}

/** How the sentences behind the opening are joined; null where it opens nothing. */
function jointOf(opening: string, next: string, reader: Reader): Combination | null {
  const counted = /^\W*(?:first(?:ly)?|one)\b[,:]/i.test(next) || /^\W*\(?(?:1|a|i)[.)]\s/.test(next);
  if (!counted && !announces.test(opening)) return null;
  const told = combinationIn(opening) ?? learnedJoint(opening, reader.learned);
  // "First, …. Second, …" are steps that all are asked for.
  return (
    told ??
    (counted || /\b(?:two|three|four|five|six) (?:things|conditions|points)\b/i.test(opening)
      ? { kind: 'all', count: 0 }
      : null)
  );
}

/** "When two things are true": how many items follow, where the opening says so of all of them. */
function countIn(opening: string): number {
  const count =
    /\b(?:the |these |those |all )?(two|three|four|five|six) (?:things|conditions|points|criteria|requirements|of these)\b/i.exec(
      opening,
    )?.[1];
  const told = count === undefined ? null : readNumber(count);
  return told === null || /\b(?:at least|any|or more)\b/i.test(opening) ? mostItems : told;
}

/** The sentences that are items, each with those that go on with it. */
function itemsBehind(sentences: readonly string[], reader: Reader): readonly ToldItem[] {
  const out: { text: string }[] = [];
  const counted = ordinal.test(sentences[0] ?? '');
  for (const sentence of sentences) {
    const last = out.at(-1);
    const isCounted = ordinal.test(sentence);
    if (last !== undefined && goesOn.test(sentence) && !isCounted) {
      last.text = `${last.text} ${sentence}`;
      continue;
    }
    if (counted && !isCounted && !(out.length === 0)) break;
    if (
      hasPhrase(sentence, 'waiver', 'text', reader.rules) ||
      hasPhrase(sentence, 'not-required', 'text', reader.rules)
    )
      break;
    const { label, chance } = likeliest(reader.learned.lines, sentenceFeatures(sentence));
    if (!isCounted && !asking.has(label) && chance >= 0.6) break;
    out.push({ text: sentence.replace(ordinal, '') });
    if (out.length >= mostItems) break;
  }
  return out;
}

/** Where the words stand, whatever line breaks the page has in them. */
function placeOf(text: string, reader: Reader, from: number, to: number): ReturnType<typeof spanOf> | null {
  const words = text.split(/\s+/).slice(0, 60).map(escaped);
  const found = new RegExp(words.join(String.raw`\s+`)).exec(reader.flow.text.slice(from, to));
  return found === null
    ? null
    : spanOf(reader.flow, from + found.index, from + found.index + found[0].length);
}

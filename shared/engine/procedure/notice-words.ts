/**
 * Whether a text holds a part of the notice, in any wording: by a phrase of its own, or by words that stand together in
 * one passage, as plans put the same right in a hundred ways.
 */
import type { NoticeElementRule } from '../../domain/rules.ts';
import { splitSentences } from '../../text/blocks.ts';
import { matchesPattern } from '../../text/pattern.ts';

/** Sentences of a passage: a heading or question, its answer, and what is added to it. */
const passageLength = 3;

/** True where the text has the part. */
export function hasElement(element: NoticeElementRule, text: string): boolean {
  return (
    element.present.some(({ pattern }) => matchesPattern(pattern, text)) ||
    standTogether(element.together, text)
  );
}

/** True where the text speaks of such things, so that it may have the part in words that no rule knows. */
export function mayHaveElement(element: NoticeElementRule, text: string): boolean {
  return standTogether(element.perhaps, text);
}

interface Together {
  readonly all: readonly string[];
  readonly none?: string | undefined;
  readonly span: 'sentence' | 'passage';
}

function standTogether(rules: readonly Together[], text: string): boolean {
  if (rules.length === 0) return false;
  const sentences = withHeadings(splitSentences(text).map(({ start, end }) => text.slice(start, end)));
  return rules.some(({ all, none = '', span }) => {
    const kept = sentences.filter((sentence) => none === '' || !matchesPattern(none, sentence));
    const length = span === 'sentence' ? 1 : passageLength;
    return kept.some((_, index) => {
      const passage = kept.slice(index, index + length).join('\n');
      return all.every((pattern) => matchesPattern(pattern, passage));
    });
  });
}

/** Each sentence with the heading or question right above it: "Free copies" and "Every paper relevant to your claim." */
function withHeadings(sentences: readonly string[]): readonly string[] {
  return sentences.map((sentence, index) => {
    const before = sentences[index - 1];
    return before !== undefined && isHeading(before) ? `${before}\n${sentence}` : sentence;
  });
}

/** Most words of a heading; a longer line without a stop is a sentence that the page broke off. */
const headingWords = 9;

function isHeading(sentence: string): boolean {
  return !/[.!;,]$/.test(sentence) && sentence.split(/\s+/).length <= headingWords;
}

/** Where the plan's own papers cover a scan that was denied as no benefit: a line of its benefits, or a limit that does not apply. */
import type { PageText, Span } from '../../domain/page-text.ts';
import { splitSentences } from '../../text/blocks.ts';
import { spanOf } from '../../text/spans.ts';
import type { CaseContext } from '../folder.ts';
import { findGroup } from '../folder.ts';
import { isForOtherAge } from '../match/sections/ages.ts';
import { scanNamed } from './scan-named.ts';

/** What the part of the paper does in which a sentence stands, by its title or the words that open it. */
type Part = 'benefits' | 'exclusions' | null;

const excludes = /\b(?:not covered|do not cover|excluded?|except)\b/i;
const limitLifted = /not a screening|limits? .* do not apply|finding|follow/i;

/** Sentences of a page of a plan document that cover the scan, the clearest first. */
export function coveringSentences(context: CaseContext, page: PageText): readonly Span[] {
  let part: Part = null;
  return splitSentences(page.text)
    .map((sentence) => {
      const text = page.text.slice(sentence.start, sentence.end);
      part = partOpenedBy(context, text) ?? part;
      return { sentence, text, isBenefit: part === 'benefits' };
    })
    .filter(({ text }) => !excludes.test(text))
    .filter(({ text, isBenefit }) =>
      findGroup(context.rules, 'covered', text).length > 0
        ? scanNamed(context, text) || /\b(?:test|imaging|scan|study)\b/i.test(text)
        : isBenefit && scanNamed(context, text) && !isForOtherAge(text, context.facts),
    )
    .toSorted((a, b) => Number(limitLifted.test(b.text)) - Number(limitLifted.test(a.text)))
    .map(({ sentence }) => spanOf(page, sentence.start, sentence.end));
}

/** "Part 9. What we do not cover" opens exclusions, "These services are paid in full" benefits; other sentences open nothing. */
function partOpenedBy(context: CaseContext, text: string): Part {
  if (findGroup(context.rules, 'exclusionsPart', text).length > 0) return 'exclusions';
  return findGroup(context.rules, 'benefitsPart', text).length > 0 ? 'benefits' : null;
}

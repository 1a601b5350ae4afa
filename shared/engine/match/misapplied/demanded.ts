/** The section that a letter means by what it demands: it neither names nor quotes it, but its words are those of one section alone. */
import type { PolicySection } from '../../../domain/policy.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { stemOf, wordsOf } from '../../sentences/sentence-features.ts';
import { denialText, type PolicyCase } from '../policy-case.ts';

/** Words that only one section has: so many of them in the letter are no chance, and so many more than any other section has. */
const leastWords = 3;
const leastLead = 2;
/** Of the section's own words the share that the letter has: a long section has some word of every letter. */
const leastShare = 0.3;
/** Letters of a word that tells. */
const leastLetters = 4;

/** Null where no section's words stand out in the sentences in which the letter gives its grounds. */
export function demanded({ policy, input }: PolicyCase): PolicySection | null {
  const sections = policy.sections.filter(
    ({ role, tree }) =>
      role === 'not-covered' || ((role === 'covered' || role === 'waiver') && tree !== null),
  );
  if (sections.length < 2) return null;
  const said = new Set(groundsOf(input).flatMap(stems));
  const words = sections.map(({ span, heading }) => new Set(stems(`${heading} ${span.quote}`)));
  const ranked = sections
    .map((section, at) => {
      const own = [...(words[at] ?? [])].filter((stem) =>
        words.every((other, i) => i === at || !other.has(stem)),
      );
      const hits = own.filter((stem) => said.has(stem)).length;
      return { section, hits, share: hits / Math.max(1, own.length) };
    })
    .toSorted((a, b) => b.hits - a.hits);
  const [first, second] = ranked;
  if (first === undefined || first.hits < leastWords || first.share < leastShare) return null;
  return first.hits - (second?.hits ?? 0) >= leastLead ? first.section : null;
}

/** Sentences that name the policy, and those that say what is missing or asked for. */
function groundsOf(input: PolicyCase['input']): string[] {
  const places = [
    ...input.denial.citedPolicies.map(({ span }) => span),
    ...input.denial.assertions.map(({ span }) => span),
  ];
  return denialText(input).flatMap((page) =>
    splitSentences(page.text)
      .filter(({ start, end }) =>
        places.some(
          (span) =>
            span.documentId === page.documentId &&
            span.pageIndex === page.pageIndex &&
            span.start < end &&
            span.end > start,
        ),
      )
      .map(({ start, end }) => page.text.slice(start, end)),
  );
}

function stems(text: string): string[] {
  return wordsOf(text)
    .filter((word) => word.length >= leastLetters)
    .map(stemOf);
}

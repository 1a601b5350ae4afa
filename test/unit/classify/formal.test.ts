/** Beside the formal notice, papers that only speak of the decision are letters about it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { classifyDocuments } from '../../../shared/engine/classify/classify.ts';
import { caseOf, fixture, rules } from '../engine-kit.ts';

const papers = JSON.parse(
  readFileSync(new URL('../../fixtures/about-the-denial.json', import.meta.url), 'utf8'),
) as Record<string, string>;

it.each(Object.keys(papers))('%s does not take the place of the letter', (name) => {
  const input = caseOf({
    'letter.pdf': fixture('letters/cpb-style.txt'),
    'other paper.txt': papers[name] ?? '',
  });
  const kinds = Object.fromEntries(
    classifyDocuments(input, rules.kinds).map(({ kind }, index) => [input.documents[index]?.fileName, kind]),
  );
  expect(kinds['letter.pdf']).toBe('denial-letter');
  expect(kinds['other paper.txt']).not.toBe('denial-letter');
});

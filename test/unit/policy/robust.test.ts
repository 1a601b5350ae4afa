/** Nothing throws on arbitrary text, and time grows with the pages, not with their square. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, policyOf } from './support.ts';
import { readPolicy } from '../../../shared/engine/policy/read-policy.ts';
import { rules } from './support.ts';

const piece = fc.constantFrom(
  '1.',
  '2.1',
  '(a)',
  '(ii)',
  'A.2',
  '[ ]',
  '•',
  'any of the following:',
  'all of',
  'six weeks',
  'unless',
  'not required when',
  'physical therapy',
  'MRI',
  '\n',
  '\n\n',
  '\t',
  '\f',
  ';',
  ':',
  '(',
  '"',
  'see 2.1',
  'Part Two.',
  'HIP-M',
  '72148',
  'Effective 01/01/2026',
  '½',
  '\u0000',
  'é',
);

describe('readPolicy', () => {
  it('never throws, and every span is a slice of its page', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const document = documentOf(text);
          const policy = readPolicy(document, rules);
          for (const section of policy.sections) {
            const page = document.pages[section.span.pageIndex]?.text ?? '';
            expect(page.slice(section.span.start, section.span.end)).toBe(section.span.quote);
          }
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('reads ten times the pages in about ten times the time', () => {
    const page = `1. Criteria\nMRI is covered when all of these are met:\n1.1 Six weeks of physical therapy.\n1.2 Radiographs within 60 days, unless contraindicated.\n${'Background text goes on here for a while and says little. '.repeat(20)}\n`;
    const timed = (pages: number): number => {
      const text = Array.from({ length: pages }, (_, index) =>
        page.replace('1. Criteria', `${index + 1}. Criteria`),
      ).join('\f');
      const start = performance.now();
      policyOf(text);
      return performance.now() - start;
    };
    timed(2);
    const small = Math.max(5, timed(5));
    expect(timed(50)).toBeLessThan(small * 40);
  }, 60_000);
});

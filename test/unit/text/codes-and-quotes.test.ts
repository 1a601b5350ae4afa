import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBlocks, splitSentences } from '../../../shared/text/blocks.ts';
import { readDates } from '../../../shared/text/dates.ts';
import { readDurations, readVisitCounts } from '../../../shared/text/durations.ts';
import { readDiagnosisCodes, readProcedureShapes, sameWord } from '../../../shared/text/ocr.ts';
import { compilePhrases, findPhrases, tokenize } from '../../../shared/text/phrases.ts';
import { findQuote } from '../../../shared/text/quotes.ts';

describe('codes', () => {
  it('repairs look-alike letters and says so', () => {
    expect(readDiagnosisCodes('Dx M54.l6, R29.810 and S43.432A')).toMatchObject([
      { code: 'M54.16', repaired: true, asRead: 'M54.l6' },
      { code: 'R29.810', repaired: false },
      { code: 'S43.432A', repaired: false },
    ]);
    expect(readProcedureShapes('CPT 72l48, A9552')).toMatchObject([
      { code: '72148', repaired: true },
      { code: 'A9552', repaired: false },
    ]);
  });

  it('takes levels of the spine and doses for no diagnosis', () => {
    expect(readDiagnosisCodes('L4-5 disc, T98.2 F is a code shape but B12 and C5 are not')).toHaveLength(1);
  });
});

describe('sameWord', () => {
  it('forgives slips but not other words', () => {
    expect(sameWord('1umbar', 'lumbar')).toBe(true);
    expect(sameWord('posterolaterl', 'posterolateral')).toBe(true);
    expect(sameWord('injection', 'infection')).toBe(false);
    expect(sameWord('normal', 'abnormal')).toBe(false);
  });
});

describe('findQuote', () => {
  it('ignores white space, dashes and quotation marks', () => {
    const text = 'completed  twelve\nvisits — “no” gain';
    const [hit] = findQuote(text, 'twelve visits - "no" gain');
    expect(text.slice(hit?.start, hit?.end)).toBe('twelve\nvisits — “no” gain');
  });
});

describe('phrases', () => {
  const set = compilePhrases([
    { phrase: 'physical therap*', value: 'pt' },
    { phrase: 'PT', value: 'pt-short' },
    { phrase: 'straight leg rais*|raise', value: 'slr' },
    { phrase: 'failed __ therapy', value: 'failed' },
    { phrase: 'meloxicam', value: 'nsaid' },
  ]);
  const find = (text: string): string[] => findPhrases(set, tokenize(text)).map((h) => h.value);

  it('matches words, prefixes, alternatives, gaps and exact capitals', () => {
    expect(find('Physical\ntherapist; PT and pt; straight-leg raise; failed a short therapy')).toEqual([
      'pt',
      'pt-short',
      'slr',
      'failed',
    ]);
  });

  it('does not reach over the end of a clause', () => {
    expect(find('physical. Therapy')).toEqual([]);
  });

  it('puts slips right', () => {
    expect(find('me1oxicam and meloxicarn')).toEqual(['nsaid', 'nsaid']);
  });
});

describe('shared/text', () => {
  it('never throws and keeps offsets in range on arbitrary text', () => {
    const set = compilePhrases([{ phrase: 'no __ evidence of', value: 1 }]);
    const piece = fc.constantFrom(
      '1/2',
      '06/02',
      'six',
      'wks',
      ' x6 ',
      '(a) ',
      '\n',
      '\n\n',
      '\t',
      'Dr.',
      'no',
      'M54.l6',
      '½',
      ': ',
      '72148',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
        const text = parts.join(' ');
        const spans = [
          ...splitBlocks(text),
          ...splitSentences(text),
          ...readDates(text, '2026-01-01'),
          ...readDurations(text),
          ...readVisitCounts(text),
          ...readDiagnosisCodes(text),
          ...findPhrases(set, tokenize(text)),
        ];
        expect(spans.every((s) => s.start >= 0 && s.start <= s.end && s.end <= text.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

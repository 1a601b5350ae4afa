/** What must hold for any case and any text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis, AnalysisInput } from '../../../shared/domain/finding.ts';
import { explain } from '../../../shared/engine/explain.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, fixture, rules } from '../engine-kit.ts';

const files: Readonly<Record<string, string>> = {
  'a letter.txt': fixture('letters/cpb-style.txt'),
  'b notes.txt': fixture('golden-case/notes.txt'),
  'c therapy.txt': fixture('golden-case/therapy.txt'),
  'd policy.txt': fixture('golden-case/policy.txt'),
};
const whole = caseOf(files, { today: '2025-12-01', planType: 'erisa-insured' });

const keysOf = (analysis: Analysis) => analysis.findings.map(({ type, concept }) => `${type}/${concept}`);

function quotesStand(input: AnalysisInput, analysis: Analysis): void {
  for (const { citations } of [...analysis.findings, ...analysis.gaps, ...analysis.pleaseCheck]) {
    for (const { span } of citations) {
      const page = input.documents.find(({ documentId }) => documentId === span.documentId)?.pages[
        span.pageIndex
      ];
      expect(page?.text.slice(span.start, span.end)).toBe(span.quote);
      expect(span.quote.trim()).not.toBe('');
    }
  }
}

describe('an analysis', () => {
  it('finds what the papers show, and quotes stand on their pages', () => {
    const analysis = analyze(whole, rules);
    expect(keysOf(analysis)).toEqual(
      expect.arrayContaining([
        // The letter denies conservative treatment, with therapy as one of its examples.
        'denial-contradicted-by-record/conservative-therapy',
        'denial-contradicted-by-record/prior-imaging',
      ]),
    );
    quotesStand(whole, analysis);
  });

  it('is the same whatever the order of the files', () => {
    const wanted = JSON.stringify(analyze(whole, rules));
    fc.assert(
      fc.property(fc.shuffledSubarray([...whole.documents], { minLength: 4, maxLength: 4 }), (documents) => {
        expect(JSON.stringify(analyze({ ...whole, documents }, rules))).toBe(wanted);
      }),
      { numRuns: 8 },
    );
  });

  it('is the same twice, byte for byte', () => {
    expect(JSON.stringify(analyze(whole, rules))).toBe(JSON.stringify(analyze(whole, rules)));
  });

  it.each([
    ['a receipt', 'RECEIPT\nSubtotal $12.40\nVISA\nThank you for your purchase'],
    ['a recipe', 'Lentil soup. Two cups of lentils, one onion. Simmer for forty minutes.'],
    [
      "another person's chart",
      'Hill Clinic\nPatient: Otis Farnum DOB 05/05/1950\nProgress note 09/01/2025\nHPI: neck pain, saddle numbness, weight loss. Exam: strength 2/5.\nA/P: MRI.\nC. Doe, MD',
    ],
    ['an empty page', ''],
  ])('gains no finding from %s', (_name, text) => {
    const more = caseOf(
      { ...files, 'z extra.txt': text },
      { today: '2025-12-01', planType: 'erisa-insured' },
    );
    expect(keysOf(analyze(more, rules)).toSorted()).toEqual(keysOf(analyze(whole, rules)).toSorted());
  });

  it('explains every finding with its quotes and its why', () => {
    const analysis = analyze(whole, rules);
    const text = explain(analysis);
    for (const finding of analysis.findings) {
      expect(text).toContain(`${finding.type} / ${finding.concept}`);
      expect(finding.why.ruleIds.length).toBeGreaterThan(0);
    }
  });
});

describe('arbitrary text', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'denied',
      'not medically necessary',
      'physical therapy',
      '72148',
      'M54.16',
      'six weeks',
      '05/04/2026',
      'MRI',
      'Dear Ms. X:',
      '4/5',
      'no',
      'or',
      '(a)',
      '1.',
      '\n\n',
      '\t',
      'appeal within 180 days',
      'Patient:',
      'DOB',
      '\u00a0',
      'ﬁ',
      '½',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const page = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));

  it('never makes the engine throw, and never a quote that is not there', () => {
    fc.assert(
      fc.property(
        fc.array(page, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('erisa-insured', 'medicare-advantage', 'unknown'),
        (pages, planType) => {
          const input = caseOf(Object.fromEntries(pages.map((text, index) => [`f${index}.txt`, text])), {
            planType,
          });
          const analysis = analyze(input, rules);
          quotesStand(input, analysis);
          explain(analysis);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('nor do real papers with letters changed at random', () => {
    const names = Object.keys(files);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(4000), fc.string({ maxLength: 3 })), { maxLength: 40 }),
        (edits) => {
          const changed: Record<string, string> = { ...files };
          for (const [which, at, text] of edits) {
            const name = names[which] ?? '';
            const old = changed[name] ?? '';
            changed[name] =
              `${old.slice(0, at % (old.length + 1))}${text}${old.slice((at % (old.length + 1)) + 1)}`;
          }
          const input = caseOf(changed, { today: '2025-12-01', planType: 'erisa-insured' });
          quotesStand(input, analyze(input, rules));
        },
      ),
      { numRuns: 25 },
    );
  });
}, 120_000);

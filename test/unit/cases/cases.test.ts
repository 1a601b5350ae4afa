/** The labelled cases of test/fixtures/cases: what the engine finds in whole folders must not get worse. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnalysisInput } from '../../../shared/domain/finding.ts';
import { toContractOutput } from '../../../shared/engine/contract-output.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { scoreCase, totalsOf } from '../../support/case-score.ts';
import { caseNames, readCase } from '../../support/case-store.ts';
import { asOneScan } from '../../support/one-scan.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const root = join(import.meta.dirname, '..', '..', 'fixtures', 'cases');
const cases = caseNames(root).map((name) => {
  const labelled = readCase(root, name);
  return { ...labelled, analysis: analyze(labelled.input, rules) };
});
/** Cases on which the engine is measured and not improved, while there are any: scored by `npm run bench engine -- --cases test/fixtures/cases-apart`. */
const apartRoot = join(import.meta.dirname, '..', '..', 'fixtures', 'cases-apart');
const apart = caseNames(apartRoot).map((name) => readCase(apartRoot, name));
const keysOf = (input: AnalysisInput) =>
  analyze(input, rules)
    .findings.map(({ type, concept }) => `${type}/${concept}`)
    .toSorted();

describe('the labelled cases', () => {
  const scores = cases.map(({ analysis, expected }) => scoreCase(toContractOutput(analysis, []), expected));

  it('are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(10);
  });

  it('are read well as a whole', () => {
    const totals = totalsOf(scores);
    expect(totals.f1).toBeGreaterThanOrEqual(0.92);
    expect(totals.precision).toBeGreaterThanOrEqual(0.97);
    expect(totals.fields).toBeGreaterThanOrEqual(0.97);
    expect(totals.kinds).toBeGreaterThanOrEqual(0.97);
  });

  it('yield no statement that would harm the person who signs it', () => {
    expect(scores.flatMap(({ harmful }) => harmful)).toEqual([]);
  });

  it.each(cases)('$name: every quote stands on its page', ({ input, analysis }) => {
    for (const { citations } of [...analysis.findings, ...analysis.gaps, ...analysis.pleaseCheck])
      for (const { span } of citations) {
        const document = input.documents.find(({ documentId }) => documentId === span.documentId);
        expect(document?.pages[span.pageIndex]?.text.slice(span.start, span.end)).toBe(span.quote);
        expect(span.quote.trim()).not.toBe('');
      }
  });

  it.each(apart)('$name: every quote stands on its page, in cases that were kept apart too', ({ input }) => {
    const { findings, gaps, pleaseCheck } = analyze(input, rules);
    for (const { citations } of [...findings, ...gaps, ...pleaseCheck])
      for (const { span } of citations) {
        const document = input.documents.find(({ documentId }) => documentId === span.documentId);
        expect(document?.pages[span.pageIndex]?.text.slice(span.start, span.end)).toBe(span.quote);
      }
  });

  it.each(cases)('$name: the order of the files changes nothing', ({ input, analysis }) => {
    const turned = { ...input, documents: input.documents.toReversed() };
    expect(JSON.stringify(analyze(turned, rules))).toBe(JSON.stringify(analysis));
  });

  it.each(cases)('$name: scanned into one file, the papers say the same', ({ input, analysis }) => {
    expect(keysOf(asOneScan(input))).toEqual(
      analysis.findings.map(({ type, concept }) => `${type}/${concept}`).toSorted(),
    );
  });

  it.each(cases)('$name: unrelated papers add no finding', ({ input, analysis }) => {
    const extra = (fileName: string, text: string) => ({
      documentId: fileName,
      fileName,
      pages: pagesOf(fileName, text),
    });
    const more = {
      ...input,
      documents: [
        ...input.documents,
        extra(
          'receipt.txt',
          'PHARMACY RECEIPT\nIbuprofen 200 mg 50 ct  $8.99\nSubtotal $8.99\nVISA 4411\nThank you',
        ),
        extra(
          'someone else.txt',
          'Hill Clinic\nPatient: Otis Farnum   DOB: 05/05/1950\nProgress note 02/01/2026\nHPI: 12 weeks of physical therapy failed. Saddle numbness, weight loss, seizure. Exam: strength 2/5.\nA/P: MRI.\nC. Doe, MD',
        ),
      ],
    };
    expect(keysOf(more)).toEqual(
      analysis.findings.map(({ type, concept }) => `${type}/${concept}`).toSorted(),
    );
  });
});

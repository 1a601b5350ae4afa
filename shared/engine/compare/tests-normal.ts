/** The letter calls a test normal; the report of that very test says that it settled nothing, or was not normal. */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Finding } from '../../domain/finding.ts';
import type { ClinicalConcept } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { splitSentences } from '../../text/blocks.ts';
import { spanOf } from '../../text/spans.ts';
import type { CaseContext } from '../folder.ts';
import { cite, makeFinding } from '../folder.ts';
import { conceptName } from './words.ts';

/** How a record names the test, by concept. */
const tests: Partial<Record<ClinicalConcept, RegExp>> = {
  'stress-test':
    /\b(?:stress|treadmill|exercise) (?:test|echo|ECG|EKG|study|MPI)|\bbruce\b|\bETT\b|\bSPECT\b|\b(?:nuclear|perfusion|pharmacologic|regadenoson|dobutamine|adenosine)\b[^.]{0,30}\b(?:stress|scan|study|imaging|perfusion)\b|\bmyocardial perfusion\b/i,
  'prior-imaging': /\b(?:MRI|CT|x-?rays?|radiographs?|ultrasound|mammogra\w+|scan)\b/i,
  'lab-result': /\b(?:lab\w*|ESR|CRP|PSA|CEA|D-?dimer|troponin|calprotectin)\b/i,
};
const notNormal =
  /\b(?:non-?diagnostic|inconclusive|equivocal|indeterminate|abnormal|positive|not interpretable|uninterpretable|suboptimal|submaximal|inadequate|target (?:heart )?rate (?:was )?not (?:reached|achieved|met)|elevated|raised)\b/i;
const denied = /\b(?:no|not|without|negative for|denies)\s+(?:\w+\s+){0,2}$/i;

/** A contradiction, or null where the letter names no day or the record of that day says nothing against it. */
export function testSaidNormal(assertion: DenialAssertion, context: CaseContext): Finding | null {
  const concept = assertion.concept as ClinicalConcept;
  const test = tests[concept];
  // "Of January 2026": a month names the test as well as a day does.
  const told = readDates(assertion.span.quote).find(({ precision }) => precision !== 'year');
  if (test === undefined || told === undefined) return null;
  const day = told.precision === 'day' ? told.iso : told.iso.slice(0, 7);
  const onDay = (text: string): boolean => readDates(text).some(({ iso }) => iso.startsWith(day));
  const record = context.pages.flatMap(({ page, kind, otherPatient }) => {
    if (kind !== 'medical-record' || otherPatient || !test.test(page.text)) return [];
    // The report of that day, or a sentence of another note that names test and result.
    const report = test.test(page.text.slice(0, 400)) && onDay(page.text.slice(0, 500));
    return splitSentences(page.text).flatMap(({ start, end }) => {
      const text = page.text.slice(start, end);
      const hit = notNormal.exec(text);
      if (hit === null || denied.test(text.slice(0, hit.index))) return [];
      if (!report && !(test.test(text) && onDay(text))) return [];
      return [spanOf(page, start, end)];
    });
  });
  const first = record[0];
  if (first === undefined) return null;
  return makeFinding(
    'denial-contradicted-by-record',
    concept,
    `The denial calls ${conceptName(concept)} normal; the report of that day says otherwise.`,
    [cite('denial', assertion.span), ...record.slice(0, 4).map((span) => cite('record', span))],
    { ruleIds: ['compare.test-normal'], steps: [`Test of ${day}.`, `Report: ${first.quote.slice(0, 160)}`] },
  );
}

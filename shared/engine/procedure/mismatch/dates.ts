/** Days the letter gives tests and services against the days the chart has. */
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import { spanOf, squeeze } from '../../../text/spans.ts';
import { procedureCodesIn } from '../../denial/codes.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { describeScan } from '../../scan-names.ts';
import { examDays, lineDay } from '../exam-days.ts';
import { lineAt, ownRecords, sameFamily } from './own-pages.ts';

/**
 * A date the letter gives a test or service, where the chart has the same day and month, or the same test, on another
 * date and nothing on the letter's. Only tests and services already done are compared.
 */
export function dates(context: CaseContext): readonly Finding[] {
  const claim = serviceDate(context);
  const tests = testDate(context);
  return [
    ...(tests.length > 0 ? tests : otherPart(context)),
    ...(claim.length > 0 ? claim : lineDates(context)),
  ];
}

const testWord =
  /\b(?:nuclear stress test|stress test|treadmill|mri|ct|pet|x-?rays?|radiographs?|mammogra\w+|ultrasound|echo\w*|scan|study|colonoscopy|biopsy|screening|test)\b/i;

function testDate(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const own = ownRecords(context);
  const chartDays = new Set(
    own.flatMap(({ page }) =>
      readDates(page.text)
        .filter(({ precision }) => precision === 'day')
        .map(({ iso }) => iso),
    ),
  );
  const skip = new Set([denial.letterDate?.value, denial.requestDate?.value, denial.serviceDate?.value]);
  for (const sentence of sentences) {
    if (!sentence.rationale) continue;
    for (const date of readDates(sentence.text)) {
      if (date.precision !== 'day' || date.relative || skip.has(date.iso) || chartDays.has(date.iso))
        continue;
      const before = sentence.text.slice(Math.max(0, date.start - 70), date.start);
      const test = testWord.exec(before);
      if (test === null || !/\b(?:of|on|from|dated|performed|done)\s+$/i.test(before)) continue;
      // The same day and month in another year beside the same kind of test: a year misread.
      const twin = own.flatMap(({ page }) =>
        readDates(page.text)
          .filter((d) => d.precision === 'day' && d.iso.slice(5) === date.iso.slice(5) && d.iso !== date.iso)
          .filter((d) => sameTest(test[0], page.text.slice(Math.max(0, d.start - 120), d.end + 120)))
          .map((d) => ({ page, start: d.start, end: d.end, iso: d.iso })),
      );
      const first = twin[0];
      const span = letterSpan(letter, sentence.start, sentence.end);
      if (first === undefined || span === null) continue;
      return [
        makeFinding(
          'fact-mismatch',
          'dates',
          `The denial speaks of a ${squeeze(test[0]).toLowerCase()} of ${date.iso}; the chart has it on ${first.iso}.`,
          [
            cite('denial', span),
            ...twin
              .slice(0, 4)
              .map(({ page, start, end }) => cite('record', sentenceAround(page, start, end))),
          ],
          {
            ruleIds: ['fact.dates'],
            steps: [`Letter: ${date.iso}.`, `Chart: ${first.iso}; nothing on the letter\u2019s date.`],
          },
        ),
      ];
    }
  }
  return [];
}

function sameTest(word: string, near: string): boolean {
  const key = word.toLowerCase();
  if (/stress|treadmill|nuclear/.test(key)) return /stress|treadmill|nuclear|perfusion|spect|ecg/i.test(near);
  if (/x-?ray|radiograph/.test(key)) return /x-?ray|radiograph|film/i.test(near);
  if (/^(?:scan|study|test|screening)$/.test(key)) return testWord.test(near);
  return new RegExp(`\\b${key.replace(/[^a-z]/g, '.?')}`, 'i').test(near);
}

/** The claim's service date against the day the report or order says the scan took place. */
function serviceDate(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const service = denial.serviceDate;
  if (service === null || service.span === null) return [];
  const family = (page: FolderPage) =>
    procedureCodesIn(page.page.text, context.rules.scans).some(({ code }) =>
      denial.procedureCodes.some(({ value }) => value === code || sameFamily(context, code, value)),
    );
  const own = ownRecords(context).filter((entry) => family(entry) || scanWordsOn(context, entry));
  const done = own.flatMap(({ page }) => examDays(page.text).map((day) => ({ page, ...day })));
  const others = done.filter(
    ({ iso }) => iso !== service.value && Math.abs(daysBetween(iso, service.value)) <= 120,
  );
  const first = others[0];
  if (first === undefined || done.some(({ iso }) => iso === service.value) || performedOn(own, service.value))
    return [];
  return [
    makeFinding(
      'fact-mismatch',
      'dates',
      `The denial gives the service date as ${service.value}; the papers show that the scan was done on ${first.iso}.`,
      [
        cite('denial', lineAt(context, service.span)),
        ...others.slice(0, 4).map(({ page, start, end }) => cite('record', sentenceAround(page, start, end))),
      ],
      { ruleIds: ['fact.service-date'], steps: [`Letter: ${service.value}.`, `Papers: ${first.iso}.`] },
    ),
  ];
}

/** A claim of several days: the line of a code against the one day on which a report with that code says it was done. */
function lineDates(context: CaseContext): readonly Finding[] {
  const { denial, letter } = context.latest;
  for (const code of denial.procedureCodes) {
    const page = letter.pages.find(
      (p) => p.documentId === code.span?.documentId && p.pageIndex === code.span.pageIndex,
    );
    const billed = page === undefined || code.span === null ? null : lineDay(page.text, code.span.start);
    if (page === undefined || billed === null) continue;
    const own = ownRecords(context).filter((entry) =>
      procedureCodesIn(entry.page.text, context.rules.scans).some((hit) => hit.code === code.value),
    );
    const done = own.flatMap((entry) =>
      examDays(entry.page.text).map((day) => ({ page: entry.page, ...day })),
    );
    const first = done[0];
    if (
      first === undefined ||
      done.some(({ iso }) => iso !== first.iso) ||
      first.iso === billed.iso ||
      Math.abs(daysBetween(first.iso, billed.iso)) > 120 ||
      performedOn(own, billed.iso)
    )
      continue;
    return [
      makeFinding(
        'fact-mismatch',
        'dates',
        `The denial gives ${billed.iso} for code ${code.value}; the report says that it was done on ${first.iso}.`,
        [
          cite('denial', lineAt(context, spanOf(page, billed.start, billed.end))),
          cite('record', sentenceAround(first.page, first.start, first.end)),
        ],
        {
          ruleIds: ['fact.line-date'],
          steps: [`Letter: ${billed.iso} for ${code.value}.`, `Report: ${first.iso}.`],
        },
      ),
    ];
  }
  return [];
}

function scanWordsOn(context: CaseContext, entry: FolderPage): boolean {
  const scan = context.latest.denial.scan?.value;
  return (
    scan?.modality !== null &&
    scan?.modality !== undefined &&
    new RegExp(`\\b${scan.modality}\\b`, 'i').test(entry.page.text)
  );
}

/** A report (findings, impression) bears the claim's date. */
function performedOn(pages: readonly FolderPage[], on: IsoDate): boolean {
  return pages.some(
    ({ page }) =>
      /\b(?:findings|impression|technique)\b/i.test(page.text) &&
      readDates(page.text.slice(0, 500)).some(({ iso }) => iso === on),
  );
}

/**
 * "Your last CT of the chest was on July 2": the chart has a scan of another part on that day, and the one of this part
 * on another.
 */
function otherPart(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const skip = new Set([denial.letterDate?.value, denial.requestDate?.value, denial.serviceDate?.value]);
  const scans = ownRecords(context).flatMap((entry) => scansWithDays(context, entry));
  for (const sentence of sentences) {
    if (!sentence.rationale) continue;
    const said = describeScan(sentence.text, [], context.rules.scans);
    const date = readDates(sentence.text).find(
      ({ precision, relative, iso }) => precision === 'day' && !relative && !skip.has(iso),
    );
    if (date === undefined || said.modality === null || said.region === null) continue;
    if (!/\b(?:last|previous|prior|earlier|recent|latest)\b/i.test(sentence.text)) continue;
    const alike = scans.filter(({ scan }) => scan.modality === said.modality);
    const onDay = alike.filter(({ iso }) => iso === date.iso);
    const right = alike.filter(({ iso, scan }) => iso !== date.iso && scan.region === said.region);
    const span = letterSpan(letter, sentence.start, sentence.end);
    if (onDay.length === 0 || right.length === 0 || span === null) continue;
    if (onDay.some(({ scan }) => scan.region === said.region)) continue;
    const first = right[0];
    return [
      makeFinding(
        'fact-mismatch',
        'dates',
        `The denial dates the last such scan ${date.iso}; the chart has another part on that day, and this one on ${first?.iso ?? ''}.`,
        [
          cite('denial', span),
          ...right.slice(0, 2).map(({ span: place }) => cite('record', place)),
          ...onDay.slice(0, 2).map(({ span: place }) => cite('record', place)),
        ],
        {
          ruleIds: ['fact.dates-part'],
          steps: [`Letter: ${date.iso}.`, `Chart: ${right.map(({ iso }) => iso).join(', ')}.`],
        },
      ),
    ];
  }
  return [];
}

/** Lines and sentences that name one scan and one day ("CT CHEST WITHOUT CONTRAST, 03/10/2026"). */
function scansWithDays(context: CaseContext, entry: FolderPage) {
  return splitSentences(entry.page.text).flatMap(({ start, end }) => {
    const text = entry.page.text.slice(start, end);
    const days = readDates(text).filter(({ precision, relative }) => precision === 'day' && !relative);
    const scan = describeScan(text, [], context.rules.scans);
    const [day] = days;
    return day === undefined || days.length > 1 || scan.modality === null || scan.region === null
      ? []
      : [{ iso: day.iso, scan, span: spanOf(entry.page, start, end) }];
  });
}

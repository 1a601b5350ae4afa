/** Days the letter gives tests and services against the days the chart has. */
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import { spanOf, squeeze } from '../../../text/spans.ts';
import { procedureCodesIn } from '../../denial/fields/codes.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, makeFinding, pageOf, sentenceAround } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { describeScan } from '../../scan-names.ts';
import { examDays, lineDay, ofClaim } from '../exam-days.ts';
import { eventDays } from './event-days.ts';
import { lineAt, ownRecords, sameFamily, scanNamedOn } from './own-pages.ts';

/**
 * A date the letter gives a test or service, where the chart has the same day and month, or the same test, on another
 * date and nothing on the letter's. Only tests and services already done are compared.
 */
export function dates(context: CaseContext): readonly Finding[] {
  const claim = serviceDate(context);
  const tests = testDate(context);
  return [
    ...(tests.length > 0 ? tests : toldDays(context)),
    ...(claim.length > 0 ? claim : lineDates(context)),
  ];
}

/** Days told of other things than the claim's own service. */
function toldDays(context: CaseContext): readonly Finding[] {
  const parts = otherPart(context);
  return parts.length > 0 ? parts : eventDays(context);
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
      const alike = own.flatMap(({ page }) =>
        readDates(page.text)
          .filter((d) => d.precision === 'day' && !d.relative && isSlip(d.iso, date.iso))
          .filter((d) => sameTest(test[0], page.text.slice(Math.max(0, d.start - 120), d.end + 120)))
          .map((d) => ({ page, start: d.start, end: d.end, iso: d.iso })),
      );
      // The same day and month in another year come first: a year is misread most.
      const years = alike.filter(({ iso }) => iso.slice(5) === date.iso.slice(5));
      const twin = years.length > 0 ? years : alike;
      const first = twin[0];
      const span = letterSpan(letter, sentence.start, sentence.end);
      if (first === undefined || span === null) continue;
      if (
        years.length === 0 &&
        (alike.some(({ iso }) => iso !== first.iso) ||
          own.some(({ page }) => bearsShortDay(page.text, date.iso)))
      )
        continue;
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

/** "ER note (Mercy 6/2): CT neg": the day without its year. */
function bearsShortDay(text: string, iso: IsoDate): boolean {
  const [, month = '', day = ''] = iso.split('-').map((part) => String(Number(part)));
  const yearless = readDates(text, iso).some((date) => date.relative && date.iso === iso);
  return yearless || new RegExp(String.raw`(?<![\d/.-])0?${month}[/-]0?${day}(?![\d/-])`).test(text);
}

/** Two days that a slip of the pen parts: another year, one digit of the month or day, or its two digits swapped. */
function isSlip(a: IsoDate, b: IsoDate): boolean {
  const [left, right] = [a.split('-'), b.split('-')];
  const other = left.flatMap((part, index) => (part === right[index] ? [] : [index]));
  if (other.length !== 1) return false;
  const [one = '', two = ''] = [left[other[0] ?? 0], right[other[0] ?? 0]];
  return other[0] === 0 || one[0] === two[0] || one[1] === two[1] || one === `${two[1] ?? ''}${two[0] ?? ''}`;
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
  const all = ownRecords(context);
  const own = all.filter((entry) => family(entry) || scanNamedOn(context, entry));
  const done = own.flatMap(({ page }) => examDays(page.text).map((day) => ({ page, ...day })));
  const others = done.filter(
    ({ iso }) => iso !== service.value && Math.abs(daysBetween(iso, service.value)) <= 120,
  );
  const first = others[0];
  // A report of that day confirms it, by whatever name it calls the part ("elbow" for an "upper extremity").
  if (first === undefined || done.some(({ iso }) => iso === service.value) || performedOn(all, service.value))
    return [];
  // Two scans on two days: neither need be the one that was billed.
  if (others.some(({ iso }) => iso !== first.iso)) return [];
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
  const all = ownRecords(context);
  for (const code of denial.procedureCodes) {
    const page = code.span === null ? undefined : pageOf(letter.pages, code.span);
    const billed = page === undefined || code.span === null ? null : lineDay(page.text, code.span.start);
    if (page === undefined || billed === null) continue;
    const own = all.filter((entry) =>
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
      performedOn(all, billed.iso)
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

/** A report (findings, impression) bears the claim's date. */
function performedOn(pages: readonly FolderPage[], on: IsoDate): boolean {
  return pages.some(
    ({ page }) =>
      /\b(?:findings|impression|technique)\b/i.test(page.text) &&
      readDates(page.text.slice(0, 500)).some(
        ({ iso, start }) =>
          iso === on && !ofClaim.test(page.text.slice(page.text.lastIndexOf('\n', start) + 1, start)),
      ),
  );
}

/**
 * "Your last CT of the chest was on July 2": the chart has a scan of another part on that day, or that day's CT is
 * another patient's, and the one of this part was on another day.
 */
function otherPart(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const skip = new Set([denial.letterDate?.value, denial.requestDate?.value, denial.serviceDate?.value]);
  const own = ownRecords(context);
  const tests = own.flatMap((entry) => scansWithDays(context, entry));
  const scans = tests.filter(({ scan }) => scan.region !== null);
  const others = context.pages
    .filter(({ kind, otherPatient }) => kind === 'medical-record' && otherPatient)
    .flatMap((entry) => scansWithDays(context, entry));
  for (const sentence of sentences) {
    if (!sentence.rationale) continue;
    const named = describeScan(sentence.text, [], context.rules.scans);
    // "Your last study was on June 10": the last one of the kind that is denied.
    const said =
      named.modality === null && lastOfKind.test(sentence.text) ? (denial.scan?.value ?? named) : named;
    const date = readDates(sentence.text).find(
      ({ precision, relative, iso }) => precision === 'day' && !relative && !skip.has(iso),
    );
    if (date === undefined || said.modality === null || said.region === null) continue;
    if (!/\b(?:last|previous|prior|earlier|recent|latest)\b/i.test(sentence.text)) continue;
    const isSaid = ({ scan }: (typeof scans)[number]) =>
      scan.modality === said.modality && scan.region === said.region;
    const right = scans
      .filter((each) => each.iso !== date.iso && each.iso !== denial.serviceDate?.value && isSaid(each))
      .toSorted((a, b) => (a.iso < b.iso ? 1 : -1));
    const mistaken = [
      ...scans.filter(({ iso, scan }) => iso === date.iso && scan.modality === said.modality),
      ...(said === named ? [] : tests.filter(({ iso }) => iso === date.iso)),
      ...others.filter((each) => each.iso === date.iso && isSaid(each)),
    ];
    const span = letterSpan(letter, sentence.start, sentence.end);
    if (mistaken.length === 0 || right.length === 0 || span === null) continue;
    if (scans.some((each) => each.iso === date.iso && isSaid(each))) continue;
    const first = right[0];
    return [
      makeFinding(
        'fact-mismatch',
        'dates',
        `The denial dates the last such scan ${date.iso}; the scan of that day was ${mistaken.every((each) => others.includes(each)) ? 'another patient\u2019s' : 'of another part'}, and this one was on ${first?.iso ?? ''}.`,
        [
          cite('denial', span),
          ...right.slice(0, 2).map(({ span: place }) => cite('record', place)),
          // Another patient's paper is nothing to send along.
          ...mistaken
            .filter((each) => !others.includes(each))
            .slice(0, 2)
            .map(({ span: place }) => cite('record', place)),
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

const lastOfKind =
  /\b(?:last|latest|previous|prior|earlier|most recent) (?:such )?(?:study|scan|test|exam(?:ination)?|one|measurement|imaging)\b/i;

/** Lines and sentences that name one scan and one day ("CT CHEST WITHOUT CONTRAST, 03/10/2026"). */
function scansWithDays(context: CaseContext, entry: FolderPage) {
  return splitSentences(entry.page.text).flatMap(({ start, end }) => {
    const text = entry.page.text.slice(start, end);
    const days = readDates(text).filter(({ precision, relative }) => precision === 'day' && !relative);
    const scan = describeScan(text, [], context.rules.scans);
    const [day] = days;
    return day === undefined || days.length > 1 || scan.modality === null
      ? []
      : [{ iso: day.iso, scan, span: spanOf(entry.page, start, end) }];
  });
}

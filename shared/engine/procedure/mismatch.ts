/** Codes and plain facts of the letter against the order and the chart: code, side, contrast, age, dates. */
import type { Finding } from '../../domain/finding.ts';
import type { IsoDate } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import { ageOn, daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { spanOf, squeeze } from '../../text/spans.ts';
import type { CodeHit } from '../denial/codes.ts';
import { diagnosisCodesIn, procedureCodesIn } from '../denial/codes.ts';
import { letterSpan } from '../denial/letter-text.ts';
import type { CaseContext, FolderPage } from '../folder.ts';
import { birthDatesOn, cite, findGroup, makeFinding, sentenceAround } from '../folder.ts';
import { examDays, lineDay } from './exam-days.ts';
import { contrastOf, describeScan, limbOf, scansOfCode, sideOf } from '../scan-names.ts';

interface PageCode {
  readonly entry: FolderPage;
  readonly hit: CodeHit;
  readonly isOrder: boolean;
  readonly date: IsoDate | null;
}

export function mismatchFindings(context: CaseContext): readonly Finding[] {
  return [
    ...codeMismatch(context),
    ...laterality(context),
    ...age(context),
    ...identity(context),
    ...scanWords(context),
    ...dates(context),
  ];
}

/** Pages of the member's own care. */
function ownRecords(context: CaseContext): readonly FolderPage[] {
  return context.pages.filter(
    ({ kind, otherPatient }) => (kind === 'medical-record' || kind === 'correspondence') && !otherPatient,
  );
}

/** Words of a page that come from the insurer, not from the one who ordered. */
const fromInsurer =
  /\b(?:claim acknowledg|277CA|we have approved|authorization (?:number|no)|precertified|our records show|denied|adverse determination|claims? department)\b/i;

function codesOnPages(context: CaseContext, read: (text: string) => readonly CodeHit[]): readonly PageCode[] {
  return ownRecords(context).flatMap((entry) => {
    if (entry.kind === 'correspondence' && fromInsurer.test(entry.page.text)) return [];
    const order = /\b(?:order|requisition|ordering|imaging request|referral)\b/i.test(entry.page.text);
    const date =
      readDates(entry.page.text)
        .filter(({ precision }) => precision === 'day')
        .map(({ iso }) => iso)
        .toSorted()
        .at(-1) ?? null;
    return read(entry.page.text).map((hit) => ({ entry, hit, isOrder: order, date }));
  });
}

/** Codes whose scans share body region, or neighbours in the code book. */
function sameFamily(context: CaseContext, a: string, b: string): boolean {
  const left = scansOfCode(a, context.rules.scans).map(({ scan }) => scan);
  const right = scansOfCode(b, context.rules.scans).map(({ scan }) => scan);
  return left.some((x) =>
    right.some(
      (y) =>
        x.region !== null &&
        y.region !== null &&
        limbOf(x.region).includes(y.region) &&
        imagingGroup(x.modality) === imagingGroup(y.modality),
    ),
  );
}

function imagingGroup(modality: string): string {
  return modality === 'MRI' || modality === 'MRA'
    ? 'MR'
    : modality === 'CT' || modality === 'CTA'
      ? 'CT'
      : modality;
}

function codeMismatch(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  const findings: Finding[] = [];
  const ordered = codesOnPages(context, (text) => procedureCodesIn(text, context.rules.scans));
  // A letter that only explains the mix-up names the wrong code too: what counts is the chart of the last year.
  const wrong = denial.procedureCodes.filter(
    ({ value }) =>
      !ordered.some(
        ({ hit, entry }) => hit.code === value && entry.kind === 'medical-record' && isRecent(entry, until),
      ),
  );
  const pairs = wrong.flatMap(({ value, span }) => {
    const best = ordered
      .filter(
        ({ hit, entry }) =>
          sameFamily(context, hit.code, value) &&
          !denial.procedureCodes.some((own) => own.value === hit.code) &&
          isRecent(entry, until),
      )
      .toSorted(
        (a, b) => Number(b.isOrder) - Number(a.isOrder) || ((b.date ?? '') > (a.date ?? '') ? 1 : -1),
      );
    return best.length === 0 || span === null ? [] : [{ denied: value, span, best }];
  });
  const first = pairs[0];
  if (first !== undefined) {
    const record = distinctPages(pairs.flatMap(({ best }) => best));
    findings.push(
      makeFinding(
        'code-mismatch',
        'procedure-code',
        `The denial is about code ${pairs.map(({ denied }) => denied).join(' and ')}; the order has ${[...new Set(record.map(({ hit }) => hit.code))].join(' and ')}.`,
        [
          cite('denial', lineAt(context, first.span)),
          ...record
            .slice(0, 4)
            .map(({ entry, hit }) => cite('record', sentenceAround(entry.page, hit.start, hit.end))),
        ],
        {
          ruleIds: ['code.procedure'],
          steps: pairs.map(
            ({ denied, best }) =>
              `${denied} stands in the letter and on no order; ${best[0]?.hit.code ?? ''} stands on the order.`,
          ),
        },
      ),
    );
  }
  const diagnoses = diagnosisMismatch(context, until);
  if (diagnoses !== null) findings.push(diagnoses);
  return findings;
}

function diagnosisMismatch(context: CaseContext, until: IsoDate): Finding | null {
  const { denial } = context.latest;
  if (denial.diagnosisCodes.length === 0) return null;
  const all = codesOnPages(context, diagnosisCodesIn);
  const scanCodes = new Set(denial.procedureCodes.map(({ value }) => value));
  // The order decides: the page that names the scan (its code or one of its family), else no comparison.
  const orders = new Set(
    ownRecords(context).filter((entry) => {
      if (!isRecent(entry, until) || (entry.kind === 'correspondence' && fromInsurer.test(entry.page.text)))
        return false;
      const codes = procedureCodesIn(entry.page.text, context.rules.scans);
      if (entry.kind !== 'medical-record') return false;
      const family = codes.some(
        ({ code }) => scanCodes.has(code) || [...scanCodes].some((own) => sameFamily(context, code, own)),
      );
      return family && findGroup(context.rules, 'order', entry.page.text).length > 0;
    }),
  );
  const onOrders = all.filter(({ entry }) => orders.has(entry));
  if (onOrders.length === 0) return null;
  const own = denial.diagnosisCodes.map(({ value }) => value);
  // One shared code is enough: orders often list more than the letter prints.
  if (own.some((code) => onOrders.some(({ hit }) => sameDiagnosis(hit.code, code)))) return null;
  const first = denial.diagnosisCodes[0];
  if (first === undefined || first.span === null) return null;
  const record = distinctPages(onOrders);
  return makeFinding(
    'code-mismatch',
    'diagnosis-code',
    `The denial lists diagnosis ${own.join(', ')}; the order has ${[...new Set(onOrders.map(({ hit }) => hit.code))].slice(0, 4).join(', ')}.`,
    [
      cite('denial', lineAt(context, first.span)),
      ...record
        .slice(0, 4)
        .map(({ entry, hit }) => cite('record', sentenceAround(entry.page, hit.start, hit.end))),
    ],
    { ruleIds: ['code.diagnosis'], steps: ['No diagnosis code of the letter stands on the order.'] },
  );
}

/** The same code but for a missing last character. */
function sameDiagnosis(a: string, b: string): boolean {
  return a === b || (a.length >= 5 && b.length >= 5 && (a.startsWith(b) || b.startsWith(a)));
}

/** Papers of the last year: older orders are of other episodes. */
function isRecent(entry: FolderPage, until: IsoDate): boolean {
  const days = readDates(entry.page.text)
    .filter(({ precision }) => precision === 'day')
    .map(({ iso }) => iso);
  return days.length === 0 || days.some((day) => Math.abs(daysBetween(day, until)) < 330);
}

function distinctPages(codes: readonly PageCode[]): readonly PageCode[] {
  const seen = new Set<string>();
  return codes.filter(({ entry }) => {
    const key = `${entry.page.documentId}/${entry.page.pageIndex}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function lineAt(context: CaseContext, span: Span): Span {
  const page = context.latest.letter.pages.find(
    (p) => p.documentId === span.documentId && p.pageIndex === span.pageIndex,
  );
  if (page === undefined) return span;
  const from = page.text.lastIndexOf('\n', span.start) + 1;
  const to = page.text.indexOf('\n', span.end);
  return spanOf(page, from, to < 0 ? page.text.length : to);
}

/** Side of the denied scan against the side of the order, for parts that have one. */
function laterality(context: CaseContext): readonly Finding[] {
  const { denial, letter } = context.latest;
  const region = context.rules.scans.regions.find(({ id }) => id === denial.scan?.value.region);
  if (region === undefined || !region.lateral) return [];
  const words = context.rules.scans.regions
    .filter(({ id }) => limbOf(region.id).includes(id))
    .flatMap((near) => near.words);
  const named = sideWords(letter.text, words);
  const denied = [...new Set(named.map(({ side }) => side))];
  if (denied.length !== 1 || denied[0] === undefined || denied[0] === 'bilateral') return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const orders = ownRecords(context).filter((entry) => isOrderPage(context, entry) && isRecent(entry, until));
  const found = orders.flatMap((entry) =>
    sideWords(entry.page.text, words).map((hit) => ({ entry, ...hit })),
  );
  const sides = [...new Set(found.map(({ side }) => side))];
  const other = found[0];
  const first = named[0];
  if (
    sides.length !== 1 ||
    other === undefined ||
    first === undefined ||
    sides[0] === denied[0] ||
    sides[0] === 'bilateral'
  )
    return [];
  const span = letterSpan(letter, first.start, first.end);
  if (span === null) return [];
  return [
    makeFinding(
      'fact-mismatch',
      'laterality',
      `The denial speaks of the ${denied[0]} ${region.name}; the order is for the ${other.side} one.`,
      [
        cite('denial', lineAt(context, span)),
        cite('record', sentenceAround(other.entry.page, other.start, other.end)),
      ],
      { ruleIds: ['fact.laterality'], steps: [`Letter: ${denied[0]}.`, `Order: ${other.side}.`] },
    ),
  ];
}

/** A page that orders the scan: says so, and bears a code of the scan's family. */
function isOrderPage(context: CaseContext, entry: FolderPage): boolean {
  if (entry.kind !== 'medical-record' || !/\b(?:order|requisition|imaging request)\b/i.test(entry.page.text))
    return false;
  const own = context.latest.denial.procedureCodes.map(({ value }) => value);
  return procedureCodesIn(entry.page.text, context.rules.scans).some(({ code }) =>
    own.some((value) => value === code || sameFamily(context, code, value)),
  );
}

/** Places where a side stands right before or behind a word of the region. */
function sideWords(
  text: string,
  words: readonly string[],
): readonly {
  readonly side: 'left' | 'right' | 'bilateral';
  readonly start: number;
  readonly end: number;
}[] {
  const body = `(?:${words.join('|').replace(/ /g, String.raw`\s+`)})`;
  const pattern = new RegExp(
    String.raw`\b(left|right|bilateral|both|lt|rt)\.?\s+(?:\w+\s+){0,1}${body}\b|\b${body},?\s+(left|right|bilateral)\b`,
    'giu',
  );
  return [...text.matchAll(pattern)].flatMap((match) => {
    const side = sideOf(
      (match[1] ?? match[2] ?? '')
        .replace(/^lt$/i, 'left')
        .replace(/^rt$/i, 'right')
        .replace(/^both$/i, 'bilateral'),
    );
    return side === null ? [] : [{ side, start: match.index, end: match.index + match[0].length }];
  });
}

/** "You are a 47-year-old woman" against the date of birth. */
function age(context: CaseContext): readonly Finding[] {
  const { sentences, letter, denial } = context.latest;
  const on = denial.letterDate?.value;
  if (context.birthDate === null || on === undefined) return [];
  const actual = ageOn(context.birthDate, on);
  for (const sentence of sentences) {
    if (!sentence.rationale) continue;
    const match =
      /\b(?:you are(?: an?)?|patient is(?: an?)?|member is(?: an?)?|in an?|for an?|this|a|an|aged?)\s+(\d{1,3})[- ]?(?:year|yr)s?[- ]?(?:old)?\b|\bage(?:d)?:?\s+(\d{1,3})\b/i.exec(
        sentence.text,
      );
    const stated = Number(match?.[1] ?? match?.[2] ?? Number.NaN);
    if (match === null || Number.isNaN(stated) || Math.abs(stated - actual) <= 1) continue;
    if (
      /\b(?:over|under|older|younger|above|below|at least|more than|less than|until|before)\s*$/i.test(
        sentence.text.slice(0, match.index + match[0].search(/\d/)),
      )
    )
      continue;
    // The letter must speak of this person, not of persons of that age.
    if (!/\b(?:you|your|member|patient|woman|man|male|female|girl|boy)\b/i.test(sentence.text)) continue;
    const span = letterSpan(letter, sentence.start, sentence.end);
    const record = birthPlaces(context)[0];
    if (span === null || record === undefined) continue;
    return [
      makeFinding(
        'fact-mismatch',
        'age',
        `The denial gives the age as ${stated}; by the date of birth in the chart it is ${actual}.`,
        [
          cite('denial', span),
          ...birthPlaces(context)
            .slice(0, 4)
            .map((place) => cite('record', place)),
        ],
        {
          ruleIds: ['fact.age'],
          steps: [
            `Born ${context.birthDate}.`,
            `On ${on} that is ${actual} years.`,
            `The letter says ${stated}.`,
          ],
        },
      ),
    ];
  }
  return [];
}

/** A date of birth on the letter that is not the chart's. */
function identity(context: CaseContext): readonly Finding[] {
  const { letter } = context.latest;
  const onLetter = birthDatesOn(letter.text);
  const stated = onLetter[0];
  const places = birthPlaces(context);
  if (
    stated === undefined ||
    context.birthDate === null ||
    onLetter.includes(context.birthDate) ||
    places.length < 2
  )
    return [];
  const hit = readDates(letter.text).find(({ iso }) => iso === stated);
  const span = hit === undefined ? null : letterSpan(letter, hit.start, hit.end);
  if (span === null) return [];
  return [
    makeFinding(
      'fact-mismatch',
      'patient-identity',
      `The letter gives the date of birth as ${stated}; the charts have ${context.birthDate}.`,
      [cite('denial', lineAt(context, span)), ...places.slice(0, 3).map((place) => cite('record', place))],
      { ruleIds: ['fact.identity'], steps: [`Letter: ${stated}.`, `Charts: ${context.birthDate}.`] },
    ),
  ];
}

/** Contrast and body region in the letter's words for the scan against the order's words, where the code is the same. */
function scanWords(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const code = denial.procedureCodes[0];
  if (code === undefined || code.span === null) return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const orders = ownRecords(context).flatMap((entry) =>
    isRecent(entry, until) && entry.kind === 'medical-record'
      ? procedureCodesIn(entry.page.text, context.rules.scans)
          .filter((hit) => hit.code === code.value)
          .map((hit) => ({ entry, hit, line: lineOfPage(entry, hit.start, hit.end) }))
      : [],
  );
  const line = lineAt(context, code.span);
  const said = describeScan(line.quote, [], context.rules.scans);
  const out: Finding[] = [];
  const push = (concept: 'contrast' | 'body-region', a: string, b: string, at: (typeof orders)[number]) =>
    out.push(
      makeFinding(
        'fact-mismatch',
        concept,
        `The letter describes the scan as ${a}; the order has ${b}.`,
        [cite('denial', line), cite('record', at.line)],
        { ruleIds: [`fact.${concept}`], steps: [`Letter: ${a}.`, `Order: ${b}.`] },
      ),
    );
  const withContrast = orders.filter(({ line: own }) => contrastOf(own.quote) !== null);
  const first = withContrast[0];
  if (
    first !== undefined &&
    said.contrast !== null &&
    withContrast.every(({ line: own }) => contrastOf(own.quote) !== said.contrast)
  ) {
    push(
      'contrast',
      `${said.contrast === 'both' ? 'without and with' : said.contrast} contrast`,
      `${contrastOf(first.line.quote) === 'both' ? 'without and with' : (contrastOf(first.line.quote) ?? '')} contrast`,
      first,
    );
  }
  // The code itself says which part is meant; only words that fit no scan of the code are a slip.
  const ofCode = new Set(scansOfCode(code.value, context.rules.scans).map(({ scan }) => scan.region));
  const named = orders
    .map((order) => ({ order, scan: describeScan(order.line.quote, [], context.rules.scans) }))
    .filter(({ scan }) => scan.scanId !== null);
  const other = named[0];
  if (
    other !== undefined &&
    said.scanId !== null &&
    said.region !== null &&
    !ofCode.has(said.region) &&
    named.every(({ scan }) => scan.region !== said.region && scan.modality === said.modality)
  ) {
    const name = (id: string | null) => context.rules.scans.scans.find((scan) => scan.id === id)?.name ?? '';
    push('body-region', name(said.scanId), name(other.scan.scanId), other.order);
  }
  return out;
}

function lineOfPage(entry: FolderPage, start: number, end: number): Span {
  const { text } = entry.page;
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', end);
  return spanOf(entry.page, from, to < 0 ? text.length : to);
}

/** Lines of the member's own pages that bear the date of birth; one a document. */
function birthPlaces(context: CaseContext): readonly Span[] {
  const seen = new Set<string>();
  return ownRecords(context).flatMap(({ page }) => {
    const hit = readDates(page.text).find(
      ({ iso, start }) =>
        iso === context.birthDate &&
        /(?:dob|birth|born|d\.o\.b\.)\W*$/i.test(page.text.slice(Math.max(0, start - 18), start)),
    );
    if (hit === undefined || seen.has(page.documentId)) return [];
    seen.add(page.documentId);
    const from = page.text.lastIndexOf('\n', hit.start) + 1;
    const to = page.text.indexOf('\n', hit.end);
    return [spanOf(page, from, to < 0 ? page.text.length : to)];
  });
}

/**
 * A date the letter gives a test or service, where the chart has the same day and month, or the same test, on another
 * date and nothing on the letter's. Only tests and services already done are compared.
 */
function dates(context: CaseContext): readonly Finding[] {
  const claim = serviceDate(context);
  return [...testDate(context), ...(claim.length > 0 ? claim : lineDates(context))];
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

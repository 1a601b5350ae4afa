/** Procedure and diagnosis codes of the letter against those of the order. */
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { diagnosisCodesIn, procedureCodesIn } from '../../denial/fields/codes.ts';
import type { CodeHit } from '../../denial/fields/codes.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { isTracer } from '../../scan-names.ts';
import { ordersNothing } from './told-slips.ts';
import { fromInsurer, isRecent, lineAt, lineOfPage, ownRecords, sameFamily } from './own-pages.ts';

interface PageCode {
  readonly entry: FolderPage;
  readonly hit: CodeHit;
  readonly isOrder: boolean;
  readonly date: IsoDate | null;
}

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
    return read(entry.page.text)
      .filter((hit) => !leftUnticked(entry.page.text, hit.start))
      .map((hit) => ({ entry, hit, isOrder: order, date }));
  });
}

/** "MRI left shoulder, 73221, 9/1/2022" on a sheet of this year: a scan of years ago is no order of this one. */
function toldOfLongAgo({ page }: FolderPage, hit: CodeHit, until: IsoDate): boolean {
  const days = readDates(sentenceAround(page, hit.start, hit.end).quote)
    .filter(({ precision }) => precision === 'day')
    .map(({ iso }) => iso);
  return days.length > 0 && days.every((day) => daysBetween(day, until) > longAgo);
}

/** Days: orders are acted on within the year. */
const longAgo = 365;

/** "[ ] MRI plain 73221  [X] MR ARTHROGRAM 73222": a code behind a box that is empty, or misread, where another of the row is ticked. */
function leftUnticked(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const above = text.lastIndexOf('\n', start - 2) + 1;
  const row = text.slice(start, end < 0 ? text.length : end);
  const box = /\[ ?([xX\u2713\u2714]?) ?(?:\]|(?=[1lI|] ))|([\u2610-\u2612])/g;
  const ticked = (match: RegExpMatchArray) =>
    /[xX\u2713\u2714]/.test(match[1] ?? '') || /[\u2611\u2612]/.test(match[2] ?? '');
  const boxes = [...row.matchAll(box)];
  const own = boxes.findLast((match) => match.index < at - start);
  // A code alone at the start of a line goes with the last box of the line above.
  if (own === undefined) {
    const over = [...text.slice(above, Math.max(above, start - 1)).matchAll(box)];
    const last = over.at(-1);
    return /^\s*$/.test(text.slice(start, at)) && last !== undefined && !ticked(last) && over.some(ticked);
  }
  return !ticked(own) && boxes.some(ticked);
}

export function codeMismatch(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  const findings: Finding[] = [];
  const ordered = codesOnPages(context, (text) => procedureCodesIn(text, context.rules.scans));
  // A letter that only explains the mix-up names the wrong code too: what counts is the chart of the last year.
  const wrong = denial.procedureCodes.filter(
    ({ value }) =>
      !ordered.some(
        ({ hit, entry }) =>
          hit.code === value &&
          entry.kind === 'medical-record' &&
          isRecent(entry, until) &&
          !ordersNothing(entry, hit, denial.letterDate?.value ?? null) &&
          !toldOfLongAgo(entry, hit, until),
      ),
  );
  const pairs = wrong.flatMap(({ value, span }) => {
    const best = ordered
      .filter(
        ({ hit, entry }) =>
          (sameFamily(context, hit.code, value) || (isTracer(hit.code) && isTracer(value))) &&
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
  const onOrders = ofTheOrder(
    context,
    all.filter(({ entry }) => orders.has(entry)),
  );
  if (onOrders.length === 0) return null;
  const own = denial.diagnosisCodes.map(({ value }) => value);
  const wrongSide = denial.diagnosisCodes.find(
    ({ value }) =>
      !all.some(({ hit, entry }) => sameDiagnosis(hit.code, value) && isRecent(entry, until)) &&
      onOrders.some(({ hit }) => otherSide(hit.code, value)),
  );
  const stranger = denial.diagnosisCodes.find(
    ({ value }) => !all.some(({ hit }) => sameDiagnosis(hit.code, value)),
  );
  const exchanged =
    stranger !== undefined &&
    denial.diagnosisCodes.length > 1 &&
    onOrders.some(({ hit }) => !own.some((code) => sameDiagnosis(hit.code, code)));
  // One shared code is enough: orders often list more than the letter prints. But the same code of the other side is a slip, and so
  // is a code that no paper of the member has, where the letter leaves out one that was ordered.
  if (
    wrongSide === undefined &&
    !exchanged &&
    own.some((code) => onOrders.some(({ hit }) => sameDiagnosis(hit.code, code)))
  )
    return null;
  const first = wrongSide ?? (exchanged ? stranger : undefined) ?? denial.diagnosisCodes[0];
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
    {
      ruleIds: ['code.diagnosis'],
      steps: [
        wrongSide !== undefined
          ? `${wrongSide.value} is of the other side; the chart has it nowhere.`
          : exchanged
            ? `${first.value} stands on no paper of the member; a code of the order is left out.`
            : 'No diagnosis code of the letter stands on the order.',
      ],
    },
  );
}

const codeLabel = /\b(?:ICD|Dx|diagnos[ei]s|indications?|reason for (?:exam|study|test))\b/i;

/**
 * A page that orders a scan may tell of others: where codes stand beside the scan's own code or behind a label, only those are of
 * the order ("last fall M25.561, MRI of the knee 73721" is not).
 */
function ofTheOrder(context: CaseContext, codes: readonly PageCode[]): readonly PageCode[] {
  const { procedureCodes } = context.latest.denial;
  const marked = new Set(
    codes.filter(({ entry, hit }) => {
      const line = lineOfPage(entry, hit.start, hit.end).quote;
      const scans = procedureCodesIn(line, context.rules.scans);
      if (scans.length === 0) return codeLabel.test(line);
      return scans.some(({ code: own }) =>
        procedureCodes.some(({ value }) => sameFamily(context, own, value) || own === value),
      );
    }),
  );
  const pages = new Set([...marked].map(({ entry }) => entry));
  return codes.filter((code) => marked.has(code) || !pages.has(code.entry));
}

/**
 * M25.561 and M25.562: alike but for the last digit, which in codes of joints and limbs names the side (ICD-10-CM: 1
 * right, 2 left). Chapters M and S with five signs before it.
 */
function otherSide(a: string, b: string): boolean {
  const [left, right] = [/^([MS]\d\w\.\w{2})([12])(\w?)$/.exec(a), /^([MS]\d\w\.\w{2})([12])(\w?)$/.exec(b)];
  return left !== null && right !== null && left[1] === right[1] && left[2] !== right[2];
}

/** The same code but for a missing last character. */
function sameDiagnosis(a: string, b: string): boolean {
  return a === b || (a.length >= 5 && b.length >= 5 && (a.startsWith(b) || b.startsWith(a)));
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

/** "Fewer than twelve weeks have passed since your radiation ended" against the day on which the record ends the treatment. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { addDays, daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { readDurations } from '../../../text/durations.ts';
import { spanOf } from '../../../text/spans.ts';
import type { CaseContext } from '../../folder.ts';
import { cite, makeFinding, pageOf } from '../../folder.ts';

/** Treatments after which a scan has to wait, as letters and charts name them. */
const treatments: readonly RegExp[] = [
  /\b(?:radiation|radiotherapy|irradiation|chemo-?radi\w+|chemo-?RT|X?RT|IMRT|SBRT|CRT|brachytherapy|proton)\b/i,
  /\b(?:chemo(?!-?radi)\w*|immunotherapy|immunochemotherapy|systemic therapy|FOLFOX|FOLFIRI|FOLFIRINOX|CAPOX|XELOX|(?:mini-?)?(?:R-?|O-?)?CHOP|R-?CVP|(?:R-?|DA-?)*EPOCH|BR|B-?R|ABVD|A\+?AVD|BEACOPP|R-?ICE|DHAP|ESHAP|TCHP|AC-?TH?|ddAC|carboplatin|cisplatin|oxaliplatin|paclitaxel|docetaxel|gemcitabine|etoposide|pemetrexed|pembrolizumab|nivolumab|durvalumab|atezolizumab|rituximab|obinutuzumab|brentuximab|bendamustine|doxorubicin)\b/i,
];
/** A letter that counts from the end of "treatment" means any of them, and the chart may say no more than that. */
const anyTreatment = new RegExp(
  String.raw`${treatments.map(({ source }) => source).join('|')}|\b(?:treatments?|therapy|cycles?|C\d|infusions?|EOT)\b`,
  'i',
);
const unnamed = /\b(?:treatments?|(?:cancer|anti-?cancer|active|systemic) therapy|cycles?|last dose)\b/i;
const ended =
  /\b(?:complet(?:ed|ion)|finish(?:ed)?|ended|end(?: of (?:treatment|therapy|RT|radiation|chemo\w*))?|concluded|(?:last|final) (?:dose|cycle|fraction|fx|session|treatment|day|infusion|round|course|chemo\w*|radiation|(?:R-?)?CHOP)|EOT|cycle (?:#? ?)?(\d{1,2}) (?:of|\/) \1|C(\d{1,2})(?:\/| of )\2|s\/p (?:\d|six|four|three) cycles(?: of [\w-]+)?)\b/gi;
const notYet =
  /\b(?:will|plan(?:s|ned)?|to be|to (?:complete|finish|end)|expected|scheduled|due|anticipated|if|should|would|until|before|prior to|mother|father|brother|sister|wife|husband)\b/i;
/** Signs between the word for the end and its day ("completed on", "last fraction was"). */
const reach = 26;
/** A month told without its day may mean its last. */
const monthDays = 30;
/** Days by which the time must be over where the letter does not say when the request came. */
const margin = 14;

interface End {
  readonly day: IsoDate;
  readonly span: Span;
}

/** A contradiction where the record's last day of the treatment lies as far back as the letter asks for; else null. */
export function sinceTreatment(assertion: DenialAssertion, context: CaseContext): Finding | null {
  const { quote } = assertion.span;
  const treatment =
    treatments.find((each) => each.test(quote) || each.test(pointedAt(assertion.span, context))) ??
    (unnamed.test(quote) ? anyTreatment : undefined);
  // "You finished radiation less than twelve weeks ago": the length that points back is the one meant.
  const asked =
    assertion.threshold?.minDays ?? readDurations(quote.replaceAll(/\s+/g, ' ')).find(({ ago }) => ago)?.days;
  const { requestDate, letterDate } = context.latest.denial;
  const until = requestDate?.value ?? (letterDate === null ? null : addDays(letterDate.value, -margin));
  if (treatment === undefined || asked === undefined || until === null) return null;
  const ends = context.pages
    .filter(({ kind, otherPatient }) => kind === 'medical-record' && !otherPatient)
    .flatMap(({ page }) =>
      splitSentences(page.text).flatMap(({ start, end }): End[] => {
        const words = page.text.slice(start, end);
        const day = lastDayIn(
          words,
          namesNone(words) && treatment.test(page.text) ? anyTreatment : treatment,
        );
        return day === null ? [] : [{ day, span: spanOf(page, start, end) }];
      }),
    );
  // The latest course counts: an earlier one ended longer ago.
  const last = ends
    .map(({ day }) => day)
    .toSorted()
    .at(-1);
  if (last === undefined || daysBetween(last, until) < asked) return null;
  return makeFinding(
    'denial-contradicted-by-record',
    'interval',
    `The denial says that too little time has gone by since the treatment; by the record it ended on ${last}.`,
    [
      cite('denial', assertion.span),
      ...ends.filter(({ day }) => day === last).map(({ span }) => cite('record', span)),
    ].slice(0, 5),
    {
      ruleIds: ['compare.since-treatment'],
      steps: [`Ended ${last}; ${daysBetween(last, until)} days to ${until}.`, `Asked for: ${asked} days.`],
    },
  );
}

/** "Radiation ended on June 12. That is less than twelve weeks before the scan": the sentence that such words point back to. */
function pointedAt(span: Span, { latest: { letter } }: CaseContext): string {
  if (!/^\W*(?:that|this|which|it|so|only|thus|hence)\b/i.test(span.quote)) return '';
  const text = pageOf(letter.pages, span)?.text.slice(0, span.start) ?? '';
  return splitSentences(text)
    .slice(-1)
    .map(({ start, end }) => text.slice(start, end))
    .join('');
}

/** "Oropharynx  VMAT  35  2.0 Gy  70 Gy  03/11/2026  04/29/2026": the row of a course of radiation, from its first day to its last. */
const radiationRow = /\b\d+(?:\.\d+)? ?c?Gy\b/i;

/** "Final infusion on February 20": which treatment it was of, the rest of the page says. */
function namesNone(words: string): boolean {
  return treatments.every((each) => !each.test(words));
}

/** The day on which the sentence ends the treatment, or null. */
function lastDayIn(text: string, treatment: RegExp): IsoDate | null {
  if (notYet.test(text)) return null;
  const days = readDates(text)
    .filter(({ precision, relative }) => precision !== 'year' && !relative)
    // "In February 2026": its last day at the latest.
    .map((each) => (each.precision === 'day' ? each : { ...each, iso: addDays(each.iso, monthDays) }));
  const rows = treatment === treatments[0] ? text.split('\n').filter((line) => radiationRow.test(line)) : [];
  const lasts = rows.flatMap((row) => {
    const [first, last, ...more] = readDates(row).filter(
      ({ precision, relative }) => precision === 'day' && !relative,
    );
    return first === undefined || last === undefined || more.length > 0 || first.iso >= last.iso
      ? []
      : [last.iso];
  });
  if (lasts.length > 0) return lasts.toSorted().at(-1) ?? null;
  if (!treatment.test(text)) return null;
  const found = [...text.matchAll(ended)].flatMap((match) => {
    const from = match.index + match[0].length;
    const hit = days.find(({ start }) => start >= from && start - from <= reach);
    return hit === undefined ? [] : [hit.iso];
  });
  return found.toSorted().at(-1) ?? null;
}

/** The appeals: first level, second level, expedited. One structure; the level changes what is asked and cited. */
import type { LetterModel, LetterTable } from '../../domain/letter.ts';
import type { Span } from '../../domain/page-text.ts';
import { addDays } from '../../text/calendar.ts';
import { LetterWriter, cite, quote, text, textOr } from '../blocks.ts';
import { frame } from '../frame.ts';
import type { LetterInput } from '../input.ts';
import { lawFor, lawRuns } from '../law.ts';
import { pointHeading, printedPolicy, writePoint } from '../point-blocks.ts';
import { meritPoints, proceduralPoints, serviceDisputed, titleService, type Point } from '../points.ts';
import { writeProcedure } from '../procedure.ts';
import { recordOf } from '../record-entries.ts';
import type { LawTopic } from '../rules.ts';
import type { AppealKind } from './appeal-kind.ts';
import { writeRequests } from './appeal-requests.ts';
import { openGrounds, reasonSpans } from './reasons.ts';
import { longDate, serviceName, voiceOf } from '../words.ts';

/** What this step is called under the plan's own rules ("request for reconsideration"). */
export function appealName(kind: AppealKind, input: LetterInput): string {
  const names = input.rules.remedies.appealNames;
  if (kind === 'second-level-appeal') return 'second-level appeal';
  const first = names[input.planType] ?? 'first-level appeal';
  if (kind === 'expedited-appeal')
    return first === 'first-level appeal' ? 'expedited appeal' : `expedited ${first}`;
  return first;
}

export function buildAppeal(kind: AppealKind, input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const merits = meritPoints(input);
  const procedure = proceduralPoints(input);
  writeAsk(writer, kind, input, merits);
  if (kind === 'expedited-appeal') writeUrgency(writer, input, merits);
  if (kind === 'second-level-appeal') writeEarlier(writer, input);
  if (merits.length > 0) writeMerits(writer, input, merits);
  else writeHolding(writer, input);
  if (procedure.length > 0) {
    writer.heading('procedure', 'Points of procedure');
    writer.paragraph('These points are raised apart from the merits and do not replace a decision on them.');
    writeProcedure(writer, procedure, input);
  }
  writeLaw(writer, kind, input, merits);
  writeRequests(writer, kind, input, merits);
  const name = appealName(kind, input);
  return frame(input, {
    kind,
    title: `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${titleService(input)}`,
    salutation: 'To the Appeals Reviewer:',
    blocks: writer.blocks,
    enclose: [
      ...input.analysis.earlierDenials.map((denial) => denial.documentId),
      ...namedPolicies(input).map((policy) => policy.documentId),
    ],
    ...(kind === 'expedited-appeal'
      ? { delivery: ['URGENT: by fax or telephone, [fax number as printed in the denial letter]'] }
      : {}),
  });
}

function writeAsk(writer: LetterWriter, kind: AppealKind, input: LetterInput, merits: readonly Point[]) {
  const { analysis } = input;
  const denial = analysis.denial;
  const voice = voiceOf(input);
  writer.heading('ask', 'What is asked');
  const opening = voice.represented
    ? `I write as the authorized representative of ${voice.patient ?? '[patient]'} and submit this ${appealName(kind, input)}`
    : `I submit this ${appealName(kind, input)}`;
  const result = input.stage.scanDone === true ? 'the claim paid' : 'the scan approved';
  writer.paragraph([
    text(`${opening} of the decision dated `),
    textOr(denial?.letterDate ? longDate(denial.letterDate.value) : null, 'date of the denial letter'),
    ...(denial ? [text(' '), cite({ documentId: denial.documentId, pageIndex: 0 })] : []),
    text(
      `, which denied ${serviceName(analysis, input.rules)}${serviceDisputed(input) ? ', as the letter describes it' : ''}. ` +
        (merits.length === 0
          ? 'It keeps the time to appeal; the documents that are to support it will follow.'
          : openGrounds(input, merits).length > 0
            ? 'I ask that the decision be set aside and the request decided anew on the full record.'
            : `I ask that the decision be reversed and ${result}.`),
    ),
  ]);
  writeTimely(writer, input);
  if (voice.represented)
    writer.paragraph(
      'The signed authorization is enclosed: [authorized-representative form, signed and dated].',
    );
  if (merits.length > 0)
    writer.paragraph(
      'Each statement of fact below is quoted from a page of the enclosed exhibits. The citation gives the exhibit letter and the page number stamped at the foot of that page.',
    );
}

/** Said only where the letter's own words and date leave no doubt that the appeal is in time. */
function writeTimely(writer: LetterWriter, input: LetterInput) {
  const denial = input.analysis.denial;
  const days = denial?.appealDays ?? null;
  if (!denial?.letterDate || !days?.span) return;
  const last = addDays(denial.letterDate.value, days.value);
  if (input.today > last) return;
  writer.paragraph([
    text(`The appeal is in time: the letter allows ${days.value} days `),
    cite(days.span),
    text(`, which run to ${longDate(last)} even if counted from its date.`),
  ]);
}

function writeMerits(writer: LetterWriter, input: LetterInput, merits: readonly Point[]) {
  writer.heading('merits', 'The stated reasons and the record');
  const name = citedPolicy(input);
  if (name)
    writer.paragraph(
      namedPolicies(input).length > 0
        ? `The decision refers to ${name}, which is enclosed.`
        : `The decision refers to ${name}.`,
    );
  if (merits.length > 2) writer.table('The points in short', overview(merits, input));
  const said = new Set<string>();
  for (const [index, point] of merits.entries()) writePoint(writer, point, input, index, said);
  writeOpenGrounds(writer, input, merits);
}

/** Grounds of the letter that no point answers are not passed over in silence, and not answered with nothing. */
function writeOpenGrounds(writer: LetterWriter, input: LetterInput, merits: readonly Point[]) {
  const open = openGrounds(input, merits);
  if (open.length === 0) return;
  writer.heading('open', 'Grounds on which documents are to follow', 2);
  for (const span of open) writer.quoted(span);
  writer.paragraph(
    'Documents on this are to follow: [which documents, from whom and by when; take this section out if none will follow]. Please decide the appeal on the full record, and say before then what document or finding would meet the criterion.',
  );
}

/** The appeal that keeps the time limit: it quotes the ground, claims nothing, and asks what would meet it. */
function writeHolding(writer: LetterWriter, input: LetterInput) {
  const spans = reasonSpans(input);
  if (spans.length > 0) {
    writer.heading('reason', 'The reason given for the denial');
    for (const span of spans) writer.quoted(span);
    const name = citedPolicy(input);
    if (name)
      writer.paragraph(
        `The decision refers to ${name}${namedPolicies(input).length > 0 ? ', which is enclosed' : ''}.`,
      );
  }
  writer.heading('merits', 'Documents to follow');
  writer.paragraph(
    'The documents that are to answer the reason quoted above are: [which documents, from whom, and by when].',
  );
  writer.paragraph(
    `Please tell me by which day they must arrive, and decide the appeal on the full record. ${voiceOf(input).represented ? 'The patient reserves' : 'I reserve'} the right to supplement this appeal until it is decided.`,
  );
}

function citedPolicy(input: LetterInput): string | null {
  const cited = input.analysis.denial?.citedPolicies[0];
  return cited ? (cited.id ?? cited.title) : null;
}

/** The policy that the denial names first, among the papers: the version in force, where several are there. */
function namedPolicies(input: LetterInput) {
  const name = citedPolicy(input);
  const named = input.analysis.policies.filter(
    (policy) => name !== null && (policy.id ?? policy.title) === name,
  );
  const day = input.analysis.denial?.letterDate?.value ?? input.today;
  const begun = named.filter(
    (policy) =>
      policy.effectiveDate !== null &&
      policy.effectiveDate <= day &&
      (policy.retiredDate === null || policy.retiredDate > day),
  );
  const latest = begun.toSorted((a, b) => (b.effectiveDate ?? '').localeCompare(a.effectiveDate ?? ''))[0];
  return named.length > 1 && latest ? [latest] : named;
}

function writeEarlier(writer: LetterWriter, input: LetterInput) {
  const earlier = input.analysis.earlierDenials.at(-1);
  if (!earlier) return;
  writer.heading('history', 'Course of the appeal');
  writer.paragraph([
    text(`The first decision${earlier.letterDate ? ` is dated ${longDate(earlier.letterDate.value)}` : ''} `),
    cite({ documentId: earlier.documentId, pageIndex: 0 }),
    text('. The decision now appealed upheld it '),
    ...(input.analysis.denial ? [cite({ documentId: input.analysis.denial.documentId, pageIndex: 0 })] : []),
    text(
      '. I ask that this level look at the record anew and answer each point below by name; an answer that repeats the first letter leaves the points open.',
    ),
  ]);
}

/** Urgency stands on a clinician's words; the patient's own words do not carry it. */
function writeUrgency(writer: LetterWriter, input: LetterInput, merits: readonly Point[]) {
  writer.heading('urgency', 'Why this appeal is urgent');
  const urgent = merits
    .filter((point) => point.lead.type === 'exception-ignored' || point.lead.type === 'emergency-documented')
    .flatMap((point) => recordOf(point, input))
    .slice(0, 2);
  writer.paragraph(
    'The treating clinician states that the ordinary time for a decision could seriously jeopardize life, health or the ability to regain maximum function, or would leave severe pain that cannot be adequately managed without the scan: [clinician’s name, date and words of the statement; attach it].',
  );
  if (urgent.length > 0) {
    writer.paragraph('The record enclosed shows:');
    for (const span of urgent) writer.item([quote(span), text(' '), cite(span)]);
  }
  const rules = lawFor(input, ['urgent']);
  if (rules.length > 0) writer.paragraph('The rules for an urgent appeal:');
  for (const rule of rules) writer.item(lawRuns(rule), { authorities: [rule.citation] });
}

function overview(points: readonly Point[], input: LetterInput): LetterTable {
  const cell = (spans: readonly Span[]) => {
    const pages = new Map(spans.map((span) => [`${span.documentId} ${span.pageIndex}`, span]));
    const order = spans.map((span) => span.documentId);
    const cites = [...pages.values()]
      .toSorted(
        (a, b) => order.indexOf(a.documentId) - order.indexOf(b.documentId) || a.pageIndex - b.pageIndex,
      )
      .slice(0, 4);
    return cites.length === 0
      ? [text('–')]
      : cites.flatMap((span, index) => (index > 0 ? [text(' '), cite(span)] : [cite(span)]));
  };
  return {
    header: ['Point', 'Denial', 'Policy', 'Record'],
    rows: points.map((point) => [
      [text(pointHeading(point, input))],
      cell(point.denial),
      cell(printedPolicy(point, input)),
      cell(recordOf(point, input)),
    ]),
  };
}

/** Rules that bear on the decision itself; those about its handling stand beside what is requested. */
const lawTopics: Readonly<Record<AppealKind, readonly LawTopic[]>> = {
  'first-level-appeal': ['prior-approval', 'authorized-before', 'network'],
  'second-level-appeal': ['prior-approval', 'authorized-before', 'network', 'external'],
  'expedited-appeal': ['prior-approval'],
};

function writeLaw(writer: LetterWriter, kind: AppealKind, input: LetterInput, merits: readonly Point[]) {
  const approved = merits.some((point) => point.lead.type === 'authorization-on-file');
  const rules = lawFor(
    input,
    lawTopics[kind].filter((topic) => topic !== 'authorized-before' || approved),
  );
  if (rules.length === 0) return;
  writer.heading('law', 'Rules that apply');
  for (const rule of rules) writer.item(lawRuns(rule), { authorities: [rule.citation] });
}

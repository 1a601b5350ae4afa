/** The appeals: first level, second level, expedited. One structure; the level changes what is asked and cited. */
import type { LetterKind, LetterModel, LetterTable } from '../../domain/letter.ts';
import type { Span } from '../../domain/page-text.ts';
import { overlaps } from '../../text/spans.ts';
import { LetterWriter, bold, cite, quote, text, textOr } from '../blocks.ts';
import { frame } from '../frame.ts';
import type { LetterInput } from '../input.ts';
import { lawFor, lawRuns } from '../law.ts';
import { pointHeading, writePoint } from '../point-blocks.ts';
import {
  askedService,
  meritPoints,
  proceduralPoints,
  serviceDisputed,
  titleService,
  type Point,
} from '../points.ts';
import { writeProcedure } from '../procedure.ts';
import type { LawTopic } from '../rules.ts';
import { longDate, policyName, serviceName, voiceOf, listWords } from '../words.ts';

type AppealKind = Extract<LetterKind, 'first-level-appeal' | 'second-level-appeal' | 'expedited-appeal'>;

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
  writeReason(writer, input);
  if (kind === 'second-level-appeal') writeEarlier(writer, input);
  if (merits.length > 0) {
    writer.heading('merits', 'The record answers the stated reasons');
    if (merits.length > 1) writer.table('The points in short', overview(merits, input));
    for (const [index, point] of merits.entries()) writePoint(writer, point, input, index);
  } else {
    writer.heading('merits', 'Documents still to come');
    writer.paragraph(
      `This appeal is filed to keep the time limit. Further documentation from the treating clinician is being gathered and will follow; ${voiceOf(input).represented ? 'the patient reserves' : 'I reserve'} the right to supplement this appeal before it is decided.`,
    );
  }
  if (procedure.length > 0) {
    writer.heading('procedure', 'Points of procedure');
    writer.paragraph(
      'These points are raised apart from the merits. They do not take the place of a decision on the record.',
    );
    writeProcedure(writer, procedure, input);
  }
  writeLaw(writer, kind, input);
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
  writer.paragraph([
    text(`${opening} of the decision dated `),
    textOr(denial?.letterDate ? longDate(denial.letterDate.value) : null, 'date of the denial letter'),
    ...(denial ? [text(' '), cite({ documentId: denial.documentId, pageIndex: 0 })] : []),
    text(
      `, which denied the request for ${serviceName(analysis, input.rules)}${serviceDisputed(input) ? ', as the letter describes it' : ''}. I ask that the decision be reversed and the ${input.stage.scanDone === true ? 'claim paid' : 'scan approved'}.`,
    ),
  ]);
  if (merits.length > 0)
    writer.paragraph(
      'Each statement of fact below is quoted from a page of the enclosed exhibits and carries its exhibit letter and page number. The stamped number at the foot of each exhibit page is the page cited.',
    );
}

/** The denial's own words for its reason, quoted in full. */
function writeReason(writer: LetterWriter, input: LetterInput) {
  const spans = reasonSpans(input);
  if (spans.length === 0) return;
  writer.heading('reason', 'The reason given for the denial');
  writer.paragraph('The letter gives the following as the ground of the decision:');
  for (const span of spans) writer.quoted(span);
  const cited = input.analysis.denial?.citedPolicies[0];
  const name = cited ? (cited.id ?? cited.title) : null;
  if (name)
    writer.paragraph(
      namedPolicies(input).length > 0
        ? `The decision refers to ${name}, which is enclosed.`
        : `The decision refers to ${name}.`,
    );
}

/** Policies among the papers that the denial names first. */
function namedPolicies(input: LetterInput) {
  const cited = input.analysis.denial?.citedPolicies[0];
  const name = cited ? (cited.id ?? cited.title) : null;
  return input.analysis.policies.filter((policy) => name !== null && (policy.id ?? policy.title) === name);
}

/** Statements of the denial that its reasons rest on; where none was read, the words that name the reason. */
export function reasonSpans(input: LetterInput): Span[] {
  const denial = input.analysis.denial;
  if (!denial) return [];
  const spans =
    denial.assertions.length > 0
      ? denial.assertions.map((assertion) => assertion.span)
      : denial.reasons.flatMap((reason) => (reason.span ? [reason.span] : []));
  const distinct = spans.filter(
    (span, index) => !spans.some((other, at) => at < index && overlaps(span, other)),
  );
  return distinct.toSorted((a, b) => a.pageIndex - b.pageIndex || a.start - b.start).slice(0, 6);
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
    .flatMap((point) => point.record)
    .slice(0, 2);
  writer.paragraph(
    'The treating clinician states that the ordinary time for a decision could seriously jeopardize life, health or the ability to regain maximum function, or would leave severe pain that cannot be adequately managed without the scan: [clinician’s name, date and words of the statement; attach it].',
  );
  if (urgent.length > 0) {
    writer.paragraph('The record enclosed shows:');
    for (const span of urgent) writer.item([quote(span), text(' '), cite(span)]);
  }
  for (const rule of lawFor(input, ['urgent'])) writer.item(lawRuns(rule), { authorities: [rule.citation] });
}

function overview(points: readonly Point[], input: LetterInput): LetterTable {
  const cell = (spans: readonly Span[]) => {
    const pages = new Map(spans.map((span) => [`${span.documentId} ${span.pageIndex}`, span]));
    const cites = [...pages.values()].slice(0, 4);
    return cites.length === 0
      ? [text('–')]
      : cites.flatMap((span, index) => (index > 0 ? [text(' '), cite(span)] : [cite(span)]));
  };
  return {
    header: ['Point', 'Denial', 'Policy', 'Record'],
    rows: points.map((point) => [
      [text(pointHeading(point, input))],
      cell(point.denial),
      cell(point.policy),
      cell(point.record),
    ]),
  };
}

const lawTopics: Readonly<Record<AppealKind, readonly LawTopic[]>> = {
  'first-level-appeal': [
    'prior-approval',
    'authorized-before',
    'network',
    'criteria',
    'review',
    'new-evidence',
    'clock',
  ],
  'second-level-appeal': [
    'prior-approval',
    'authorized-before',
    'network',
    'review',
    'new-evidence',
    'external',
  ],
  'expedited-appeal': ['prior-approval', 'review'],
};

function writeLaw(writer: LetterWriter, kind: AppealKind, input: LetterInput) {
  const rules = lawFor(input, lawTopics[kind]);
  if (rules.length === 0) return;
  writer.heading('law', 'Rules for this review');
  writer.paragraph('The following rules apply to this plan:');
  for (const rule of rules) writer.item(lawRuns(rule), { authorities: [rule.citation] });
}

/** The policy that the points quote, where they quote one. */
function reliedPolicy(input: LetterInput, merits: readonly Point[]): string | null {
  const quoted = new Set(merits.flatMap((point) => point.policy.map((span) => span.documentId)));
  const policy = input.analysis.policies.find((item) => quoted.has(item.documentId));
  return policy ? policyName(input.analysis, policy.documentId) : null;
}

/** "A and B, applied by C" where both are applied by C. */
function joinCitations(citations: readonly string[]): string {
  const applied = / ?, applied by .*$/.exec(citations[0] ?? '')?.[0] ?? null;
  return applied !== null && citations.every((citation) => citation.endsWith(applied))
    ? `${listWords(citations.map((citation) => citation.slice(0, -applied.length)))}${applied}`
    : listWords(citations);
}

function writeRequests(writer: LetterWriter, kind: AppealKind, input: LetterInput, merits: readonly Point[]) {
  const done = input.stage.scanDone === true;
  const policy = reliedPolicy(input, merits);
  const service = askedService(input);
  const file = lawFor(input, ['file']);
  writer.heading('requests', 'What is requested');
  writer.numbered(
    [
      bold('Reversal. '),
      text(
        `Reverse the decision and ${done ? `pay the claim for ${service}` : `approve ${service}`}${policy ? ` under ${policy}` : ''}.`,
      ),
    ],
    { findingIds: merits.flatMap((point) => point.findings.map((finding) => finding.id)) },
  );
  writer.numbered([
    bold('Reviewer. '),
    text(
      'Have the appeal decided by someone who took no part in the first decision, with the advice of a clinician whose training and experience fit the condition and the scan; state that person’s name, credentials and field in the decision.',
    ),
  ]);
  writer.numbered(
    [
      bold('Documents. '),
      text(
        `Send, before the appeal is decided and free of charge, the claim file for this request: the criteria applied with version and date, the reviewer’s notes, credentials and worksheet, the record of any peer-to-peer call, and the names of all experts consulted${file[0] ? ` (${joinCitations(file.slice(0, 2).map((rule) => rule.citation))})` : ''}.`,
      ),
    ],
    { authorities: file.slice(0, 2).map((rule) => rule.citation) },
  );
  writer.numbered([
    bold('If any part is upheld. '),
    text(
      merits.length > 0
        ? `Answer each numbered point above separately, quoting the policy words relied on and the page of the record that is thought to fall short.`
        : 'Quote the policy words relied on, and state what document or finding would meet each of them.',
    ),
  ]);
  if (kind !== 'expedited-appeal')
    writer.numbered([
      bold('New material. '),
      text(
        'If new evidence or a new rationale is considered, send it early enough for an answer before the decision.',
      ),
    ]);
  writer.paragraph('Please confirm receipt of this letter and the number of exhibit pages received.');
}

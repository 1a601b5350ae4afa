/** Requests to the plan that are no appeals: claim file and criteria, retrospective review, network gap exception. */
import type { LetterModel } from '../../domain/letter.ts';
import { LetterWriter, bold, cite, placeholder, text, textOr } from '../blocks.ts';
import { frame } from '../frame.ts';
import type { LetterInput } from '../input.ts';
import { lawFor, lawRuns } from '../law.ts';
import { writePoint } from '../point-blocks.ts';
import { askedService, meritPoints, titleService, type Point } from '../points.ts';
import type { LawTopic } from '../rules.ts';
import { longDate, policyName, serviceName, voiceOf } from '../words.ts';

/** "the decision dated June 11, 2026 (Ex. A, p. 1), which denied the request for MRI …". */
export function decisionRuns(input: LetterInput, cited = true, service = true) {
  const denial = input.analysis.denial;
  return [
    text('the decision dated '),
    textOr(denial?.letterDate ? longDate(denial.letterDate.value) : null, 'date of the denial letter'),
    ...(denial && cited ? [text(' '), cite({ documentId: denial.documentId, pageIndex: 0 })] : []),
    ...(service ? [text(`, which denied ${serviceName(input.analysis, input.rules)}`)] : []),
  ];
}

/** "I write as the authorized representative of …. " for representatives, else nothing. */
export function roleSentence(input: LetterInput): string {
  const voice = voiceOf(input);
  return voice.represented
    ? `I write as the authorized representative of ${voice.patient ?? '[patient]'}. `
    : '';
}

export function writeLawList(
  writer: LetterWriter,
  input: LetterInput,
  topics: readonly LawTopic[],
  heading = 'Rules that apply',
): void {
  const rules = lawFor(input, topics);
  if (rules.length === 0) return;
  writer.heading('law', heading);
  for (const rule of rules) writer.item(lawRuns(rule), { authorities: [rule.citation] });
}

export function writePoints(writer: LetterWriter, input: LetterInput, points: readonly Point[]): void {
  const said = new Set<string>();
  for (const [index, point] of points.entries()) writePoint(writer, point, input, index, said);
}

export function buildClaimFileRequest(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const erisa = input.planType === 'erisa-self-funded' || input.planType === 'erisa-insured';
  const policy = policyName(input.analysis);
  writer.heading('ask', 'What is requested');
  writer.paragraph([
    text(`${roleSentence(input)}I request, free of charge, the complete claim file for `),
    ...decisionRuns(input, false),
    text('. This is a request for documents. It is not an appeal and does not replace one. Please send:'),
  ]);
  for (const item of [
    'every document, record and other information that was relied on, or that was submitted, considered or generated in making the decision, whether or not it was relied on;',
    `the criteria, guideline or policy applied${policy ? ` (the letter refers to ${policy})` : ''}, in full, with version and effective date, and the path of questions and answers where a decision tool was used;`,
    'any policy statement or guidance about this scan for the diagnosis on the request;',
    'the reviewer’s notes and worksheet, and the name, credentials, field of practice and state of license of each person who took part in the decision;',
    'the names of all medical experts whose advice was obtained, whether or not it was relied on, and their reports;',
    'the file of any company that reviewed the request for the plan, and any output of software used in the review;',
    'the log of calls, faxes and portal messages, the record of any peer-to-peer call, and the list of records received with the dates of receipt;',
    'the diagnosis and treatment codes on file with their meanings.',
  ])
    writer.numbered(item);
  if (erisa) {
    writer.heading('plan-documents', 'Plan documents');
    const rules = lawFor(input, ['documents']);
    writer.paragraph(
      [
        text(
          `A copy of this letter goes to the plan administrator, of whom I request the summary plan description, the plan document, the insurance or administration contract and any other instrument under which the plan is operated${rules[0] ? ` (${rules[0].citation})` : ''}.`,
        ),
      ],
      { authorities: rules.map((rule) => rule.citation) },
    );
  }
  writeLawList(writer, input, ['file', 'criteria', 'new-evidence'], 'Rules for this request');
  writer.heading('time', 'Time');
  writer.paragraph(
    'The time to appeal is running. Please send the file early enough to be used in the appeal, at the latest by [date about 30 days from now], and tell me at once if any part will not be sent and why.',
  );
  return frame(input, {
    kind: 'claim-file-request',
    title: `Request for the claim file and criteria: ${titleService(input)}`,
    salutation: 'To the Claims and Appeals Department:',
    blocks: writer.blocks,
    exhibits: false,
    copies: erisa ? ['Plan administrator, [name and address from the summary plan description]'] : [],
  });
}

const notAnAppeal =
  'This request does not take the place of an appeal; the right to appeal within its time is reserved.';

export function buildRetrospectiveReview(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const points = meritPoints(input);
  const service = input.analysis.denial?.serviceDate?.value ?? null;
  writer.heading('ask', 'What is asked');
  writer.paragraph([
    text(`${roleSentence(input)}I ask for a retrospective review of ${askedService(input)}, done on `),
    textOr(service ? longDate(service) : null, 'date of service'),
    text(', and for payment of the claim. It was refused for want of prior authorization by '),
    ...decisionRuns(input, true, false),
    text('.'),
  ]);
  writer.paragraph(notAnAppeal);
  writer.heading('grounds', 'Grounds');
  if (points.length > 0) writePoints(writer, input, points);
  else
    writer.paragraph([
      placeholder(
        'Why approval could not be asked for in advance: emergency, wrong information given, change of insurer; with the page that shows it',
      ),
    ]);
  writeLawList(writer, input, ['prior-approval', 'authorized-before']);
  writer.heading('requests', 'What is requested');
  writer.numbered([
    bold('Review. '),
    text('Review the service on the enclosed records as if approval had been asked for in time.'),
  ]);
  writer.numbered([
    bold('Payment. '),
    text('If it meets the criteria, authorize it as of the date of service and pay the claim.'),
  ]);
  writer.numbered([
    bold('Rule. '),
    text(
      'If the request is refused, quote the provision that sets the time for retrospective review and state who bears the cost under the provider’s contract.',
    ),
  ]);
  return frame(input, {
    kind: 'retrospective-review',
    title: `Request for retrospective review: ${titleService(input)}`,
    salutation: 'To the Utilization Review Department:',
    blocks: writer.blocks,
  });
}

export function buildGapException(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const all = meritPoints(input);
  const network = all.filter((point) => point.lead.type === 'network-gap');
  const other = all.filter((point) => point.lead.type !== 'network-gap');
  const done = input.stage.scanDone === true;
  writer.heading('ask', 'What is asked');
  writer.paragraph([
    text(
      `${roleSentence(input)}I ask for a network gap exception: that ${askedService(input)} be ${done ? 'paid' : 'approved'} at the in-network level of benefits. It concerns `,
    ),
    ...decisionRuns(input, true, false),
    text('.'),
  ]);
  writer.paragraph(notAnAppeal);
  writer.heading('network', 'Why the network could not provide the scan');
  if (network.length > 0) writePoints(writer, input, network);
  else
    writer.table('Network providers asked', {
      header: ['Provider and distance', 'Date and person spoken to', 'Answer'],
      rows: [[[placeholder('provider, miles')], [placeholder('date, name')], [placeholder('answer')]]],
    });
  if (other.length > 0) {
    writer.heading('need', network.length > 0 ? 'Further points' : 'Why the scan was needed');
    writePoints(writer, input, other);
  }
  writeLawList(writer, input, ['network']);
  writer.heading('requests', 'What is requested');
  writer.numbered([
    bold('Exception. '),
    text('Grant the exception and apply the in-network deductible, copayment and coinsurance.'),
  ]);
  writer.numbered([
    bold('Or a provider. '),
    text(
      `If it is refused, name the network providers that could do this scan, with the distance from ${voiceOf(input).my} address and the first free appointment at the time of the request.`,
    ),
  ]);
  return frame(input, {
    kind: 'gap-exception',
    title: `Request for a network gap exception: ${titleService(input)}`,
    salutation: 'To the Network and Utilization Review Departments:',
    blocks: writer.blocks,
  });
}

/** Letters that leave the plan: external review, complaint to the agency in charge, reservation of rights. */
import type { PlanType } from '../../domain/kinds.ts';
import type { LetterModel } from '../../domain/letter.ts';
import { addMonths } from '../../text/calendar.ts';
import { agencyFor } from '../agencies.ts';
import { LetterWriter, bold, cite, text } from '../blocks.ts';
import { frame } from '../frame.ts';
import type { LetterInput } from '../input.ts';
import { meritPoints, proceduralPoints, titleService } from '../points.ts';
import { writeProcedure } from '../procedure.ts';
import { longDate, voiceOf } from '../words.ts';
import { openGrounds, reasonSpans } from './reasons.ts';
import { decisionRuns, roleSentence, writeLawList, writePoints } from './requests.ts';

/** Plan types whose external review is made by an independent review organization. */
const independent: ReadonlySet<PlanType> = new Set<PlanType>([
  'erisa-self-funded',
  'erisa-insured',
  'aca-individual',
  'church',
  'non-federal-government',
]);

const salutations: Readonly<Partial<Record<PlanType, string>>> = {
  'medicaid-managed-care': 'To the Hearing Office:',
  fehb: 'To the Office of Personnel Management:',
  pshb: 'To the Office of Personnel Management:',
  tricare: 'To the TRICARE Quality Monitoring Contractor:',
  'original-medicare': 'To the Qualified Independent Contractor:',
};

export function buildExternalReview(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const points = meritPoints(input);
  const open = points.length === 0 || openGrounds(input, points).length > 0;
  const route = input.rules.remedies.externalNames[input.planType] ?? null;
  const name = route?.name ?? 'external review';
  writer.heading('ask', 'What is asked');
  writer.paragraph([
    text(`${roleSentence(input)}I request ${name} ${name.includes('hearing') ? 'on' : 'of'} `),
    ...decisionRuns(input),
    text(
      open
        ? '. I ask that the denial be reviewed on the full record.'
        : '. I ask that the denial be reversed.',
    ),
  ]);
  if (input.stage.urgent === true)
    writer.paragraph(
      'I ask for expedited review. The treating clinician’s statement of urgency is enclosed: [name and date of the statement].',
    );
  writer.heading('history', 'Course of the claim');
  for (const denial of input.analysis.earlierDenials)
    writer.item([
      text(`Decision${denial.letterDate ? ` of ${longDate(denial.letterDate.value)}` : ''} `),
      cite({ documentId: denial.documentId, pageIndex: 0 }),
    ]);
  if (input.analysis.denial)
    writer.item([
      text(
        `Final decision${input.analysis.denial.letterDate ? ` of ${longDate(input.analysis.denial.letterDate.value)}` : ''} `,
      ),
      cite({ documentId: input.analysis.denial.documentId, pageIndex: 0 }),
    ]);
  if (input.stage.receivedDate) writer.item(`It was received on ${longDate(input.stage.receivedDate)}.`);
  if (points.length > 0) {
    writer.heading('merits', 'The stated reasons and the record');
    writePoints(writer, input, points);
  } else {
    const reasons = reasonSpans(input);
    if (reasons.length > 0) {
      writer.heading('reason', 'The plan’s reason');
      for (const span of reasons) writer.quoted(span);
    }
    const judge = name.includes('hearing') ? 'hearing officer' : 'reviewer';
    writer.heading('merits', `Question for the ${judge}`);
    writer.paragraph(
      `I ask the ${judge} to decide, on the full record, whether the plan’s terms were applied correctly to the circumstances documented in it.`,
    );
  }
  writeLawList(writer, input, ['external', 'network', 'external-standard'], 'Rules for this review');
  writer.heading('requests', 'What is requested');
  writer.numbered([
    bold('Decision. '),
    text(
      open
        ? 'Decide the points above on the full record, and set the denial aside where it does not hold.'
        : 'Reverse the denial.',
    ),
  ]);
  if (independent.has(input.planType))
    writer.numbered([
      bold('Reviewer. '),
      text('Assign a clinical reviewer whose expertise fits the condition and the scan.'),
    ]);
  writer.numbered([
    bold('Record. '),
    text(
      'Obtain the plan’s complete file, and consider the enclosed records, the treating clinician’s recommendation and the plan’s own criteria.',
    ),
  ]);
  writer.numbered([
    bold('Notice. '),
    text(
      'Tell me where further documents may be sent, and by when, and whether a form or release is needed: [attach the form and release that came with the final denial].',
    ),
  ]);
  return frame(input, {
    kind: 'external-review',
    title: `Request for ${name}: ${titleService(input)}`,
    recipient: [
      ...(route && !route.addressee.startsWith('the ')
        ? [route.addressee]
        : [`[Send to ${route?.addressee ?? 'the address in the final denial letter'}]`]),
      '[Address]',
    ],
    salutation: salutations[input.planType] ?? 'To the External Review Unit:',
    blocks: writer.blocks,
    enclose: input.analysis.earlierDenials.map((denial) => denial.documentId),
  });
}

export function buildAgencyComplaint(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const agency = agencyFor(input);
  const points = meritPoints(input);
  const procedure = proceduralPoints(input);
  const insurer = input.analysis.denial?.insurer?.value ?? '[name of the plan or insurer]';
  writer.heading('ask', 'Complaint');
  writer.paragraph([
    text(`${roleSentence(input)}I ask you to look into how ${insurer} came to `),
    ...decisionRuns(input),
    text(
      `. ${agency ? `The complaint concerns ${agency.concerns}.` : ''} I know that a complaint is not an appeal and does not extend the time for one.`,
    ),
  ]);
  const reasons = reasonSpans(input);
  if (reasons.length > 0 && points.length === 0) {
    writer.heading('reason', 'The reason given');
    for (const span of reasons) writer.quoted(span);
  }
  if (procedure.length > 0) {
    writer.heading('procedure', 'The handling of the request');
    writeProcedure(writer, procedure, input, 'agency');
  }
  const late = sentItems(input);
  if (late.length > 0) {
    writer.heading('log', 'Contacts');
    for (const item of late) writer.item(item);
  }
  if (points.length > 0) {
    writer.heading('merits', 'The stated reasons and the record');
    writePoints(writer, input, points);
  }
  writer.heading('requests', 'What is requested');
  writer.numbered('Ask the plan to explain, point by point, how its criteria were applied to the record.');
  writer.numbered('Ask the plan to produce the claim file and the criteria with their version and date.');
  if (procedure.some((point) => point.lead.type !== 'reviewer-not-qualified'))
    writer.numbered('Ask the plan to correct its notice and to explain the points of procedure above.');
  writer.numbered('Tell me what you find, and which further steps are open to me.');
  return frame(input, {
    kind: 'agency-complaint',
    title: `Complaint about the handling of a claim: ${titleService(input)}`,
    recipient: agency ? agency.lines : ['[Agency in charge of this kind of plan]'],
    salutation: 'To the Consumer Assistance Unit:',
    blocks: writer.blocks,
    copies: agency?.copies ?? [],
  });
}

function sentItems(input: LetterInput): string[] {
  return input.log
    .filter((entry) => entry.kind !== 'note')
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map((entry) =>
      [
        `${longDate(entry.at)}: ${entry.kind.replaceAll('-', ' ')}`,
        entry.personName ? `with ${entry.personName}` : null,
        entry.reference ? `reference ${entry.reference}` : null,
        entry.promised ? `promised: ${entry.promised}` : null,
        entry.deliveredOn ? `delivered ${longDate(entry.deliveredOn)}` : null,
      ]
        .filter(Boolean)
        .join(', '),
    )
    .slice(0, 12);
}

/** Calm by design: it states open points and reserves rights; a lawyer decides what state law gives. */
export function buildRightsNotice(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const points = meritPoints(input);
  const voice = voiceOf(input);
  writer.heading('ask', 'Open points');
  writer.paragraph([
    text(`${roleSentence(input)}This letter concerns `),
    ...decisionRuns(input),
    text(
      '. The points below are open. Please explain how the terms of the policy were applied to each of them.',
    ),
  ]);
  if (points.length > 0) writePoints(writer, input, points);
  writer.heading('rights', 'Reservation of rights');
  writer.paragraph(
    `${voice.represented ? 'The patient reserves' : 'I reserve'} all rights under the policy and under the law that governs it. Nothing in this letter waives any of them.`,
  );
  writer.heading('requests', 'What is requested');
  writer.numbered(
    'A written answer to each point, with the policy provision and the page of the record relied on.',
  );
  writer.numbered(
    'The complete claim file, including the notes of each person who took part in the decision.',
  );
  writer.paragraph(`Please answer by ${longDate(addMonths(input.today, 1))}.`);
  return frame(input, {
    kind: 'bad-faith-notice',
    title: `Open points and reservation of rights: ${titleService(input)}`,
    salutation: 'To the Claims Department:',
    blocks: writer.blocks,
  });
}

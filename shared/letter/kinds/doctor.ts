/** Letters to the treating doctor: what to document, and the request to call the plan's physician with a one-page brief. */
import type { LetterModel } from '../../domain/letter.ts';
import type { Span } from '../../domain/page-text.ts';
import { addDays } from '../../text/calendar.ts';
import { LetterWriter, bold, cite, placeholder, quote, text } from '../blocks.ts';
import { frame } from '../frame.ts';
import { letterGaps, type LetterGap } from '../gaps.ts';
import type { LetterInput } from '../input.ts';
import { pointHeading, quotes } from '../point-blocks.ts';
import { meritPoints, titleService } from '../points.ts';
import { recordOf } from '../record-entries.ts';
import { sourceWords } from '../sources.ts';
import { definitionsOf, wholeSentence } from '../whole-words.ts';
import { conceptWords, longDate, policyName, serviceName, voiceOf } from '../words.ts';
import { reasonSpans } from './reasons.ts';
import { decisionRuns } from './requests.ts';

const toDoctor = ['[Treating or ordering clinician]', '[Practice address, fax or portal]'];

/** Lists exactly what the policy asks for and no record shows, and what is documented already. */
export function buildDoctorLetter(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const voice = voiceOf(input);
  const gaps = letterGaps(input.analysis, input.rules);
  const points = meritPoints(input);
  const policy = policyName(input.analysis);
  writer.heading('ask', 'What I ask of you');
  writer.paragraph([
    text('I am preparing the appeal from '),
    ...decisionRuns(input),
    text(
      `. It will turn on what ${voice.represented ? `${voice.patient ?? 'the patient'}’s` : 'my'} chart documents. Please write a letter, or add an addendum to the chart, on the points below. Please write only what your records and your own examination support. Where something was not done, please say so, and tell me whether it should be.`,
    ),
  ]);
  const reasons = reasonSpans(input);
  if (reasons.length > 0) {
    writer.heading('reason', 'What the plan says');
    for (const span of reasons) writer.quoted(wholeSentence(span, input));
  }
  writer.heading('gaps', 'What is not documented in the papers I have');
  if (gaps.length === 0)
    writer.paragraph(
      'I found nothing that the policy asks for and the papers leave out. A letter in your own words, with dates and findings, will still help.',
    );
  for (const gap of gaps) writeGap(writer, gap, input, policy);
  if (points.length > 0) {
    writer.heading('shown', 'What the records already show');
    writer.paragraph('Please repeat these in the letter with their dates, if you agree with them:');
    for (const point of points) {
      const spans = recordOf(point, input)
        .filter((span) => isRecord(span, input))
        .slice(0, 2);
      for (const span of spans)
        writer.item(
          [
            bold(`${conceptWords(point.lead.concept, input.rules).heading}. `),
            text(sourceWords(span, input)),
            quote(span),
            text(' '),
            cite(span),
          ],
          { findingIds: point.findings.map((finding) => finding.id) },
        );
    }
  }
  writer.heading('form', 'Form of the letter');
  writer.item('On letterhead, dated and signed, with your specialty.');
  writer.item(
    `Name the scan, the side and the codes as ordered. The denial names ${serviceName(input.analysis, input.rules)}; if that is not what you ordered, please say so.`,
  );
  writer.item('Say what the result will change in treatment.');
  writer.item(
    'If waiting could seriously jeopardize life, health or the ability to regain maximum function, or would leave severe pain that cannot be adequately managed without the scan, please say so in those words; the plan then has to decide faster.',
  );
  writer.item(
    'If a society guideline supports the scan for this condition, please name it with its date and section.',
  );
  writer.paragraph(whenNeeded(input));
  return frame(input, {
    kind: 'doctor-letter',
    title: `What to document for the appeal: ${titleService(input)}`,
    recipient: toDoctor,
    delivery: [],
    salutation: 'Dear Doctor [name]:',
    closing: 'Thank you,',
    blocks: writer.blocks,
  });
}

/** What to write down, the policy's words with the definitions they point to, and what the papers show so far. */
function writeGap(writer: LetterWriter, gap: LetterGap, input: LetterInput, policy: string | null): void {
  const options = { findingIds: gap.findingIds };
  const span = gap.citations.find((citation) => citation.role === 'policy')?.span ?? null;
  const pageCount =
    input.analysis.documents.find((document) => document.documentId === span?.documentId)?.pageCount ?? 0;
  const policyRuns = span ? [span, ...definitionsOf(span, input, pageCount)] : [];
  const shown = gap.citations
    .filter((citation) => citation.role === 'record' && !/\?\s*$/.test(citation.span.quote))
    .slice(0, 2);
  writer.numbered(
    [
      bold(`${gap.document}. `),
      text(`Why: ${gap.why}.`),
      ...(policyRuns.length > 0 ? [text(` ${policy ?? 'The policy'} reads: `)] : []),
      ...policyRuns.flatMap((each, index) => [
        ...(index > 0 ? [text(' ')] : []),
        quote(each),
        text(' '),
        cite(each),
      ]),
      ...(policyRuns.length > 0 ? [text('.')] : []),
      ...(shown.length > 0 ? [text(' The papers I have show: ')] : []),
      ...shown.flatMap((citation, index) => [
        ...(index > 0 ? [text('; ')] : []),
        text(sourceWords(citation.span, input)),
        quote(citation.span),
        text(' '),
        cite(citation.span),
      ]),
      ...(shown.length > 0 ? [text('.')] : []),
    ],
    options,
  );
}

function isRecord(span: Span, input: LetterInput): boolean {
  return (
    input.analysis.documents.find((document) => document.documentId === span.documentId)?.kind ===
    'medical-record'
  );
}

/** Two weeks before the last day that the denial letter itself gives; a blank where that has passed or is unknown. */
function whenNeeded(input: LetterInput): string {
  const denial = input.analysis.denial;
  if (denial?.letterDate && denial.appealDays) {
    const last = addDays(denial.letterDate.value, denial.appealDays.value);
    const asked = addDays(input.today, 21);
    const latest = addDays(last, -14);
    const by = asked < latest ? asked : latest;
    if (by > input.today)
      return `By the denial letter’s own count the appeal is due by ${longDate(last)}. May I have your letter by ${longDate(by)}?`;
  }
  return 'I need the letter by [date, at least two weeks before the appeal is due].';
}

/** Asks the ordering clinician to call, and gives a brief that fits on one page. */
export function buildPeerToPeer(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const points = meritPoints(input);
  const gaps = letterGaps(input.analysis, input.rules);
  writer.heading('ask', 'Request');
  writer.paragraph([
    text('Please ask the plan for a peer-to-peer call about '),
    ...decisionRuns(input),
    text(
      '. Number to call and last day for such a call, from the denial letter or the plan: [telephone number and last day]. The call does not stop the time to appeal, and it is no appeal.',
    ),
  ]);
  writer.heading('brief', 'Brief for the call');
  if (points.length > 0) {
    const cells = (spans: (typeof points)[number]['record'], most: number) =>
      spans.length === 0 ? [text('–')] : quotes(spans.slice(0, most));
    writer.table(
      'Policy and record side by side',
      {
        header: ['Point', 'The policy asks', 'The record shows'],
        rows: points
          .slice(0, 5)
          .map((point) => [
            [text(pointHeading(point, input))],
            cells(point.policy, 2),
            cells(recordOf(point, input), 1),
          ]),
      },
      { findingIds: points.flatMap((point) => point.findings.map((finding) => finding.id)) },
    );
  } else {
    writer.paragraph([
      placeholder('Two or three findings from the chart, with dates, that answer the reason of the denial'),
    ]);
  }
  if (gaps.length > 0) {
    writer.paragraph([bold('Be ready for: '), text('the papers I have do not show the following.')]);
    for (const gap of gaps.slice(0, 4)) writer.item(`${gap.document}.`, { findingIds: gap.findingIds });
  }
  writer.heading('questions', 'What to ask, and to write down');
  writer.item('Which criterion was not met? Name and version of the guideline?');
  writer.item('What is the reviewer’s name and field of practice?');
  writer.item('What document or finding would change the answer?');
  writer.item('Date, time, name and reference number of the call; please send me a note of it.');
  return frame(input, {
    kind: 'peer-to-peer-request',
    title: `Peer-to-peer call: ${titleService(input)}`,
    recipient: toDoctor,
    delivery: [],
    salutation: 'Dear Doctor [name]:',
    closing: 'Thank you,',
    blocks: writer.blocks,
  });
}

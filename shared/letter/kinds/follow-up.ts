/** Letters that make a paper trail: what was said on a call, and proof that papers arrived. */
import type { LetterModel } from '../../domain/letter.ts';
import type { LogEntry } from '../../domain/track.ts';
import { addDays } from '../../text/calendar.ts';
import { LetterWriter, bold, placeholder, text, textOr } from '../blocks.ts';
import { frame } from '../frame.ts';
import type { LetterInput } from '../input.ts';
import { titleService } from '../points.ts';
import { longDate } from '../words.ts';
import { decisionRuns, roleSentence } from './requests.ts';

function latest(entries: readonly LogEntry[]): LogEntry | null {
  return entries.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id)).at(-1) ?? null;
}

function timeOf(at: string): string | null {
  const match = /T(\d{2}):(\d{2})/.exec(at);
  if (!match) return null;
  const hour = Number(match[1]);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${match[2]} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

export function buildCallFollowUp(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const call = latest(input.log.filter((entry) => entry.kind === 'call' || entry.kind === 'peer-to-peer'));
  const time = call ? timeOf(call.at) : null;
  writer.heading('call', 'The call');
  writer.paragraph([
    text(`${roleSentence(input)}This letter confirms the telephone call of `),
    textOr(call ? longDate(call.at) : null, 'date of the call'),
    text(`${time ? ` at ${time}` : ''} with `),
    textOr(call?.personName, 'name of the representative'),
    text(call?.personId ? ` (ID ${call.personId})` : ''),
    text(', call reference '),
    textOr(call?.reference, 'call reference, or "none given"'),
    text('. It concerns '),
    ...decisionRuns(input, false),
    text('.'),
  ]);
  writer.paragraph([bold('What was said. '), textOr(call?.said, 'what the representative said')]);
  writer.paragraph([bold('What was promised. '), textOr(call?.promised, 'what was promised, and by when')]);
  writer.heading('requests', 'What is requested');
  writer.numbered(
    call?.followUpOn
      ? `Do what was promised by ${longDate(call.followUpOn)}, and confirm it in writing.`
      : 'Do what was promised, and confirm it in writing.',
  );
  writer.numbered(
    `If anything above is not as your records have it, write to me by ${longDate(addDays(input.today, 14))}.`,
  );
  writer.numbered('Place this letter in the claim file.');
  writer.paragraph('This letter is not an appeal and does not replace one.');
  return frame(input, {
    kind: 'call-follow-up',
    title: `Confirmation of a telephone call: ${titleService(input)}`,
    salutation: 'To the Member Services and Appeals Departments:',
    blocks: writer.blocks,
    exhibits: false,
  });
}

const ways: Readonly<Record<string, string>> = { mail: 'Mail', fax: 'Fax', portal: 'Portal' };

export function buildProofOfDelivery(input: LetterInput): LetterModel {
  const writer = new LetterWriter();
  const sent = input.log
    .filter((entry) => entry.kind in ways)
    .toSorted((a, b) => (a.sentOn ?? a.at).localeCompare(b.sentOn ?? b.at));
  const delivered = sent.filter((entry) => entry.deliveredOn !== null || entry.pagesConfirmed !== null);
  writer.heading('proof', 'What was sent and received');
  writer.paragraph([
    text(`${roleSentence(input)}I am told that papers concerning `),
    ...decisionRuns(input, false),
    text(' did not arrive. They were sent as follows:'),
  ]);
  writer.table('Sent and received', {
    header: ['Sent', 'How, number', 'Delivered', 'Pages sent / confirmed'],
    rows:
      sent.length === 0
        ? [
            [
              [placeholder('date')],
              [placeholder('way and number')],
              [placeholder('date')],
              [placeholder('pages')],
            ],
          ]
        : sent.map((entry) => [
            [text(longDate(entry.sentOn ?? entry.at))],
            [
              text(
                [ways[entry.kind], entry.certifiedNumber ?? entry.number ?? entry.reference]
                  .filter(Boolean)
                  .join(' '),
              ),
            ],
            [text(entry.deliveredOn ? longDate(entry.deliveredOn) : '–')],
            [text(`${entry.pagesSent ?? '–'} / ${entry.pagesConfirmed ?? '–'}`)],
          ]),
  });
  if (delivered.length > 0)
    writer.paragraph(
      'The proof of delivery is attached: [return receipt, carrier record, fax confirmation or portal receipt].',
    );
  writer.heading('requests', 'What is requested');
  writer.numbered('Find the papers, and place them and this letter in the claim file.');
  writer.numbered(
    delivered.length > 0
      ? 'Treat them as received on the date of delivery shown above for every time limit.'
      : 'Treat them as sent on the date shown above, and tell me which time limit you apply.',
  );
  writer.numbered('Confirm in writing what was received, how many pages, and on which day.');
  writer.paragraph(
    'A further copy can be sent at once if it helps; that does not change the date of the first.',
  );
  return frame(input, {
    kind: 'proof-of-delivery',
    title: `Proof of delivery: ${titleService(input)}`,
    salutation: 'To the Mail Room and Appeals Departments:',
    blocks: writer.blocks,
    exhibits: false,
  });
}

/**
 * The page that lies on top of a letter that is mailed or faxed with exhibits: who writes to whom, about which
 * decision, how it went out, what is enclosed. All of it is taken from the letter, so that the two cannot differ.
 */
import type { LetterKind, LetterModel } from '../domain/letter.ts';
import { longDate } from './words.ts';

export interface CoverPage {
  readonly title: string;
  /** Label and lines, top to bottom, in groups that a rule parts. The enclosures of the letter follow them. */
  readonly groups: readonly (readonly { readonly label: string; readonly lines: readonly string[] }[])[];
  readonly note: string;
}

/** Letters that go out as a bundle. The others are a letter alone, or go to somebody who has the papers. */
const bundled: ReadonlySet<LetterKind> = new Set([
  'first-level-appeal',
  'second-level-appeal',
  'expedited-appeal',
  'external-review',
  'agency-complaint',
]);

/** A blank for the pen: the number is on the post office's receipt, after printing. */
const blank = '_'.repeat(34);

/** Null for a letter of another kind, or without exhibits. */
export function coverPage(model: LetterModel): CoverPage | null {
  if (!bundled.has(model.kind) || model.exhibits.length === 0) return null;
  // "[How this letter is sent …]" is what the blanks below ask for.
  const known = model.delivery.filter((words) => !/^\[.*\]$/.test(words));
  return {
    title: model.title,
    groups: [
      [
        { label: 'From', lines: model.sender },
        { label: 'To', lines: model.recipient },
        { label: 'Date', lines: [longDate(model.date)] },
      ],
      [
        {
          label: 'Re',
          // A cover page lies open beside a fax machine: what the mail room needs, and no diagnosis.
          lines: model.identification
            .filter((row) => !row.label.startsWith('Diagnosis'))
            .map((row) => `${row.label}: ${row.value}`),
        },
      ],
      [
        {
          label: 'Sent by',
          lines: [...known, `Certified mail no. ${blank}`, `Fax no. ${blank}`, `Date sent ${blank}`],
        },
      ],
    ],
    note: 'Confidential. This letter and its enclosures hold medical information and are meant for the addressee only.',
  };
}

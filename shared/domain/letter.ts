/** A letter as data: built by shared/letter, edited in the letter room, turned into DOCX or PDF by electron/docx. */
import type { IsoDate } from './kinds.ts';
import type { Span } from './page-text.ts';

export const letterKinds = [
  'first-level-appeal',
  'second-level-appeal',
  'expedited-appeal',
  'claim-file-request',
  'peer-to-peer-request',
  'doctor-letter',
  'retrospective-review',
  'gap-exception',
  'external-review',
  'agency-complaint',
  'bad-faith-notice',
  'call-follow-up',
  'proof-of-delivery',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** Inline pieces. A `quote` prints its words in quotation marks and is checked against its page at export. */
export type Run =
  | { readonly type: 'text'; readonly text: string; readonly bold?: boolean; readonly italic?: boolean }
  | { readonly type: 'quote'; readonly span: Span }
  /** Exhibit citation, printed "(Ex. C, p. 4)"; `pageNumber` counts from 1 within the exhibit's document. */
  | { readonly type: 'cite'; readonly documentId: string; readonly pageNumber: number }
  /** A blank for the person; export warns while any is left. */
  | { readonly type: 'placeholder'; readonly label: string };

/** A small table: header cells in plain words, body cells as runs. Every row has as many cells as the header. */
export interface LetterTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (readonly Run[])[])[];
}

export interface LetterBlock {
  /** Stable over rebuilds of the same case, so that edits survive. */
  readonly id: string;
  readonly type: 'heading' | 'paragraph' | 'block-quote' | 'list-item' | 'numbered-item' | 'table';
  /** Set for tables only; their `runs` hold the caption. */
  readonly table?: LetterTable;
  /** Headings: 1..3. */
  readonly level?: number;
  readonly runs: readonly Run[];
  /** The findings this block argues; [] for formal parts. */
  readonly findingIds: readonly string[];
  /** Law stated in the block: citations, verified ones only. */
  readonly authorities: readonly string[];
  readonly included: boolean;
  /** Set when the person changed the words; the built words stay in `runs` of the fresh draft. */
  readonly edited?: boolean;
}

export interface Exhibit {
  /** A, B … Z, AA … */
  readonly letter: string;
  readonly documentId: string;
  readonly title: string;
  readonly pageCount: number;
  /** Pages to print, from 1; empty means all. */
  readonly pages: readonly number[];
}

export interface LetterModel {
  readonly kind: LetterKind;
  readonly date: IsoDate;
  readonly title: string;
  readonly sender: readonly string[];
  readonly recipient: readonly string[];
  /** Delivery lines such as "By certified mail, return receipt requested". */
  readonly delivery: readonly string[];
  /** Label/value rows of the identification block. */
  readonly identification: readonly {
    readonly label: string;
    readonly value: string;
    readonly span: Span | null;
  }[];
  readonly salutation: string;
  readonly blocks: readonly LetterBlock[];
  readonly closing: string;
  readonly signature: readonly string[];
  readonly exhibits: readonly Exhibit[];
  readonly copies: readonly string[];
}

/** Something to look at before sending; `blockId` null concerns the whole letter. */
export interface LetterHint {
  readonly id: string;
  readonly blockId: string | null;
  readonly severity: 'stop' | 'warn' | 'suggest';
  readonly message: string;
  readonly suggestion: string | null;
}

/** What the person tells about themself and how to send; never read from documents without being shown. */
export interface LetterProfile {
  readonly senderName: string | null;
  readonly senderAddress: readonly string[];
  readonly senderPhone: string | null;
  readonly senderEmail: string | null;
  /** Set when an authorised representative signs for the patient. */
  readonly representativeName: string | null;
  readonly recipientName: string | null;
  readonly recipientAddress: readonly string[];
}

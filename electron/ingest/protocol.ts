/** Messages between the app and the reading process. Plain values and bytes only, so any channel can carry them. */
import { z } from 'zod';
import type { PageTurn } from '../../shared/domain/page-text.ts';
import { problemCodes } from './problems.ts';
import { fileFormats } from './sniff.ts';

/** Asked of the reading process. `docKey` names an open file. */
export type ReaderRequest =
  | {
      readonly kind: 'open';
      readonly docKey: string;
      readonly byteLength: number;
      /** The file from its start: whole if it is small, else as much as tells its kind. */
      readonly head: Uint8Array;
      readonly password?: string | undefined;
    }
  | { readonly kind: 'read'; readonly docKey: string; readonly pageIndex: number }
  | {
      readonly kind: 'draw';
      readonly docKey: string;
      readonly pageIndex: number;
      readonly maxPixels: number;
      readonly turn: PageTurn;
    }
  | { readonly kind: 'close'; readonly docKey: string };

const fraction = z.number().min(0).max(1);

const page = z.strictObject({
  text: z.string(),
  words: z.array(
    z.strictObject({
      start: z.int().min(0),
      end: z.int().min(0),
      box: z.tuple([fraction, fraction, fraction, fraction]).readonly(),
      confidence: fraction,
    }),
  ),
  width: z.number().min(0),
  height: z.number().min(0),
  source: z.enum(['text-layer', 'ocr', 'plain']),
  confidence: fraction,
  turn: z.literal([0, 90, 180, 270]),
});

/**
 * What the reading process says. It handles hostile files, so its answers are checked where they enter the
 * process that holds the key.
 */
export const readerMessage = z.union([
  /** Asks for bytes of an open file; may come at any time. */
  z.strictObject({ pullId: z.int(), docKey: z.string(), start: z.int().min(0), end: z.int().min(0) }),
  z.strictObject({
    id: z.int(),
    answer: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('opened'), format: z.enum(fileFormats), pageCount: z.int().min(1) }),
      z.strictObject({ kind: z.literal('page'), page }),
      z.strictObject({
        kind: z.literal('drawn'),
        png: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
      }),
      z.strictObject({ kind: z.literal('closed') }),
      z.strictObject({
        kind: z.literal('failed'),
        problem: z.strictObject({ code: z.enum(problemCodes), message: z.string().max(300) }),
      }),
    ]),
  }),
]);

/** To the process: a question, or bytes that it asked for. */
export type RequestMessage =
  | { readonly id: number; readonly request: ReaderRequest }
  | { readonly pullId: number; readonly bytes: Uint8Array };

/** From the process; `id` is the request's. */
export type ReaderMessage = z.output<typeof readerMessage>;
export type AnswerMessage = Extract<ReaderMessage, { id: number }>;
export type ReaderAnswer = AnswerMessage['answer'];

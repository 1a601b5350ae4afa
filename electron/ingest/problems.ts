/** Why a file or page could not be read, in words a tired person understands, each with a next step. */

export const problemCodes = [
  'empty',
  'unsupported',
  'unreadable',
  'password-needed',
  'wrong-password',
  'too-large',
  'damaged-partial',
  'cancelled',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** One sentence or two for the person; never holds a path, a name or words of the document. */
export interface ReadProblem {
  readonly code: ProblemCode;
  readonly message: string;
}

const messages: Record<ProblemCode, string> = {
  empty: 'This file is empty. Copy or download it again, then add it once more.',
  unsupported: 'This kind of file cannot be read. Save it as PDF, or print it to PDF, and add that instead.',
  unreadable:
    'This file is damaged and cannot be opened. Ask the sender for a new copy, or print and scan it.',
  'password-needed': 'This file is locked with a password. Enter the password to read it.',
  'wrong-password': 'That password does not open this file. Check it and try again.',
  'too-large': 'This file is too large to read safely. Split it into smaller files and add those instead.',
  'damaged-partial':
    'Part of this file is damaged: some pages could not be read. Check the missing pages, and ask the sender for a new copy.',
  cancelled: 'Reading was stopped before it was finished.',
};

/** The problem with its standard sentence, or with a more fitting one. */
export function problem(code: ProblemCode, message: string = messages[code]): ReadProblem {
  return { code, message };
}

/** Thrown inside the reading process; crosses to the caller as a `ReadProblem`. */
export class ReadFailure extends Error {
  readonly problem: ReadProblem;
  constructor(code: ProblemCode, message?: string, options?: ErrorOptions) {
    const found = problem(code, message);
    super(found.message, options);
    this.name = 'ReadFailure';
    this.problem = found;
  }
}

/** Any thrown value as a problem; what is not a `ReadFailure` counts as damage of the file. */
export function toProblem(error: unknown): ReadProblem {
  return error instanceof ReadFailure ? error.problem : problem('unreadable');
}

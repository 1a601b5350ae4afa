/** How a test hands its figure to `npm run prove`, which prints them as a table; in `npm test` it is only a test. */
import { appendFileSync } from 'node:fs';

/** The full run asks for more of everything; the short form, part of `npm test`, takes the second number. */
export function amount(full: number, short: number): number {
  return process.env['REJOINDER_PROOF'] === undefined ? short : full;
}

/** `promise` in words a patient understands; `figure` says what was counted. `skipped` where this machine lacks a tool. */
export function proven(promise: string, figure: string, skipped = false): void {
  const file = process.env['REJOINDER_PROOF'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ promise, figure, skipped })}\n`);
}

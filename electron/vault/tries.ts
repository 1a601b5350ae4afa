/**
 * Growing delays after wrong passphrases, kept in the folder so that a restart does not reset them. This slows
 * a person at the keyboard; against someone who copied the folder only Argon2id helps.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { writeFileAtomic } from './files.ts';

export const triesFileName = 'tries.json';

const Tries = z.strictObject({ failures: z.int().min(0), lastAt: z.iso.datetime() });
type Tries = z.output<typeof Tries>;

/** Three tries are free; then 1 s, 2 s, 4 s … up to 5 minutes. */
const freeTries = 3;
const longestDelaySeconds = 300;

/** Seconds to wait after so many failures in a row. */
export function delaySeconds(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestDelaySeconds, 2 ** Math.min(failures - freeTries, 30));
}

/** Milliseconds until the next try is allowed. A clock set back gains nothing: the delay then starts again. */
export function waitMs(folder: string, now: string): number {
  const { failures, lastAt } = readTries(folder);
  const passed = Math.max(0, Date.parse(now) - Date.parse(lastAt));
  return Math.max(0, delaySeconds(failures) * 1000 - passed);
}

/** Throws TOO_MANY_TRIES while a delay runs. */
export function checkTries(folder: string, now: string): void {
  const left = Math.ceil(waitMs(folder, now) / 1000);
  if (left > 0)
    throw new AppError('TOO_MANY_TRIES', `Too many wrong tries. Wait ${left} seconds and try again.`);
}

/** Counted before the try, so that killing the app in time does not help. */
export function countTry(folder: string, now: string): void {
  const { failures } = readTries(folder);
  try {
    writeFileAtomic(join(folder, triesFileName), JSON.stringify({ failures: failures + 1, lastAt: now }));
  } catch {
    // A full disk must not lock a person out of their papers.
  }
}

export function clearTries(folder: string): void {
  rmSync(join(folder, triesFileName), { force: true });
}

function readTries(folder: string): Tries {
  try {
    return Tries.parse(JSON.parse(readFileSync(join(folder, triesFileName), 'utf8')));
  } catch {
    return { failures: 0, lastAt: new Date(0).toISOString() };
  }
}

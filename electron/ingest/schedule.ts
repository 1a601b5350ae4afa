/** Which file a free reading process turns to: the one that is done soonest, so that a letter never waits for a long scan. */

export interface Schedulable {
  /** 'new' files must be opened, which tells how many pages wait; 'opening' ones are waited for. */
  readonly state: 'new' | 'opening' | 'open' | 'ended';
  readonly waiting: readonly number[];
  /** Time its pages took so far, and how many that were. */
  readonly spentMs: number;
  readonly pagesTimed: number;
}

/** A file that this process has open is left only for one that is done in a third of its time ... */
const worthOpening = 3;
/** ... and this much sooner: opening a file once more takes time and memory. */
const worthOpeningMs = 2000;

/** Expected milliseconds until it is done; 0 where nothing is known yet, so that every file is soon known. */
function expectedMs(job: Schedulable): number {
  return job.pagesTimed === 0 ? 0 : (job.waiting.length * job.spentMs) / job.pagesTimed;
}

/** The job to work on next, or undefined where none is ready. Of equal ones the first. */
export function chooseJob<T extends Schedulable>(
  jobs: readonly T[],
  isOpenHere: (job: T) => boolean,
): T | undefined {
  let shortest: T | undefined;
  let kept: T | undefined;
  for (const job of jobs) {
    if (job.state !== 'new' && !(job.state === 'open' && job.waiting.length > 0)) continue;
    const expected = expectedMs(job);
    if (shortest === undefined || expected < expectedMs(shortest)) shortest = job;
    if (isOpenHere(job) && (kept === undefined || expected < expectedMs(kept))) kept = job;
  }
  if (kept === undefined || shortest === undefined) return shortest;
  const sooner = expectedMs(shortest);
  return expectedMs(kept) < sooner * worthOpening + worthOpeningMs ? kept : shortest;
}

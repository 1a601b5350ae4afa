/** Runs one job in a thread of its own, so that the window stays alive meanwhile. Started by run-job.ts. */
import { parentPort } from 'node:worker_threads';
import { AppError } from '../../../shared/api/errors.ts';
import { asVaultError } from '../sqlite-errors.ts';
import { doJob, type Job } from './jobs.ts';

const port = parentPort;
if (!port) throw new AppError('INTERNAL', 'This file is started as a thread.');
port.once('message', (job: Job) => {
  try {
    const result = doJob(job, (fraction) => port.postMessage({ kind: 'progress', fraction }));
    port.postMessage({ kind: 'done', result });
  } catch (error) {
    const known = asVaultError(error);
    // Only the kind of an unknown error crosses: its words could name a path.
    port.postMessage(
      known instanceof AppError
        ? { kind: 'failed', code: known.code, message: known.message }
        : { kind: 'failed', code: 'INTERNAL', message: error instanceof Error ? error.name : 'unknown' },
    );
  }
});

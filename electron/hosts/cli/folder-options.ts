/** The options that every command over a folder of papers takes. */
import { availableParallelism } from 'node:os';
import { AppError } from '../../../shared/api/errors.ts';
import { planTypes, type IsoDate, type PlanType } from '../../../shared/domain/kinds.ts';
import { dayNumber } from '../../../shared/text/calendar.ts';
import { analyzeFolder, type FolderAnalysis } from '../../app/analyze-folder.ts';
import { localDate } from '../../app/local-date.ts';
import { createReader } from '../../ingest/reader-client.ts';
import { loadRules } from '../../rules/load-rules.ts';

export const folderOptions = {
  today: { type: 'string' },
  plan: { type: 'string' },
  quiet: { type: 'boolean' },
} as const;

export interface FolderValues {
  readonly today?: string | undefined;
  readonly plan?: string | undefined;
  readonly quiet?: boolean | undefined;
}

export function readDate(text: string | undefined): IsoDate {
  if (text === undefined) return localDate();
  if (dayNumber(text) === null) throw new AppError('BAD_INPUT', '--today takes a date like 2026-05-04.');
  return text;
}

export function readPlan(text: string | undefined): PlanType {
  if (text === undefined) return 'unknown';
  const plan = planTypes.find((each) => each === text);
  if (!plan) throw new AppError('BAD_INPUT', `--plan is one of: ${planTypes.join(', ')}.`);
  return plan;
}

/** Reads and analyses the one folder named; progress goes to standard error. */
export async function analyzeNamedFolder(
  positionals: readonly string[],
  values: FolderValues,
): Promise<FolderAnalysis> {
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new AppError('BAD_INPUT', 'Name one folder with the papers.');
  const today = readDate(values.today);
  const planType = readPlan(values.plan);
  const reader = createReader({ workers: Math.min(4, availableParallelism()) });
  try {
    return await analyzeFolder(folder, {
      today,
      planType,
      rules: await loadRules(),
      reader,
      onProgress: (line) => {
        if (!values.quiet) process.stderr.write(`${line}\n`);
      },
    });
  } finally {
    reader.close();
  }
}

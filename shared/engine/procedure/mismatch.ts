/** Codes and plain facts of the letter against the order and the chart: code, side, contrast, age, dates. */
import type { Finding } from '../../domain/finding.ts';
import type { CaseContext } from '../folder.ts';
import { codeMismatch } from './mismatch/codes.ts';
import { dates } from './mismatch/dates.ts';
import { age, identity } from './mismatch/person.ts';
import { scanWords } from './mismatch/scan-words.ts';
import { laterality } from './mismatch/side.ts';

export function mismatchFindings(context: CaseContext): readonly Finding[] {
  return [
    ...codeMismatch(context),
    ...laterality(context),
    ...age(context),
    ...identity(context),
    ...scanWords(context),
    ...dates(context),
  ];
}

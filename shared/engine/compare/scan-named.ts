/** Whether words name the scan that was denied: by its own names, by its tracer, else by its kind. */
import { matchesPattern } from '../../text/pattern.ts';
import type { CaseContext } from '../folder.ts';
import { tracersIn } from '../tracers.ts';

export function scanNamed(context: CaseContext, text: string): boolean {
  const scan = context.latest.denial.scan?.value;
  const rule = context.rules.scans.scans.find(({ id }) => id === scan?.scanId);
  // "PET with a somatostatin receptor tracer": the tracer that was ordered names the scan.
  const ordered = tracersIn(
    '',
    context.latest.denial.procedureCodes.map(({ value }) => value),
  );
  if (/\bPET\b/.test(text) && tracersIn(text, []).some((tracer) => ordered.includes(tracer))) return true;
  if (rule !== undefined && rule.aliases.length > 0)
    return rule.aliases.some((alias) => matchesPattern(alias, text));
  const modality = context.rules.scans.modalities.find(({ id }) => id === (rule?.modality ?? scan?.modality));
  return modality !== undefined && modality.words.some((word) => matchesPattern(word, text));
}

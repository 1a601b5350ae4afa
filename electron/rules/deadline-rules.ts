/** Reads and checks the deadline rules. A rule with an unknown key, plan type or unit fails at load. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { planTypes } from '../../shared/domain/kinds.ts';
import type { DeadlineRule } from '../../shared/deadlines/rules.ts';
import { ruleFile } from './rule-file.ts';

const span = z.strictObject({
  days: z.int().exactOptional(),
  months: z.int().exactOptional(),
  hours: z.int().exactOptional(),
  businessDays: z.int().exactOptional(),
  yearEnds: z.int().exactOptional(),
});
const date = z.iso.date();

const schema = z.array(
  z.strictObject({
    id: z.string(),
    planTypes: z.array(z.enum(planTypes)).min(1),
    events: z.array(z.string()).min(1),
    states: z.array(z.string().length(2)).exactOptional(),
    externalProcesses: z.array(z.string()).exactOptional(),
    startsFrom: date.exactOptional(),
    startsUntil: date.exactOptional(),
    basis: z.enum(['receipt', 'notice', 'presumed-receipt', 'documented-or-presumed']),
    presumedDays: z.int().exactOptional(),
    add: span.nullable(),
    missingDay: z.enum(['clamp', 'first-of-next']).exactOptional(),
    roll: z.literal('federal').exactOptional(),
    skipHolidays: z.boolean().exactOptional(),
    cautious: z.array(z.strictObject({ add: span, basis: z.enum(['receipt', 'notice']) })).exactOptional(),
    whose: z.enum(['patient', 'plan']),
    title: z.string(),
    consequence: z.string().exactOptional(),
    rule: z.string(),
    citation: z.string(),
    mark: z.enum(['V', 'S', 'M']),
  }),
) satisfies z.ZodType<DeadlineRule[]>;

export function loadDeadlineRules(): readonly DeadlineRule[] {
  return schema.parse(JSON.parse(readFileSync(ruleFile('deadlines.json'), 'utf8')));
}

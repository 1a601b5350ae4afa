/** Commands that answer line by line: one JSON object in, one out, in order. A bad line gets an error line, not a crash. */
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { planTypes } from '../../../shared/domain/kinds.ts';
import { answerDeadline } from '../../../shared/deadlines/answer.ts';
import { loadDeadlineRules } from '../../rules/deadline-rules.ts';
import type { Command } from './command.ts';

const idOnly = z.looseObject({ id: z.unknown() });

async function answerLines(answer: (line: unknown) => object): Promise<number> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    let parsed: unknown;
    let out: object;
    try {
      parsed = JSON.parse(line);
      out = answer(parsed);
    } catch {
      const named = idOnly.safeParse(parsed);
      out = { id: named.success ? named.data.id : null, error: 'this line is not of the expected form' };
    }
    process.stdout.write(`${JSON.stringify(out)}\n`);
  }
  return 0;
}

export const contextCommand: Command = {
  usage: 'context < items.jsonl',
  summary: 'for each phrase of a text: negated or not, when, and about whom',
  run: () => Promise.resolve(2),
};

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/);
const query = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  planType: z.enum(planTypes),
  state: z.string().exactOptional(),
  externalProcess: z.string().exactOptional(),
  event: z.string(),
  letterDate: moment,
  receivedDate: moment.exactOptional(),
  trigger: z.string().exactOptional(),
});

export const deadlinesCommand: Command = {
  usage: 'deadlines < questions.jsonl',
  summary: 'the last day, the cautious day, the rule and its citation for each question',
  run() {
    const rules = loadDeadlineRules();
    return answerLines((line) => {
      const { id, ...asked } = query.parse(line);
      return { id, ...answerDeadline(asked, rules) };
    });
  },
};

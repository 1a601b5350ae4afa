/** Commands that answer line by line: one JSON object in, one out, in order. A bad line gets an error line, not a crash. */
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { answerLines } from '../../../shared/deadlines/lines.ts';
import { contextOf } from '../../../shared/engine/record/context/context.ts';
import { compileContext } from '../../../shared/engine/record/context/map.ts';
import { loadDeadlineRules } from '../../rules/deadline-rules.ts';
import { loadRecordRules } from '../../rules/record-rules.ts';
import type { Command } from './command.ts';

async function eachLine(answer: (line: string) => readonly string[]): Promise<number> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    for (const out of answer(line)) process.stdout.write(`${out}\n`);
  }
  return 0;
}

const phrase = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
});

export const contextCommand: Command = {
  usage: 'context < items.jsonl',
  summary: 'for each phrase of a text: negated or not, when, and about whom',
  run() {
    const { context, sections } = loadRecordRules();
    const compiled = compileContext(context, sections);
    return eachLine((line) => {
      if (line.trim() === '') return [];
      try {
        const { id, text, start, end } = phrase.parse(JSON.parse(line));
        const { negation, temporality, experiencer } = contextOf(compiled, text, start, end);
        return [JSON.stringify({ id, negation, temporality, experiencer })];
      } catch {
        return [JSON.stringify({ error: 'this line is not of the expected form' })];
      }
    });
  },
};

export const deadlinesCommand: Command = {
  usage: 'deadlines < questions.jsonl',
  summary: 'the last day, the cautious day, the rule and its citation for each question',
  run() {
    const rules = loadDeadlineRules();
    return eachLine((line) => answerLines(line, rules));
  },
};

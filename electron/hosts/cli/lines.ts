/** Commands that answer line by line: one JSON object in, one out, in order. A bad line gets an error line, not a crash. */
import { createInterface } from 'node:readline';
import { answerLines } from '../../../shared/deadlines/lines.ts';
import { loadDeadlineRules } from '../../rules/deadline-rules.ts';
import type { Command } from './command.ts';

export const contextCommand: Command = {
  usage: 'context < items.jsonl',
  summary: 'for each phrase of a text: negated or not, when, and about whom',
  run: () => Promise.resolve(2),
};

export const deadlinesCommand: Command = {
  usage: 'deadlines < questions.jsonl',
  summary: 'the last day, the cautious day, the rule and its citation for each question',
  async run() {
    const rules = loadDeadlineRules();
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      for (const answer of answerLines(line, rules)) process.stdout.write(`${answer}\n`);
    }
    return 0;
  },
};

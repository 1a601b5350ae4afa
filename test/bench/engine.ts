/**
 * Scores the engine on the labelled cases kept in the repository, in one process.
 *
 *   npm run bench engine -- [--details] [--only PART_OF_NAME] [--cases FOLDER]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRules } from '../../electron/rules/load-rules.ts';
import { toContractOutput } from '../../shared/engine/contract-output.ts';
import { analyze } from '../../shared/engine/index.ts';
import type { CaseScore } from '../support/case-score.ts';
import { scoreCase, totalsOf } from '../support/case-score.ts';
import { caseNames, readCase } from '../support/case-store.ts';

const { values } = parseArgs({
  options: {
    details: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    cases: { type: 'string', default: join(import.meta.dirname, '..', 'fixtures', 'cases') },
  },
});

const rules = await loadRules();
const scores: CaseScore[] = [];
const started = performance.now();
let pages = 0;
for (const name of caseNames(values.cases).filter((each) => each.includes(values.only))) {
  const { input, expected } = readCase(values.cases, name);
  pages += input.documents.reduce((sum, document) => sum + document.pages.length, 0);
  const score = scoreCase(toContractOutput(analyze(input, rules), []), expected);
  scores.push(score);
  console.log(
    `${name}: ${score.right.length} right, ${score.tooMany.length} too many, ${score.missed.length} missed, ${score.harmful.length} harmful`,
  );
  if (!values.details) continue;
  for (const [label, list] of [
    ['missed', score.missed],
    ['too many', score.tooMany],
    ['HARMFUL', score.harmful],
    ['field', score.fields.wrong],
    ['kind', score.kinds.wrong],
    ['place', score.places.wrong],
  ] as const)
    for (const item of list) console.log(`    ${label}: ${item}`);
}
const totals = totalsOf(scores);
console.log(
  `${scores.length} cases · ${Object.entries(totals)
    .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
    .join(' · ')} · ${((performance.now() - started) / Math.max(1, pages)).toFixed(1)} ms a page`,
);

/**
 * Scores the engine on the labelled cases kept in the repository, in one process.
 *
 *   npm run bench engine -- [--details] [--only PART_OF_NAME] [--cases FOLDER] [--one-scan ORDER|all]
 *
 * With `--one-scan` the papers of each case are first scanned into one file: in the order of their names (`named`), or
 * in another (`reversed`, `from-a-third`, `from-two-thirds`), or in each of them (`all`).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRules } from '../../electron/rules/load-rules.ts';
import { toContractOutput } from '../../shared/engine/contract-output.ts';
import { analyze } from '../../shared/engine/index.ts';
import type { CaseScore } from '../support/case-score.ts';
import { scoreCase, totalsOf } from '../support/case-score.ts';
import type { LabelledCase } from '../support/case-store.ts';
import { caseNames, readCase } from '../support/case-store.ts';
import { asOneScan, filesOfScan, scanOrders } from '../support/one-scan.ts';
import type { ScanOrder } from '../support/one-scan.ts';

const { values } = parseArgs({
  options: {
    details: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    cases: { type: 'string', default: join(import.meta.dirname, '..', 'fixtures', 'cases') },
    'one-scan': { type: 'string' },
  },
});

const rules = await loadRules();
const asked = values['one-scan'];
const cases = caseNames(values.cases)
  .filter((name) => name.includes(values.only))
  .map((name) => readCase(values.cases, name));
const pages = cases
  .flatMap(({ input }) => input.documents)
  .reduce((sum, document) => sum + document.pages.length, 0);
for (const order of asked === 'all' ? scanOrders : [orderNamed(asked)]) {
  const started = performance.now();
  const scores = cases.map((labelled) => {
    const score = scoreOf(labelled, order);
    tell(labelled.name, score);
    return score;
  });
  console.log(
    `${order === null ? '' : `one scan, ${order}: `}${scores.length} cases · ${Object.entries(
      totalsOf(scores),
    )
      .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
      .join(' · ')} · ${((performance.now() - started) / Math.max(1, pages)).toFixed(1)} ms a page`,
  );
}

function orderNamed(name: string | undefined): ScanOrder | null {
  const known = scanOrders.find((order) => order === name) ?? null;
  if (name !== undefined && known === null)
    throw new Error(`There is no order ${name}. There are: ${scanOrders.join(', ')}, all`);
  return known;
}

function scoreOf({ input, expected }: LabelledCase, order: ScanOrder | null): CaseScore {
  if (order === null) return scoreCase(toContractOutput(analyze(input, rules), []), expected);
  const output = toContractOutput(analyze(asOneScan(input, order), rules), []);
  return scoreCase(filesOfScan(output, input, order), expected);
}

/** Each case with `--details`, else only those with a finding too many or a harmful one. */
function tell(name: string, score: CaseScore): void {
  if (!values.details && score.tooMany.length + score.harmful.length === 0) return;
  console.log(
    `${name}: ${score.right.length} right, ${score.tooMany.length} too many, ${score.missed.length} missed, ${score.harmful.length} harmful`,
  );
  if (!values.details) return;
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

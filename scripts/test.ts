/**
 * `npm test`: everything a newcomer needs to trust the project, in one go: static checks, unit, vault, contract and
 * golden tests, then the browser tests. Ends with one line: "N passed, N failed, N skipped".
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { electronBinary } from './electron-binary.ts';
import { ensureTools } from './ensure-tools.ts';

const root = join(import.meta.dirname, '..');
const results = join(root, '.cache', 'test');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };

function run(title: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** A check counts as one test. */
function check(title: string, script: string): void {
  const ok = run(title, 'npm', ['run', '--silent', script]);
  totals[ok ? 'passed' : 'failed']++;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function readReport<T>(file: string, schema: z.ZodType<T>): T | null {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

const tools = ensureTools();
check('types', 'typecheck');
check('lint and layers', 'lint');
check('format', 'format:check');
check('unused code', 'unused');
check('build', 'build');

const unitFile = join(results, 'unit.json');
const unitOk = run('unit, vault, contract and golden tests', 'npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitFile}`,
]);
const unit = readReport(unitFile, vitestReport);
if (unit) {
  totals.passed += unit.numPassedTests;
  totals.failed += unit.numFailedTests;
  totals.skipped += unit.numPendingTests;
}
if (!unitOk && (unit?.numFailedTests ?? 0) === 0) totals.failed++;

process.stdout.write(
  electronBinary()
    ? '\nThe stories run in a browser and in the real desktop app.\n'
    : "\nThe stories run in a browser. Electron's program is not on this machine: in the real desktop app they are skipped.\n",
);
if (tools.browser) {
  const browserFile = join(results, 'browser.json');
  const browserOk = run('browser tests', 'npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile,
    PLAYWRIGHT_CHROMIUM: tools.browser,
  });
  const browser = readReport(browserFile, playwrightReport);
  if (browser) {
    totals.passed += browser.stats.expected + browser.stats.flaky;
    totals.failed += browser.stats.unexpected;
    totals.skipped += browser.stats.skipped;
  }
  if (!browserOk && (browser?.stats.unexpected ?? 0) === 0) totals.failed++;
} else {
  process.stdout.write('\n== browser tests: no Chromium here and none could be installed\n');
  totals.failed++;
}

process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exit(totals.failed === 0 ? 0 : 1);

/**
 * `npm run prove`: each promise of the app, tested in full on this computer, as a table of promise, test and figure.
 * `npm test` runs the same tests in a short form. Names of tests after it run those only. Exits 1 when a promise is broken.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { electronBinary } from './electron-binary.ts';
import { ensureTools } from './ensure-tools.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache', 'prove');
const proofFile = join(folder, 'proof.jsonl');

/** Test files, and what they prove where they report no figure of their own. */
const suites: readonly { readonly file: string; readonly promise: string | null }[] = [
  { file: 'test/prove/offline.test.ts', promise: null },
  { file: 'test/prove/window.test.ts', promise: null },
  {
    file: 'test/vault/fault.test.ts',
    promise: 'Nothing is lost under kill -9, and nothing is readable afterwards',
  },
  { file: 'test/vault/hostile.test.ts', promise: 'A damaged or foreign vault is refused, never half opened' },
  { file: 'test/vault/open-without-app.test.ts', promise: 'Your papers can be opened without this app' },
  { file: 'test/vault/portable.test.ts', promise: 'Everything can be taken out again, byte for byte' },
  { file: 'test/prove/parsers.test.ts', promise: null },
  { file: 'test/unit/ingest/confine.test.ts', promise: 'The process that reads files can only read' },
  { file: 'test/prove/contract.test.ts', promise: null },
  {
    file: 'test/unit/loopback/attack.test.ts',
    promise: 'A hostile page, port scan, flood or neighbour gets nothing from 127.0.0.1',
  },
  { file: 'test/unit/loopback/server.test.ts', promise: 'Only the browser that followed the link gets in' },
  {
    file: 'test/unit/desktop/shell.test.ts',
    promise: 'The window can reach nothing, and the vault locks when you leave',
  },
  { file: 'test/unit/desktop/packaging.test.ts', promise: null },
  {
    file: 'test/unit/app/places-of.test.ts',
    promise: 'An error tells where it came from, never what it read',
  },
  { file: 'test/prove/load.test.ts', promise: null },
  { file: 'test/prove/dependencies.test.ts', promise: null },
];

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), title: z.string() })),
    }),
  ),
});
const proofSchema = z.object({ promise: z.string(), figure: z.string(), skipped: z.boolean() });

interface Row {
  readonly promise: string;
  readonly test: string;
  readonly figure: string;
  readonly state: 'kept' | 'BROKEN' | 'not run';
}

function prove({ file, promise }: (typeof suites)[number]): Row[] {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  rmSync(proofFile, { force: true });
  process.stdout.write(`\n== ${file}\n`);
  spawnSync(
    'npx',
    ['vitest', 'run', file, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        REJOINDER_PROOF: proofFile,
        REJOINDER_KILLS: process.env['REJOINDER_KILLS'] ?? '500',
      },
    },
  );
  const results = existsSync(report)
    ? reportSchema.parse(JSON.parse(readFileSync(report, 'utf8'))).testResults
    : [];
  const tests = results.flatMap((each) => each.assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const broken = failed.length > 0 || tests.length === 0;
  const rows: Row[] = existsSync(proofFile)
    ? readFileSync(proofFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => proofSchema.parse(JSON.parse(line)))
        .map(({ promise: told, figure, skipped }) => ({
          promise: told,
          test: file,
          figure,
          state: skipped ? 'not run' : 'kept',
        }))
    : [];
  if (promise !== null || broken) {
    const what = broken
      ? failed.map(({ title }) => title).join('; ') || 'the test did not run'
      : `${passed} tests passed`;
    rows.unshift({
      promise: promise ?? 'Proof of this file',
      test: file,
      figure: what,
      state: broken ? 'BROKEN' : 'kept',
    });
  }
  return rows;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const tools = ensureTools();
if (tools.browser !== null) process.env['PLAYWRIGHT_CHROMIUM'] = tools.browser;
const asked = process.argv.slice(2);
const started = Date.now();
if (
  spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }).status !== 0
)
  process.exit(1);
const rows = suites
  .filter(({ file }) => asked.length === 0 || asked.some((name) => file.includes(name)))
  .flatMap(prove);
rows.push({
  promise: 'The same stories run in the real desktop app',
  test: 'test/e2e (npm test)',
  figure: electronBinary()
    ? "Electron's program is here: npm test runs the desktop stories in it"
    : "not run: Electron's program cannot be had on this machine; its shell ran against a fake typed from electron.d.ts",
  state: electronBinary() ? 'kept' : 'not run',
});

const minutes = ((Date.now() - started) / 60_000).toFixed(1);
process.stdout.write(
  `\n${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${Math.round(totalmem() / 2 ** 30)} GiB · ${minutes} minutes\n\n`,
);
process.stdout.write('| promise | | figure | test |\n|---|---|---|---|\n');
for (const { promise, state, figure, test } of rows)
  process.stdout.write(`| ${promise} | ${state} | ${figure} | ${test} |\n`);
const broken = rows.filter(({ state }) => state === 'BROKEN').length;
process.stdout.write(
  `\n${rows.filter(({ state }) => state === 'kept').length} kept, ${broken} broken, ${rows.filter(({ state }) => state === 'not run').length} not run here\n`,
);
process.exit(broken === 0 ? 0 : 1);

/**
 * `npm run bench [name …] [-- --option …]`: every benchmark of test/bench, or those named, one after the other; options
 * go to each. Figures are ratios of one run. With `-- --save` the figures of those that ran are kept, with date and machine,
 * in docs/performance.md; do that on a quiet machine.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.ts';

const folder = join(import.meta.dirname, '..', 'test', 'bench');
/** The figures that are kept. */
const keptIn = join(folder, '..', '..', 'docs', 'performance.md');
const known = ['app', 'engine', 'memory', 'packet', 'passages', 'policies', 'reading', 'vault'];
const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith('-'));
const asked = firstOption < 0 ? given : given.slice(0, firstOption);
const options = (firstOption < 0 ? [] : given.slice(firstOption)).filter((word) => word !== '--save');
const save = given.includes('--save');
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}\n`);
  process.exit(2);
}
/** The date, the machine and how busy it is. */
function machineNow(): string {
  return `${new Date().toISOString()} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${Math.round(totalmem() / 2 ** 30)} GiB · load ${loadavg()[0]?.toFixed(1)}`;
}
process.stdout.write(`${machineNow()}\n`);

/** The sections that were kept before, by the benchmark's name. */
function sectionsOf(file: string): [string, string][] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [name = '', ...rest] = section.split('\n');
      return [name, `${rest.join('\n').trim()}\n`];
    });
}

/** Runs one, shows what it prints as it comes, and gives it back; null when it failed. */
function run(name: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(folder, `${name}.ts`), ...options],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      process.stdout.write(chunk);
    });
    child.once('close', (code) => resolve(code === 0 ? text.trim() : null));
  });
}

// The app's own start is measured as a user has it: with the pages built.
if ((asked.length === 0 || asked.includes('app')) && !ensureBuilt()) process.exit(1);
let failed = 0;
/** What is known of each benchmark, as it is kept: with the machine and the time of its own run. */
const parts = new Map<string, string>(save ? sectionsOf(keptIn) : []);
for (const name of asked.length > 0 ? asked : known) {
  process.stdout.write(`\n== ${name}\n`);
  const text = await run(name);
  if (text === null) failed++;
  else parts.set(name, `${machineNow()}\n\n${text.startsWith('|') ? text : `\`\`\`\n${text}\n\`\`\``}\n`);
}
if (save && failed === 0) {
  const sections = [...parts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `## ${name}\n\n${text}`);
  writeFileSync(
    keptIn,
    `# Performance\n\nMade by \`npm run bench -- --save\`. Each section is of one run, on the machine and at the load it names; ratios compare tools in the same run.\n\n${sections.join('\n')}`,
  );
  process.stdout.write(`\nKept in ${keptIn}\n`);
}
process.exit(failed === 0 ? 0 : 1);

/**
 * `npm run bench [name …] [-- --option …]`: every benchmark of test/bench, or those named, one after the other; options
 * go to each. Figures are ratios of one run. With `-- --save` the figures are kept, with date and machine, in
 * docs/performance.md; do that on a quiet machine.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'test', 'bench');
const known = ['app', 'engine', 'memory', 'packet', 'passages', 'reading', 'vault'];
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
const machine = `${new Date().toISOString()} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${Math.round(totalmem() / 2 ** 30)} GiB · load ${loadavg()[0]?.toFixed(1)}`;
process.stdout.write(`${machine}\n`);

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

let failed = 0;
const parts: string[] = [];
for (const name of asked.length > 0 ? asked : known) {
  process.stdout.write(`\n== ${name}\n`);
  const text = await run(name);
  if (text === null) failed++;
  else parts.push(`## ${name}\n\n${text.startsWith('|') ? text : `\`\`\`\n${text}\n\`\`\``}\n`);
}
if (save && failed === 0) {
  const file = join(folder, '..', '..', 'docs', 'performance.md');
  writeFileSync(
    file,
    `# Performance\n\nMade by \`npm run bench -- --save\`. Each figure is of this one run; ratios compare tools in the same run.\n\n${machine}\n\n${parts.join('\n')}`,
  );
  process.stdout.write(`\nKept in ${file}\n`);
}
process.exit(failed === 0 ? 0 : 1);

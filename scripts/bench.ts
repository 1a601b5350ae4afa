/**
 * `npm run bench [name …] [-- --option …]`: every benchmark of test/bench, or those named, one after the other; options
 * go to each. Figures are ratios of one run.
 */
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'test', 'bench');
const known = ['engine', 'memory', 'reading', 'vault'];
const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith('-'));
const asked = firstOption < 0 ? given : given.slice(0, firstOption);
const options = firstOption < 0 ? [] : given.slice(firstOption);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${known.join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(
  `${new Date().toISOString()} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
);
let failed = 0;
for (const name of asked.length > 0 ? asked : known) {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(folder, `${name}.ts`), ...options],
    { stdio: 'inherit' },
  );
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);

/**
 * Brings labelled cases into test/fixtures/cases: reads the files as the app reads them and keeps the page texts.
 *
 *   npx node test/bench/import-case.ts <case folder with files/ and expected.json> … [--prefix NAME-] [--to FOLDER]
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyzeFolder } from '../../electron/app/analyze-folder.ts';
import { createReader } from '../../electron/ingest/reader-client.ts';
import { loadRules } from '../../electron/rules/load-rules.ts';
import { writeCase } from '../support/case-store.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    prefix: { type: 'string', default: '' },
    to: { type: 'string', default: join(import.meta.dirname, '..', 'fixtures', 'cases') },
  },
});
if (positionals.length === 0) {
  process.stderr.write('Name at least one folder that holds files/ and expected.json.\n');
  process.exit(2);
}
const rules = await loadRules();
const reader = createReader({ workers: 2 });
try {
  for (const folder of positionals) {
    const expected = readFileSync(join(folder, 'expected.json'), 'utf8');
    const { documents, problems } = await analyzeFolder(join(folder, 'files'), {
      today: '2026-01-01',
      planType: 'unknown',
      rules,
      reader,
    });
    for (const { file, message } of problems) process.stderr.write(`${folder}: ${file}: ${message}\n`);
    const name = `${values.prefix}${basename(folder)}`;
    writeCase(values.to, name, expected, documents);
    process.stdout.write(`${name}: ${documents.length} files\n`);
  }
} finally {
  reader.close();
}

/** Broken rule files must not load silently. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { loadRules } from '../../../electron/rules/load-rules.ts';
import { ruleFile } from '../../../electron/rules/rule-file.ts';

let folder = '';
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function withChange(file: string, change: (text: string) => string): Promise<string> {
  folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
  await cp(ruleFile(''), folder, { recursive: true });
  await writeFile(path.join(folder, file), change(await readFile(path.join(folder, file), 'utf8')));
  return folder;
}

it('refuses a rule with a misspelt key and names the file', async () => {
  const broken = await withChange('reviewers.json', (text) => text.replace('"regions"', '"region"'));
  await expect(loadRules(broken)).rejects.toThrow(/reviewers\.json/);
});

it('refuses a pattern that is no regular expression', async () => {
  const broken = await withChange('kinds.json', (text) =>
    text.replace(/"pattern": "[^"]+"/, '"pattern": "(unclosed"'),
  );
  await expect(loadRules(broken)).rejects.toThrow(/kinds\.json/);
});

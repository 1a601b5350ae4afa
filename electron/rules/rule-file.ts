/** Where the rule data lies: beside the sources in development, in `resources` of a packaged app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds rules/, the sample case and icons. Found by walking up from this file. */
export function resourcesFolder(): string {
  let folder = fileURLToPath(new URL('.', import.meta.url));
  for (let up = 0; up < 6; up++) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'rules', 'deadlines.json'))) return candidate;
    folder = join(folder, '..');
  }
  throw new Error('resources folder not found');
}

export function ruleFile(name: string): string {
  return join(resourcesFolder(), 'rules', name);
}

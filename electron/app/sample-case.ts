/** The invented papers that ship with the app, to try it without one's own. */
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanType } from '../../shared/domain/kinds.ts';
import { resourcesFolder } from '../rules/rule-file.ts';

export const samplePapers = {
  planType: 'erisa-self-funded' satisfies PlanType as PlanType,
  folder: () => join(resourcesFolder(), 'sample-case'),
  files() {
    const folder = samplePapers.folder();
    return readdirSync(folder)
      .toSorted()
      .map((fileName) => ({ fileName, bytes: () => createReadStream(join(folder, fileName)) }));
  },
};

/** The sample case: one click away, so that nobody needs papers of their own to try the app. Also draws docs/screens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createVault, expect, readingDone, step, test } from './story.ts';

/** REJOINDER_SHOTS=docs/screens draws the pictures of the README anew. */
const shots = process.env['REJOINDER_SHOTS'];

test('A newcomer without papers looks at the sample case', async ({ app }) => {
  const picture = async (name: string) => {
    if (shots === undefined) return;
    mkdirSync(shots, { recursive: true });
    // Page pictures come in one by one.
    await expect(app.locator('.page-picture[data-drawn="false"]')).toHaveCount(0);
    await app.screenshot({ path: join(shots, `${name}.png`) });
  };
  await createVault(app);
  await app.getByRole('button', { name: 'Look at a sample case' }).click();
  await readingDone(app);
  await picture('papers');
  await step(app, 'Facts');
  await expect(app.locator('.sheet-page .lit').first()).toBeVisible();
  await picture('facts');
  await step(app, 'Compare');
  const record = app.getByRole('region', { name: 'Your records' });
  const findings = app.locator('.finding');
  await expect(findings.first()).toBeVisible();
  expect(await findings.count()).toBeGreaterThan(1);
  await expect(record.locator('.lit').first()).toBeVisible();
  await picture('desk');
  await app.getByRole('link', { name: 'To the letter' }).click();
  await expect(app.locator('.sheet-whole')).toBeVisible();
  await picture('letter');
  await step(app, 'Track');
  await expect(app.getByRole('checkbox').first()).toBeVisible();
  await picture('track');
});

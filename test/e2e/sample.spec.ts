/** The sample case: one click away, so that nobody needs papers of their own to try the app. */
import { createVault, expect, readingDone, step, test } from './story.ts';

test('A newcomer without papers looks at the sample case', async ({ app }) => {
  await createVault(app);
  await app.getByRole('button', { name: 'Look at a sample case' }).click();
  await readingDone(app);
  await step(app, 'Facts');
  await expect(app.locator('.sheet-page .lit').first()).toBeVisible();
  await step(app, 'Compare');
  const record = app.getByRole('region', { name: 'Your records' });
  const findings = app.locator('.finding');
  await expect(findings.first()).toBeVisible();
  expect(await findings.count()).toBeGreaterThan(1);
  await expect(record.locator('.lit').first()).toBeVisible();
  await app.getByRole('link', { name: 'To the letter' }).click();
  await expect(app.locator('.sheet-whole')).toBeVisible();
  await step(app, 'Track');
  await expect(app.getByRole('checkbox').first()).toBeVisible();
});

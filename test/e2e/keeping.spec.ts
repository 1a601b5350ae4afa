/** Keeping the papers safe: a backup made and restored, everything encrypted anew, what was deleted put back. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  addPapers,
  createVault,
  expect,
  expectAccessible,
  picture,
  passphrase,
  readingDone,
  test,
} from './story.ts';

async function settings(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.location.hash = '#/settings';
  });
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}

test('A backup is made, and restored in place of the vault, which is kept', async ({ app }, info) => {
  await createVault(app);
  await settings(app);
  await expect(app.getByText('No backup yet.')).toBeVisible();
  const coming = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Make a backup', exact: true }).click();
  const file = join(info.outputDir, 'kept.rejoinder-backup');
  await (await coming).saveAs(file);
  await expect(app.getByText(/^Last backup:/)).toBeVisible();
  await picture(app, 'keeping-settings');
  await expectAccessible(app);

  await app.getByRole('button', { name: 'Lock now' }).click();
  await app.getByLabel('I have a backup file').setInputFiles(file);
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByText('is not deleted')).toBeVisible();
  await dialog.getByLabel('Passphrase of the backup').fill('not the right one');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog.getByText('That passphrase does not open the vault.')).toBeVisible();
  await picture(app, 'keeping-restore-wrong');
  await expectAccessible(app);
  await dialog.getByLabel('Passphrase of the backup').fill(passphrase);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  // Slow hashes and every page of the backup, on a busy machine.
  await expect(app.getByText(/The vault from before is kept as “.*before restoring/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(app.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('Everything is encrypted anew, and the new code is shown once', async ({ app }) => {
  const code = await createVault(app);
  await settings(app);
  await app.getByRole('button', { name: 'Encrypt everything anew' }).click();
  const dialog = app.getByRole('dialog');
  await picture(app, 'keeping-rotate');
  await expectAccessible(app);
  await dialog.getByLabel('Your passphrase now').fill(passphrase);
  await dialog.getByRole('button', { name: 'Encrypt anew' }).click();
  // Two slow hashes and the whole vault twice, on a busy machine.
  await expect(app.getByRole('heading', { name: 'Your recovery code' })).toBeVisible({ timeout: 60_000 });
  const groups = await app.locator('.code-sheet span').allTextContents();
  expect(groups.join('-')).toHaveLength(code.length);
  expect(groups.join('-')).not.toBe(code);
});

test('Someone who came in with the code is told to choose a new passphrase, and can', async ({ app }) => {
  const code = await createVault(app);
  await app.getByRole('button', { name: 'Lock now' }).click();
  await app.getByRole('button', { name: 'I forgot it: use the recovery code' }).click();
  await app.getByLabel('Recovery code').fill(code);
  await app.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(app.getByText('You opened the vault with the recovery code.')).toBeVisible();
  await picture(app, 'keeping-by-code');
  await expectAccessible(app);
  await app.getByRole('button', { name: 'Open the settings' }).click();
  await app.getByRole('button', { name: 'Change the passphrase' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByRole('button', { name: 'I forgot it: use the recovery code' }).click();
  await dialog.getByLabel('Your recovery code').fill(code);
  await dialog.getByLabel('New passphrase').fill('four quite other words');
  await dialog.getByLabel('Type it once more').fill('four quite other words');
  await picture(app, 'keeping-change');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(app.getByText('The passphrase was changed.')).toBeVisible();
  await expect(app.getByText('You opened the vault with the recovery code.')).toHaveCount(0);
});

test('What was removed is put back, or deleted for good', async ({ app }) => {
  await createVault(app);
  await settings(app);
  await expect(app.getByText('Nothing was deleted in the last 30 days.')).toBeVisible();
  await app.evaluate(() => {
    globalThis.location.hash = '#/cases';
  });
  await addPapers(app, [{ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('Knee pain') }]);
  await readingDone(app);
  await app.evaluate(() => {
    globalThis.location.hash = '#/cases';
  });
  await app.getByRole('button', { name: /^More for/ }).click();
  await app.getByRole('menuitem', { name: 'Remove' }).click();
  await settings(app);
  await expect(app.getByText(/^Case, deleted on/)).toBeVisible();
  await picture(app, 'keeping-bin');
  await app.getByRole('button', { name: /^Put .* back$/ }).click();
  await expect(app.getByText('Nothing was deleted in the last 30 days.')).toBeVisible();
  await app.evaluate(() => {
    globalThis.location.hash = '#/cases';
  });
  await app.getByRole('button', { name: /^More for/ }).click();
  await app.getByRole('menuitem', { name: 'Remove' }).click();
  await settings(app);
  await app.getByRole('button', { name: 'Delete for good now' }).click();
  await picture(app, 'keeping-empty');
  await expectAccessible(app);
  await app.getByRole('dialog').getByRole('button', { name: 'Delete for good now' }).click();
  await expect(app.getByText('Deleted for good.', { exact: true })).toBeVisible();
});

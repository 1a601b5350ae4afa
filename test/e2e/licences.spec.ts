/** Everyone can read, in the app, who else wrote it and under what terms. */
import { createVault, expect, expectAccessible, test } from './story.ts';

test('A person reads the licences of what others wrote, by keyboard', async ({ app }) => {
  await createVault(app);
  await app.evaluate(() => {
    location.hash = '#/settings';
  });
  await app.getByRole('button', { name: 'Licences of what others wrote' }).press('Enter');
  const text = app.getByRole('region', { name: 'Licences of what others wrote' });
  await expect(text).toContainText('react 19');
  await expect(text).toContainText('better-sqlite3-multiple-ciphers');
  await expect(text).toContainText('Apache License');
  await expectAccessible(app);
  await app.keyboard.press('Escape');
  await expect(text).toBeHidden();
});

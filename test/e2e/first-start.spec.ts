/** First start, locking, and getting back in. */
import { createVault, expect, expectAccessible, passphrase, test } from './story.ts';

test('A newcomer chooses a passphrase, is told honestly how strong it is, and keeps the recovery code', async ({
  app,
}) => {
  await expect(app.getByRole('heading', { name: 'Choose a passphrase' })).toBeVisible();
  await expect(app.getByText('Everything stays on this computer.')).toBeVisible();
  const field = app.getByLabel('Passphrase', { exact: true });
  await field.fill('password1');
  await expect(app.getByText('would guess this within a day')).toBeVisible();
  await app.getByLabel('Type it once more').fill('password1');
  await app.getByRole('button', { name: 'Create my vault' }).click();
  await expect(app.getByText('Add one or two more words')).toBeVisible();
  await field.fill(passphrase);
  await expect(app.getByText('Very strong')).toBeVisible();
  await app.getByRole('button', { name: 'Create my vault' }).click();
  await expect(app.getByText('The two are not the same')).toBeVisible();
  await expectAccessible(app);

  await app.getByLabel('Type it once more').fill(passphrase);
  await app.getByRole('button', { name: 'Create my vault' }).click();
  await expect(app.getByRole('heading', { name: 'Your recovery code' })).toBeVisible();
  await expectAccessible(app);
  await app.getByRole('button', { name: 'I have kept it safe' }).click();
  await app.getByLabel(/^Group/).fill('nope');
  await app.getByRole('button', { name: 'Done' }).click();
  await expect(app.getByText('That is not the last group')).toBeVisible();
  await expectAccessible(app);
});

test('The vault is locked by hand, refuses a wrong passphrase in plain words, and opens again', async ({
  app,
}) => {
  await createVault(app);
  await app.getByRole('button', { name: 'Lock now' }).click();
  await expect(app.getByRole('heading', { name: /Open|Welcome back/ })).toBeVisible();
  await expectAccessible(app);
  await app.getByLabel('Passphrase').fill('something else entirely');
  await app.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(app.getByText('That passphrase does not open the vault.')).toBeVisible();
  await app.getByLabel('Passphrase').fill(passphrase);
  // After a wrong try the button counts a short wait down first.
  await app.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(app.getByRole('heading', { name: 'Your cases' })).toBeVisible();
});

test('Someone who forgot the passphrase opens the vault with the recovery code', async ({ app }) => {
  const code = await createVault(app);
  await app.getByRole('button', { name: 'Lock now' }).click();
  await app.getByRole('button', { name: 'I forgot it: use the recovery code' }).click();
  await app.getByLabel('Recovery code').fill(code.toLowerCase().replaceAll('-', ' '));
  await app.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(app.getByRole('heading', { name: 'Your cases' })).toBeVisible();
});

/** The whole way by keyboard alone: no mouse is touched from first start to the letter. */
import type { Page } from '@playwright/test';
import { addPapers, caseIdOf, expect, passphrase, test } from './story.ts';
import { smallCase } from './papers.ts';

/** Presses Tab until the named control has the focus, as a person would. */
async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'tab' | 'textbox',
  name: string | RegExp,
  most = 60,
): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const focused = await wanted.evaluateAll((all) => all.some((each) => each === document.activeElement));
    if (focused) return;
  }
  throw new Error(`The Tab key never reached ${String(name)}.`);
}

test('Someone who cannot use a mouse goes from first start to the letter', async ({ app }) => {
  await expect(app.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await app.keyboard.type(passphrase);
  await tabTo(app, 'textbox', 'Type it once more');
  await app.keyboard.type(passphrase);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Your recovery code' })).toBeVisible();
  const code = await app.locator('.code-sheet span').allTextContents();
  await tabTo(app, 'button', 'I have kept it safe');
  await app.keyboard.press('Enter');
  await expect(app.getByLabel(/^Group/)).toBeFocused();
  await app.keyboard.type(code.at(-1) ?? '');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Your cases' })).toBeVisible();

  // The button opens the system's own file dialog; here the files come as if chosen there.
  await tabTo(app, 'button', 'Choose files');
  const chooser = app.waitForEvent('filechooser');
  await app.keyboard.press('Enter');
  await chooser;
  await addPapers(app, await smallCase());
  await expect(app.getByRole('link', { name: 'Compare them' })).toBeVisible({ timeout: 120_000 });
  expect(caseIdOf(app)).not.toBe('');
  await tabTo(app, 'link', 'Compare them');
  await app.keyboard.press('Enter');

  await expect(app.locator('.finding').first()).toBeVisible();
  await app.keyboard.press('ArrowDown');
  await expect(app.locator('.finding[aria-current="true"]')).toBeFocused();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('a');
  await expect(app.locator('.finding[aria-current="true"]')).toContainText('In the letter');
  await app.keyboard.press('w');
  await expect(app.locator('.why')).toBeVisible();
  await tabTo(app, 'link', 'To the letter');
  await app.keyboard.press('Enter');

  await expect(app.locator('.sheet-whole')).toBeVisible();
  await tabTo(app, 'button', /^Edit: /);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('textbox', { name: /^Words of this paragraph/ })).toBeFocused();
  await app.keyboard.type(' Thank you.');
  await app.keyboard.press('Enter');
  await expect(app.locator('.sheet-whole')).toContainText('Thank you.');

  await app.keyboard.press('Control+k');
  await app.keyboard.type('track');
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Deadlines' })).toBeVisible();
});

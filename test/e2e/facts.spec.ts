/** The facts of the case: every one with its line, corrections that stay, questions in small steps. */
import { expect, step, test, toCase } from './story.ts';

test.beforeEach(({ filled: { page, caseId } }) => toCase(page, caseId));

test('A fact shows the line it came from, is corrected, and can go back to what was read', async ({
  filled: { page },
}) => {
  await step(page, 'Facts');
  await page.getByRole('button', { name: 'Reference number: show the line it came from' }).click();
  await expect(page.locator('.sheet-page .lit').first()).toBeInViewport();
  await page.getByRole('button', { name: 'Change: Reference number' }).click();
  await page.getByLabel('Reference number', { exact: true }).fill('UR-2026-90418');
  await page.keyboard.press('Enter');
  await expect(page.getByText('UR-2026-90418')).toBeVisible();
  await page.reload();
  await expect(page.getByText('UR-2026-90418')).toBeVisible();
  await page.getByRole('button', { name: 'Reference number: use what was read instead' }).click();
  await expect(page.getByText('UR-2026-90417', { exact: true })).toBeVisible();
});

test('The kind of plan is asked for in one small step', async ({ filled: { page } }) => {
  await step(page, 'Facts');
  const question = page.getByRole('region', { name: 'A question' });
  await expect(question).toBeVisible();
  const heading = (await question.getByRole('heading').textContent()) ?? '';
  await question.getByRole('button').first().click();
  await expect(question.getByRole('heading', { name: heading })).toHaveCount(0);
});

test('Search finds words in every paper and goes to the place', async ({ filled: { page } }) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('naproxen');
  await expect(page.getByRole('menuitem').first()).toContainText('Dr Reyes notes');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /Pages of Dr Reyes notes/ })).toBeVisible();
  await expect(page.locator('.papers-page .lit').first()).toBeInViewport();
});

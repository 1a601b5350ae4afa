/** Deadlines, the log of calls and mail, and the story of the case. */
import { expect, step, test } from './story.ts';

test('A call is noted while it happens, changed, removed and brought back', async ({ filled: { page } }) => {
  await step(page, 'Track');
  await page.getByLabel('Who you spoke to').fill('Kendra');
  await page.getByLabel('Call reference number').fill('C-7781');
  await page.getByLabel('What was said').fill('They have the therapy notes since August 21.');
  await page.keyboard.press('Control+Enter');
  const entry = page.getByRole('listitem').filter({ hasText: 'C-7781' });
  await expect(entry).toContainText('Kendra');
  await entry.getByRole('button', { name: 'Change this entry' }).click();
  await page.getByLabel('Their ID or extension').fill('4410');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(entry).toContainText('4410');
  await entry.getByRole('button', { name: 'Remove this entry' }).click();
  await expect(entry).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(entry).toBeVisible();
});

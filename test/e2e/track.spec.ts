/** Deadlines, the log of calls and mail, and the story of the case. */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { expect, step, test, toCase } from './story.ts';

test.beforeEach(({ filled: { page, caseId } }) => toCase(page, caseId));

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

test('A mailed appeal moves the clocks and the steps, and the calendar opens in another program', async ({
  filled: { page },
}) => {
  await step(page, 'Track');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Add to my calendar' }).click();
  const file = await (await downloading).path();
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
  const [event] = calendar.getAllSubcomponents('vevent');
  expect(event?.getAllSubcomponents('valarm')).toHaveLength(3);

  await page.getByRole('radio', { name: 'Mail' }).click();
  await page.getByRole('button', { name: /What it was about/ }).click();
  await page.getByRole('option', { name: 'First appeal' }).click();
  await page.getByRole('button', { name: 'Add to the log' }).click();
  await expect(page.getByRole('checkbox', { name: 'Send the written appeal' })).toBeChecked();
});

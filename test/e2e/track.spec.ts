/** Deadlines, the log of calls and mail, and the story of the case. */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import mammoth from 'mammoth';
import { expect, expectAccessible, step, test, toCase } from './story.ts';

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

test('From the letter to the countdown, the calendar, the call, its letter and the steps', async ({
  filled: { page },
}) => {
  await step(page, 'Track');
  const clock = page.getByRole('listitem').filter({ hasText: 'Ask for an appeal' });
  // The kind of plan is not known: the shortest safe date, and the letter's own count beside it.
  await expect(clock).toContainText('35 days left');
  await expect(clock).toContainText('By November 2, 2026');
  await expect(clock).toContainText('By the letter’s own count: Mar 2, 2027');

  await page.getByRole('link', { name: /questions are open/ }).click();
  for (const answer of [
    'A job or union (own, spouse’s or parent’s)',
    'A company, union or nonprofit',
    'No, or not that I can find',
    'The employer; the insurer only administers',
  ])
    await page.getByRole('button', { name: answer }).click();
  await step(page, 'Track');
  const appeal = page.getByRole('listitem').filter({ hasText: 'Ask for a first-level appeal' });
  await expect(appeal).toContainText('By March 2, 2027');
  await expect(appeal).toContainText('The letter and the rule give the same day.');
  await appeal.getByText('Why this date').click();
  await expect(appeal).toContainText('29 CFR 2560.503-1(h)(3)(i)');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Add to my calendar' }).click();
  const file = await (await downloading).path();
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  const event = events.find((each) => each.summary.includes('first-level appeal'));
  expect(event?.startDate.toString()).toBe('2027-03-02');
  expect(event?.component.getAllSubcomponents('valarm')).toHaveLength(3);

  // A call, by keyboard alone.
  await page.getByLabel('Phone or fax number').focus();
  for (const words of ['701 555 0144', 'Marcus', '2290', 'C-9003', 'The appeal goes to PO Box 1200.']) {
    await page.keyboard.type(words);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('The claim file within a week.');
  await page.keyboard.press('Control+Enter');
  const entry = page.getByRole('listitem').filter({ hasText: 'C-9003' });
  await expect(entry).toContainText('Oct 5, 2026');

  await entry.getByRole('button', { name: 'Write the follow-up letter' }).click();
  const paper = page.locator('.sheet-whole');
  await expect(paper).toContainText('Marcus');
  await expect(paper).toContainText('The claim file within a week.');
  const letter = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Word file' }).click();
  const { value } = await mammoth.extractRawText({ path: await (await letter).path() });
  // The clock of the host goes on while the stories run.
  expect(value).toMatch(
    /September 28, 2026 at \d{1,2}:\d\d a\.m\. with Marcus \(ID 2290\), call reference C-9003/,
  );

  await step(page, 'Track');
  await page.getByRole('radio', { name: 'Mail' }).click();
  await page.getByRole('button', { name: /What it was about/ }).click();
  await page.getByRole('option', { name: 'First appeal' }).click();
  await page.getByLabel('Certified mail number').fill('9414 7118 9956 2447 5315 15');
  await expect(page.getByText('The last digit does not fit')).toBeVisible();
  await page.getByLabel('Certified mail number').fill('9414 7118 9956 2447 5315 14');
  await page.getByText('Link papers of this case').click();
  await page.getByRole('checkbox', { name: /notes/ }).first().check();
  await page.getByRole('button', { name: 'Add to the log' }).click();
  await expect(page.getByRole('checkbox', { name: 'Send the written appeal' })).toBeChecked();
  await expect(page.getByRole('listitem').filter({ hasText: 'Decide the appeal' })).toContainText(
    'The plan must act by then, not you.',
  );
  const mail = page.getByRole('listitem').filter({ hasText: '9414 7118 9956 2447 5315 14' });
  await expect(mail.getByRole('link', { name: /notes/ })).toBeVisible();
  await expectAccessible(page);
});

test('A wait moves only the clock that its rule names, and can be taken back', async ({
  filled: { page },
}) => {
  await step(page, 'Track');
  await page.getByRole('button', { name: 'Add a wait' }).click();
  const form = page.getByRole('form', { name: 'Add a wait' });
  await form.getByRole('button', { name: /What was waited for/ }).click();
  await page.getByRole('option', { name: /new evidence/ }).click();
  await expect(form).toContainText('45 CFR 147.136(b)');
  await form.getByLabel('From').fill('2026-10-05');
  await form.getByLabel('To, that day included').fill('2026-10-01');
  await expect(form).toContainText('The end is before the start.');
  await form.getByLabel('To, that day included').fill('2026-10-09');
  const plan = page.getByRole('listitem').filter({ hasText: 'Decide the appeal' });
  const before = await plan.locator('.deadline-day').textContent();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(plan.locator('.deadline-day')).not.toHaveText(before ?? '');
  await page.getByRole('button', { name: 'Remove this wait' }).click();
  await expect(plan.locator('.deadline-day')).toHaveText(before ?? '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(plan.locator('.deadline-day')).not.toHaveText(before ?? '');
});

test('What happened can be narrowed, and comes as Word, CSV and stamped exhibit', async ({
  filled: { page },
}) => {
  await step(page, 'Track');
  await page.getByRole('tab', { name: 'What happened' }).click();
  await page.getByRole('radio', { name: /^Decisions/ }).click();
  await expect(page.locator('.story li')).toHaveCount(1);
  await page.getByRole('radio', { name: /^All/ }).click();
  for (const [name, ending] of [
    ['As a Word file', '.docx'],
    ['As a table (CSV)', '.csv'],
    ['As a stamped exhibit (PDF)', '.pdf'],
    ['Stamped, behind the exhibits of the appeal (PDF)', '.pdf'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save what happened' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    expect((await downloading).suggestedFilename()).toContain(ending);
  }
  await expectAccessible(page);
});

test('Dates that need a look are said at start, and once', async ({ filled: { page, caseId } }) => {
  await step(page, 'Track');
  await page.getByRole('radio', { name: 'Note' }).click();
  await page.getByLabel('Note', { exact: true }).fill('Ask the clinic for the order.');
  await page.getByLabel('Ask again on').fill('2026-09-29');
  await page.getByRole('button', { name: 'Add to the log' }).click();
  await expect(page.getByText('Ask the clinic for the order.').first()).toBeVisible();
  await page.reload();
  const banner = page.getByRole('region', { name: 'Dates that need a look' });
  await expect(banner).toContainText('1 day left');
  await banner.getByRole('button', { name: 'Close' }).click();
  await expect(banner).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Deadlines' })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await toCase(page, caseId);
});

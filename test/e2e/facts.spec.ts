/** The facts of the case: every one with its line, corrections that stay, questions in small steps. */
import { denialLetter, officeNote, type Page as Lines, pdf } from './papers.ts';
import {
  addPapers,
  createVault,
  expect,
  expectAccessible,
  readingDone,
  step,
  test,
  toCase,
} from './story.ts';

test('A fact shows the line it came from, is corrected, and can go back to what was read', async ({
  filled: { page, caseId },
}) => {
  await toCase(page, caseId);
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

test('The kind of plan is asked for in one small step', async ({ filled: { page, caseId } }) => {
  await toCase(page, caseId);
  await step(page, 'Facts');
  const question = page.getByRole('region', { name: 'A question' });
  await expect(question).toBeVisible();
  const heading = (await question.getByRole('heading').textContent()) ?? '';
  await question.getByRole('button').first().click();
  await expect(question.getByRole('heading', { name: heading })).toHaveCount(0);
});

test('Search finds words in every paper and goes to the place', async ({ filled: { page, caseId } }) => {
  await toCase(page, caseId);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('naproxen');
  await expect(page.getByRole('menuitem').first()).toContainText('Dr Reyes notes');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /Pages of Dr Reyes notes/ })).toBeVisible();
  await expect(page.locator('.papers-page .lit').first()).toBeInViewport();
});

const order: Lines = [
  '# Reyes Family Practice: order for imaging',
  'Patient: Dolores K. Whitmer. DOB: 02/11/1969',
  'Ordered: 08/20/2026 by Ana Reyes, MD',
  '',
  'MRI lumbar spine without and with contrast, CPT 72158',
  'Diagnosis: M54.16',
];
const otherPersonsNote: Lines = [
  '# Reyes Family Practice',
  'OFFICE VISIT. Date of service: 08/21/2026. Provider: Ana Reyes, MD',
  'Patient: Theodore Boone. DOB: 07/30/1951',
  '',
  'Seen for a cough. Lungs clear.',
];

test('Where the papers disagree on a fact, both lines stand under it and are shown by a click', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await pdf('Order.pdf', [order]),
    await pdf('Notes.pdf', [officeNote, otherPersonsNote]),
  ]);
  await readingDone(app);
  await step(app, 'Facts');
  const scan = app.getByRole('region', { name: 'Scan codes (CPT): your papers disagree' });
  await expect(scan).toContainText('The denial is about code 72148; the order has 72158.');
  await expect(scan).toContainText('MRI lumbar spine without and with contrast, CPT 72158');
  const person = app.getByRole('region', { name: /: your papers disagree/ }).first();
  await expect(person).toContainText('Page 2 of “Notes.pdf” names another person: Theodore Boone.');
  await expectAccessible(app);

  await scan.getByRole('button', { name: 'Order.pdf, page 1' }).click();
  const shown = app.locator('.sheet-page');
  await expect(shown.getByRole('group', { name: 'Pages of Order.pdf' })).toBeVisible();
  await expect(shown.locator('.lit').first()).toBeInViewport();
  await expect(scan.getByRole('button', { name: 'Order.pdf, page 1' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await scan.getByRole('button', { name: 'Denial.pdf, page 1' }).click();
  await expect(shown.getByRole('group', { name: 'Pages of Denial.pdf' })).toBeVisible();
  await expect(shown.locator('.lit').first()).toBeInViewport();
  await app.screenshot({ path: test.info().outputPath('disagree.png') });

  // Put right by the person, the point is settled.
  await app.getByRole('button', { name: 'Change: Scan codes (CPT)' }).click();
  await app.getByLabel('Scan codes (CPT)', { exact: true }).fill('72158');
  await app.keyboard.press('Enter');
  await expect(scan).toHaveCount(0);
  await expect(person).toBeVisible();
});

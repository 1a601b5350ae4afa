/** The discrepancy desk, by mouse and by keyboard. */
import { expect, step, test, toCase } from './story.ts';

test.beforeEach(async ({ filled }) => {
  await toCase(filled.page, filled.caseId);
  await step(filled.page, 'Compare');
  await expect(filled.page.getByRole('button', { name: /^Weakness/ })).toBeVisible();
});

test('Arrow keys walk through the findings and every pane follows to the quoted words', async ({
  filled: { page },
}) => {
  await page.getByRole('button', { name: /^Medicine tried/ }).click();
  const quote = page.getByRole('region', { name: 'Your records' }).getByRole('blockquote');
  await expect(quote).toContainText('Naproxen');
  const seen = new Set<string>([(await quote.textContent()) ?? '']);
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key);
    await expect(page.locator('.finding[aria-current="true"]')).toBeFocused();
    seen.add((await page.locator('.detail-summary').textContent()) ?? '');
  }
  expect(seen.size).toBeGreaterThan(1);
  await page.getByRole('button', { name: /^Weakness/ }).click();
  await expect(page.getByRole('region', { name: 'The denial' }).locator('.lit').first()).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Your records' }).locator('.lit').first()).toBeInViewport();
  await expect(page.locator('.connector').first()).toBeAttached();
});

test('A finding is accepted, set aside with Undo, noted, and explains itself', async ({
  filled: { page },
}) => {
  const finding = page.getByRole('button', { name: /^Weakness/ });
  await finding.click();
  await page.keyboard.press('a');
  await expect(finding).toContainText('In the letter');
  await page.keyboard.press('w');
  await expect(page.locator('.why-steps li').first()).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Set aside' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(finding).toContainText('In the letter');
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  await page.getByLabel('Your note (only for you)').fill('Ask for the strength table.');
  await page.getByLabel('Your note (only for you)').blur();
  await page.reload();
  await expect(page.getByLabel('Has a note').first()).toBeVisible();
});

test('Words are found in a paper, the page is zoomed, and small pages lead through it', async ({
  filled: { page },
}) => {
  const record = page.getByRole('region', { name: 'Your records' });
  await record.getByRole('button', { name: 'Find in this paper' }).click();
  await record.getByLabel('Find words').fill('straight leg raise');
  await expect(record.locator('.lit').first()).toBeInViewport();
  await expect(record.getByText('1 of 1')).toBeVisible();
  await record.getByRole('button', { name: 'Close', exact: true }).click();
  const width = async () => (await record.locator('.page').first().boundingBox())?.width ?? 0;
  const before = await width();
  await record.getByRole('button', { name: /^Larger/ }).click();
  await expect.poll(width).toBeGreaterThan(before);
  await record.getByRole('button', { name: 'Fit the width' }).click();
  await record.getByRole('button', { name: 'Small pages' }).click();
  await record
    .getByRole('navigation', { name: 'Small pages' })
    .getByRole('button', { name: '3', exact: true })
    .click();
  await expect(record.getByText('3 of 3')).toBeVisible();
});

test('A person adds a finding of their own from words on two pages, and takes it back', async ({
  filled: { page },
}) => {
  await page.getByRole('button', { name: 'Add my own' }).click();
  const take = async (pane: string, words: string) => {
    const region = page.getByRole('region', { name: pane });
    await region.getByRole('button', { name: 'Find in this paper' }).click();
    await region.getByLabel('Find words').fill(words);
    await region.getByRole('button', { name: 'Take these words' }).click();
    await region.getByRole('button', { name: 'Close', exact: true }).click();
  };
  await take('The policy', 'magnetic resonance imaging of the lumbar spine');
  await take('The denial', 'MRI of your lumbar spine');
  await expect(page.locator('.own-quotes li')).toHaveCount(2);
  await page
    .getByLabel('What does it show? One plain sentence.')
    .fill('The policy covers exactly this scan.');
  await page.getByRole('button', { name: 'Add it' }).click();
  const own = page.getByRole('button', { name: /The policy covers exactly this scan/ });
  await expect(own).toBeVisible();
  await expect(page.locator('.detail-summary')).toHaveText('The policy covers exactly this scan.');
  await page
    .getByRole('region', { name: 'The finding shown' })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(own).toHaveCount(0);
});

test('Words are taken by dragging over them on the page', async ({ filled: { page } }) => {
  await page.getByRole('button', { name: /^Weakness/ }).click();
  await page.getByRole('button', { name: 'Add my own' }).click();
  const denial = page.getByRole('region', { name: 'The denial' });
  // Nothing is taken yet, so nothing is lit but what is looked for.
  await expect(denial.locator('.lit')).toHaveCount(0);
  await denial.getByRole('button', { name: 'Find in this paper' }).click();
  await page.getByLabel('Find words').fill('The examination shows normal strength');
  const lit = denial.locator('.lit').first();
  await expect(lit).toBeInViewport();
  const box = await lit.boundingBox();
  if (!box) throw new Error('no words to drag over');
  await page.mouse.move(box.x + 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('.own-quotes q')).toContainText('examination shows normal strength');
  await page
    .getByRole('region', { name: 'Add my own' })
    .getByRole('button', { name: 'Close', exact: true })
    .click();
});

/** A word that the scan was misread as is put right on the page, by keyboard, and the correction is kept. */
import { officeNote, denialLetter, pdf, policy, scan } from './papers.ts';
import { addPapers, createVault, expect, expectAccessible, readingDone, step, test } from './story.ts';

test('A misread word is corrected in the viewer; findings follow, and reading again keeps it', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await pdf('Policy.pdf', policy),
    await scan('Scanned note.pdf', [officeNote]),
  ]);
  await readingDone(app);
  await app.getByRole('button', { name: 'Scanned note.pdf', exact: true }).click();
  const viewer = app.getByRole('region', { name: 'Pages of Scanned note.pdf' });
  await viewer.getByRole('button', { name: 'Find in this paper' }).click();
  await viewer.getByLabel('Find words').fill('Naproxen');
  const lit = viewer.locator('.lit').first();
  await expect(lit).toBeVisible();
  const word = await lit.boundingBox();
  if (!word) throw new Error('The word has no place.');

  await viewer.getByRole('button', { name: 'Correct misread words' }).click();
  await expect(viewer.getByText(/Click a word|No word looks doubtful|Read as/)).toBeVisible();
  // The bar may push the page down a little: the word is found anew where it stands now.
  await app.mouse.click(word.x + word.width / 2, word.y + word.height / 2 + ((await shiftOf(app)) ?? 0));
  const field = viewer.getByLabel('What the page says');
  await expect(field).toHaveValue('Naproxen');
  await expect(field).toBeFocused();
  await expect(viewer.getByRole('button', { name: 'It is right' })).toBeVisible();
  await expectAccessible(app);
  await app.keyboard.type('Meloxicam');
  await app.keyboard.press('Enter');
  await expect(app.getByText('Corrected to “Meloxicam”.')).toBeVisible();

  // What rests on the word is compared anew.
  await step(app, 'Compare');
  await app.getByRole('button', { name: /^Medicine tried/ }).click();
  const quote = app.getByRole('region', { name: 'Your records' }).getByRole('blockquote');
  await expect(quote).toContainText('Meloxicam 500 mg');
  // The change is in the paper trail, as the words that changed.
  await step(app, 'Track');
  await app.getByRole('tab', { name: 'Changes' }).click();
  const change = app.getByRole('listitem').filter({ hasText: 'Misread words changed' });
  await expect(change).toContainText('Naproxen');
  await expect(change).toContainText('Meloxicam');

  await step(app, 'Papers');
  await app.getByRole('button', { name: 'More for Scanned note.pdf' }).click();
  await app.getByRole('menuitem', { name: 'Read again' }).click();
  await readingDone(app);
  await step(app, 'Compare');
  await app.getByRole('button', { name: /^Medicine tried/ }).click();
  await expect(quote).toContainText('Meloxicam 500 mg');
});

/** How far the open bar moved the page down: both bars have the height of their field. */
function shiftOf(page: Parameters<typeof readingDone>[0]): Promise<number | undefined> {
  return page
    .locator('.fix-bar')
    .boundingBox()
    .then((box) => (box ? box.height - 61 : undefined));
}

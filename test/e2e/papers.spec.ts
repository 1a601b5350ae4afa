/** Bringing papers in: good ones, bad ones, the same one twice, and putting right what the app took them for. */
import { denialLetter, officeNote, pdf } from './papers.ts';
import { addPapers, createVault, expect, expectAccessible, readingDone, test } from './story.ts';

test('A damaged and an empty file get one clear sentence each while the others are read', async ({ app }) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nthis is no PDF') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    await pdf('Note.pdf', [officeNote]),
  ]);
  await readingDone(app);
  const row = (name: string) => app.getByRole('listitem').filter({ hasText: name });
  await expect(row('Denial.pdf')).toContainText('2 pages');
  await expect(row('Note.pdf')).toContainText('Medical record');
  await expect(row('broken.pdf').locator('.paper-problem')).not.toBeEmpty();
  await expect(row('empty.txt').locator('.paper-problem')).not.toBeEmpty();
  await expectAccessible(app);

  // The same bytes again are one document.
  await addPapers(
    app,
    [await pdf('Note.pdf', [officeNote])].map((paper) => ({ ...paper, name: 'Note copy.pdf' })),
  );
  await expect(row('Note')).toHaveCount(1);
});

test('A wrong kind is changed by menu, and a paper that was removed comes back with Undo', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [await pdf('Denial.pdf', denialLetter), await pdf('Note.pdf', [officeNote])]);
  await readingDone(app);
  await app.getByRole('button', { name: /Kind of Note.pdf/ }).click();
  await app.getByRole('option', { name: 'Claim file' }).click();
  await expect(app.getByRole('button', { name: /Claim file Kind of Note.pdf/ })).toBeVisible();

  await app.getByRole('button', { name: 'More for Note.pdf' }).click();
  await app.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'Note.pdf' })).toHaveCount(0);
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'Note.pdf' })).toBeVisible();
});

test('Papers dropped on the window begin a new case', async ({ app }) => {
  await createVault(app);
  const paper = await pdf('Denial.pdf', denialLetter);
  const transfer = await app.evaluateHandle(
    ({ name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type: 'application/pdf' }));
      return data;
    },
    { name: paper.name, bytes: [...paper.buffer] },
  );
  await app.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(app.getByText('Let go to begin a new case')).toBeVisible();
  await app.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(app.getByRole('heading', { name: 'Papers', level: 1 })).toBeVisible();
  await expect(app.getByText('Denial.pdf', { exact: true })).toBeVisible();
});

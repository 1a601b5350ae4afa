/** Bringing papers in: good ones, bad ones, the same one twice, and putting right what the app took them for. */
import { denialLetter, dullNote, officeNote, pdf, policy, protectedPdf } from './papers.ts';
import {
  addPapers,
  createVault,
  expect,
  expectAccessible,
  type Page,
  readingDone,
  step,
  test,
} from './story.ts';

test('A damaged and an empty file get one clear sentence each while the others are read', async ({ app }) => {
  await createVault(app);
  const note = await pdf('Note.pdf', [officeNote]);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nthis is no PDF') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    note,
  ]);
  await readingDone(app);
  const row = (name: string) => app.getByRole('listitem').filter({ hasText: name });
  await expect(row('Denial.pdf')).toContainText('2 pages');
  await expect(row('Note.pdf')).toContainText('Medical record');
  await expect(row('broken.pdf').locator('.paper-problem')).not.toBeEmpty();
  await expect(row('empty.txt').locator('.paper-problem')).not.toBeEmpty();
  // Said to those who do not see the list.
  await expect(app.getByText('Reading has ended. 2 papers need a look.')).toBeAttached();
  await expectAccessible(app);

  // The same bytes again are one document.
  await addPapers(app, [{ ...note, name: 'Note copy.pdf' }]);
  await expect(app.getByText('is here already. It was not added twice.')).toBeVisible();
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
  await app.getByRole('button', { name: 'Undo' }).last().click();
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

/** The papers under a heading of the list, by their names. */
async function under(page: Page, heading: string): Promise<string[]> {
  const rows = await page
    .getByRole('list', { name: 'Papers in this case' })
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => ({
        heading: item.querySelector('h2')?.firstChild?.textContent ?? null,
        name: item.querySelector('.paper-name')?.textContent ?? '',
      })),
    );
  const start = rows.findIndex((row) => row.heading === heading);
  if (start < 0) return [];
  const end = rows.findIndex((row, index) => index > start && row.heading !== null);
  return rows.slice(start + 1, end < 0 ? undefined : end).map((row) => row.name);
}

test('A paper in the wrong place is dragged to its kind, stays there, and Undo puts it back', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await pdf('Policy.pdf', policy),
    await pdf('Note.pdf', [officeNote]),
  ]);
  await readingDone(app);
  await expect.poll(() => under(app, 'Medical record')).toEqual(['Note.pdf']);
  const heading = app.getByRole('heading', { name: /^Insurer’s policy/ });
  await app.locator('.paper').filter({ hasText: 'Note.pdf' }).dragTo(heading);
  await expect.poll(() => under(app, 'Insurer’s policy')).toEqual(['Policy.pdf', 'Note.pdf']);
  await app.reload();
  await expect.poll(() => under(app, 'Insurer’s policy')).toEqual(['Policy.pdf', 'Note.pdf']);

  // Onto a kind that has no heading yet: such places appear while something is dragged.
  await app.locator('.paper').filter({ hasText: 'Note.pdf' }).hover();
  await app.mouse.down();
  await app.mouse.move(600, 500, { steps: 5 });
  await app.getByText('Claim file', { exact: true }).last().hover();
  await app.mouse.up();
  await expect.poll(() => under(app, 'Claim file')).toEqual(['Note.pdf']);
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => under(app, 'Insurer’s policy')).toEqual(['Policy.pdf', 'Note.pdf']);
});

test('The same is done by keyboard alone, and a paper that is missing is asked for', async ({ app }) => {
  await createVault(app);
  await addPapers(app, [await pdf('Denial.pdf', denialLetter), await pdf('Note.pdf', [officeNote])]);
  await readingDone(app);
  await expect(app.getByText('The insurer must give it to you, free')).toBeVisible();
  await app.getByRole('button', { name: /Kind of Note.pdf/ }).focus();
  await app.keyboard.press('Enter');
  await app.keyboard.type('Plan');
  await app.keyboard.press('Enter');
  await expect.poll(() => under(app, 'Plan document')).toEqual(['Note.pdf']);
  await expect(app.getByText('Add the notes of your doctors and therapists.')).toBeVisible();
  await expectAccessible(app);
});

test('A fax that holds everything is divided, each part stands under its kind, and all is compared', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Fax.pdf', [...denialLetter, ...policy, dullNote(1), officeNote, dullNote(2)]),
  ]);
  await readingDone(app);
  // Whatever the app made of it, the person says how it is.
  await app.getByRole('button', { name: 'More for Fax.pdf' }).first().click();
  await app.getByRole('menuitem', { name: 'Divide into parts' }).click();
  const dialog = app.getByRole('dialog');
  for (;;) {
    const join = dialog.getByRole('button', { name: 'Join with the part before' });
    if ((await join.count()) === 0) break;
    await join.first().click();
  }
  const cut = async (at: number, from: string, kind: string) => {
    await dialog.getByLabel('Begin a new part at page').fill(String(at));
    await dialog.getByLabel('Begin a new part at page').blur();
    await dialog.getByRole('button', { name: 'Cut' }).click();
    await dialog.getByRole('button', { name: new RegExp(`Kind of the part from page ${from}$`) }).click();
    await app.getByRole('option', { name: kind }).click();
  };
  await dialog.getByRole('button', { name: /Kind of the part from page 1$/ }).click();
  await app.getByRole('option', { name: 'Denial letter' }).click();
  await cut(3, '3', 'Insurer’s policy');
  await cut(5, '5', 'Medical record');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => under(app, 'Denial letter')).toEqual(['Pages 1–2']);
  await expect.poll(() => under(app, 'Insurer’s policy')).toEqual(['Pages 3–4']);
  await expect.poll(() => under(app, 'Medical record')).toEqual(['Pages 5–7']);

  // One part moves on its own, and back.
  await app
    .locator('.paper')
    .filter({ hasText: 'Pages 3–4' })
    .dragTo(app.getByRole('heading', { name: /^Medical record/ }));
  await expect.poll(() => under(app, 'Medical record')).toEqual(['Pages 3–4', 'Pages 5–7']);
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => under(app, 'Insurer’s policy')).toEqual(['Pages 3–4']);
  await step(app, 'Compare');
  await app.getByRole('button', { name: /^Medicine tried/ }).click();
  await expect(app.getByRole('region', { name: 'Your records' }).locator('.lit').first()).toBeInViewport();
});

test('A protected PDF asks for its password, says when it is wrong, and is read with the right one', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await protectedPdf('From the portal.pdf', [officeNote], 'born1969'),
  ]);
  const row = app.getByRole('listitem').filter({ hasText: 'From the portal.pdf' });
  await row.getByRole('button', { name: 'Type the password' }).click();
  const dialog = app.getByRole('dialog');
  await expectAccessible(app);
  await dialog.getByLabel('Password of the file').fill('guess');
  await dialog.getByRole('button', { name: 'Open the file' }).click();
  // The file is tried in the background: the row says so and asks again.
  await expect(row).toContainText('That password does not open this file.');
  await expect(row.getByRole('button', { name: 'Type the password' })).toBeVisible();
  await row.getByRole('button', { name: 'Type the password' }).click();
  await dialog.getByLabel('Password of the file').fill('born1969');
  await dialog.getByRole('button', { name: 'Open the file' }).click();
  await expect(row.getByText('1 page')).toBeVisible();
  await expect.poll(() => under(app, 'Medical record')).toEqual(['From the portal.pdf']);
  await row.getByRole('button', { name: 'From the portal.pdf', exact: true }).click();
  await expect(app.locator('.page-picture[data-drawn="true"]').first()).toBeVisible();
});

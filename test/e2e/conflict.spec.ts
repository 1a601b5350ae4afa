/** A record that disagrees with itself: the person sees both places side by side before the insurer points to it. */
import { denialLetter, officeNote, pdf, policy } from './papers.ts';
import {
  addPapers,
  createVault,
  expect,
  expectAccessible,
  picture,
  readingDone,
  step,
  test,
} from './story.ts';

const therapist = [
  '# Canal Street Physical Therapy',
  'PROGRESS NOTE. Date of service: 08/20/2026. Provider: Tom Hale, PT',
  'Patient: Dolores K. Whitmer. DOB: 02/11/1969',
  '',
  'EXAM: Strength 5/5 left great toe extension. Straight leg raise negative on the left.',
  '',
  'Electronically signed: Tom Hale, PT 08/20/2026',
];

test('Two notes of one day that contradict each other are shown side by side, and asked about, never argued', async ({
  app,
}) => {
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await pdf('Policy.pdf', policy),
    await pdf('Dr Reyes.pdf', [officeNote]),
    await pdf('Therapist.pdf', [therapist]),
  ]);
  await readingDone(app);

  await step(app, 'Facts');
  const card = app.getByRole('region', { name: 'Your records disagree with themselves' });
  await expect(card).toContainText('Strength 4/5 left great toe extension');
  await expect(card).toContainText('Strength 5/5 left great toe extension');
  await expect(card).not.toContainText('stral');
  await card.getByRole('button', { name: 'Therapist.pdf, page 1' }).first().click();
  const source = app.getByRole('region', { name: 'Where it was read' });
  await expect(source.locator('.lit').first()).toBeInViewport();
  await expect(source).toContainText('Therapist.pdf');
  await picture(app, 'conflict-facts');
  await expectAccessible(app);

  await card.getByRole('link', { name: 'See both pages side by side' }).first().click();
  await expect(app.getByRole('tab', { name: /^To check/ })).toHaveAttribute('aria-selected', 'true');
  const one = app.getByRole('region', { name: 'Your records: one place' });
  const other = app.getByRole('region', { name: 'Your records: another place' });
  for (const [pane, words] of [
    [one, 'Strength 4/5'],
    [other, 'Strength 5/5'],
  ] as const) {
    await expect(pane.locator('blockquote')).toContainText(words);
    await expect(pane.locator('.lit').first()).toBeInViewport();
  }
  await expect(app.locator('.connector').first()).toBeAttached();
  await picture(app, 'conflict-desk');
  await expectAccessible(app);

  // Not a word of it is argued by itself; the person may, in words of their own.
  await app.getByRole('button', { name: 'Make it a finding' }).click();
  await expect(app.getByRole('heading', { name: 'Add my own' })).toBeFocused();
  await picture(app, 'conflict-own');
  await app.getByLabel('What does it show? One plain sentence.').fill('The weaker reading is the doctor’s.');
  await app.getByRole('button', { name: 'Add it' }).click();
  await expect(app.getByRole('button', { name: /The weaker reading is the doctor’s/ })).toBeVisible();
});

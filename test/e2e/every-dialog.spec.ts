/** Every dialog, menu and form that opens over or inside a screen, in three looks: no accessibility violation, and a picture to look at. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, picture, step, type StepName, test, toCase } from './story.ts';

type Open = (page: Page) => Promise<unknown>;
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const menu = (trigger: string | RegExp, item: string) => async (page: Page) => {
  await press(trigger)(page);
  await page.getByRole('menuitem', { name: item }).click();
};
const inSequence =
  (...steps: readonly Open[]): Open =>
  async (page) => {
    for (const each of steps) await each(page);
  };

/** Where it is opened: a step of the case, or a screen by its address. */
const things: readonly { name: string; at: StepName | 'cases' | 'settings'; open: Open }[] = [
  { name: 'case-menu', at: 'cases', open: press(/^More for/) },
  { name: 'case-rename', at: 'cases', open: menu(/^More for/, 'Rename') },
  { name: 'papers-paste', at: 'Papers', open: press('Paste text') },
  { name: 'papers-menu', at: 'Papers', open: press('More for Dr Reyes notes.pdf') },
  { name: 'papers-kinds', at: 'Papers', open: press(/Kind of Dr Reyes notes.pdf/) },
  { name: 'papers-divide', at: 'Papers', open: menu('More for Dr Reyes notes.pdf', 'Divide into parts') },
  {
    name: 'papers-find',
    at: 'Papers',
    open: inSequence(
      press('Dr Reyes notes.pdf'),
      press('Small pages'),
      press('Find in this paper'),
      (page) => page.getByRole('textbox', { name: 'Find words' }).fill('therapy'),
      (page) => expect(page.getByText('1 of 1', { exact: true })).toBeVisible(),
    ),
  },
  { name: 'facts-edit', at: 'Facts', open: press('Change: Date of the letter') },
  { name: 'facts-reasons', at: 'Facts', open: press('Change: Reason given') },
  { name: 'desk-why', at: 'Compare', open: press('Why?') },
  { name: 'desk-note', at: 'Compare', open: press('Note') },
  {
    name: 'desk-own',
    at: 'Compare',
    open: inSequence(
      press('Add my own'),
      (page) =>
        page
          .getByRole('region', { name: 'Your records' })
          .getByRole('button', { name: 'Find in this paper' })
          .click(),
      (page) => page.getByRole('textbox', { name: 'Find words' }).fill('physical therapy'),
      press('Take these words'),
    ),
  },
  {
    name: 'desk-missing',
    at: 'Compare',
    open: (page) => page.getByRole('tab', { name: /^Missing/ }).click(),
  },
  { name: 'desk-check', at: 'Compare', open: (page) => page.getByRole('tab', { name: /^To check/ }).click() },
  { name: 'letter-exhibits', at: 'Letter', open: press(/exhibits?…$/) },
  {
    name: 'letter-edit',
    at: 'Letter',
    open: (page) =>
      page
        .getByRole('button', { name: /^Edit: / })
        .nth(2)
        .press('Enter'),
  },
  { name: 'track-log', at: 'Track', open: (page) => page.getByRole('tab', { name: /Calls/ }).click() },
  {
    name: 'search-none',
    at: 'Papers',
    open: inSequence(
      (page) => page.keyboard.press('Control+k'),
      (page) => page.keyboard.type('zzzz'),
    ),
  },
  { name: 'settings-passphrase', at: 'settings', open: press('Change the passphrase') },
  { name: 'settings-code', at: 'settings', open: press('New recovery code') },
  { name: 'settings-rotate', at: 'settings', open: press('Encrypt everything anew') },
  { name: 'settings-licences', at: 'settings', open: press('Licences of what others wrote') },
];

const looks = [
  { name: 'light', theme: 'Light' },
  { name: 'dark', theme: 'Dark' },
  { name: 'contrast', theme: 'High contrast' },
] as const;

async function show(page: Page, caseId: string, at: (typeof things)[number]['at']): Promise<void> {
  // A fresh screen each time: nothing of the last one is open.
  if (at === 'cases' || at === 'settings') {
    await page.evaluate((hash) => {
      globalThis.location.hash = hash;
    }, `#/${at}`);
    await page.reload();
    return;
  }
  await toCase(page, caseId);
  await page.reload();
  await step(page, at);
}

for (const look of looks)
  test(`Every dialog is sound in the ${look.name} look`, async ({ filled: { page, caseId } }) => {
    test.setTimeout(600_000);
    await show(page, caseId, 'settings');
    await page.getByText(look.theme, { exact: true }).click();
    for (const { name, at, open } of things) {
      await test.step(name, async () => {
        await show(page, caseId, at);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
        await expect(page.locator('.spinner')).toHaveCount(0);
        await open(page);
        await picture(page, `d-${name}-${look.name}`);
        await expectAccessible(page);
      });
    }
    await show(page, caseId, 'settings');
    await page.getByText('As my computer', { exact: true }).click();
  });

/** Every screen in every theme and size: no accessibility violation, nothing cut off sideways, and a picture to look at. */
import type { Page } from '@playwright/test';
import { expect, expectAccessible, picture, test } from './story.ts';

const looks = [
  { name: 'light', theme: 'Light', size: { width: 1280, height: 800 } },
  { name: 'dark', theme: 'Dark', size: { width: 1920, height: 1080 } },
  { name: 'contrast', theme: 'High contrast', size: { width: 1280, height: 800 } },
] as const;

const screens = ['cases', 'papers', 'facts', 'desk', 'letter', 'track', 'settings'] as const;

async function show(page: Page, caseId: string, screen: (typeof screens)[number]): Promise<void> {
  const hash = screen === 'cases' || screen === 'settings' ? `#/${screen}` : `#/case/${caseId}/${screen}`;
  await page.evaluate((next) => {
    globalThis.location.hash = next;
  }, hash);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(page.locator('.spinner')).toHaveCount(0);
}

for (const look of looks)
  test(`Every screen is sound in the ${look.name} look`, async ({ filled: { page, caseId } }) => {
    await page.setViewportSize(look.size);
    await show(page, caseId, 'settings');
    await page.getByText(look.theme, { exact: true }).click();
    for (const screen of screens) {
      await show(page, caseId, screen);
      await picture(page, `${screen}-${look.name}`);
      await expectAccessible(page);
    }
    await page.keyboard.press('Control+k');
    await page.keyboard.type('naproxen');
    await expect(page.getByRole('menuitem').first()).toContainText('Dr Reyes notes');
    await picture(page, `search-${look.name}`);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await show(page, caseId, 'settings');
    await page.getByText('As my computer', { exact: true }).click();
  });

test('At twice the text size nothing is cut off sideways', async ({ filled: { page, caseId } }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await show(page, caseId, 'settings');
  const slider = page.getByRole('slider', { name: 'Size of the text' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(page.getByText('200%')).toBeVisible();
  for (const screen of screens) {
    await show(page, caseId, screen);
    await picture(page, `${screen}-large`);
    const overflow = await page.evaluate(() => {
      const screen = document.getElementById('screen');
      return Math.max(
        document.documentElement.scrollWidth - document.documentElement.clientWidth,
        screen ? screen.scrollWidth - screen.clientWidth : 0,
      );
    });
    expect(overflow, `${screen} is wider than the window`).toBeLessThanOrEqual(1);
  }
  await show(page, caseId, 'settings');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('100%')).toBeVisible();
});

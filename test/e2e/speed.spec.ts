/** Large cases stay quick: a click moves every pane at once, and long lists are drawn only where they are looked at. */
import { denialLetter, dullNote, officeNote, type Paper, pdf, policy } from './papers.ts';
import { type Click, longestTask, median, startTrace, tracedClicks, tracedOpening } from './trace.ts';
import { addPapers, createVault, expect, type Page, readingDone, step, test } from './story.ts';

/** From the issue: from click to all panes lit, on a case of 300 pages. */
const clickMs = 100;
/** From the issue: no task longer than this while scrolling and typing. */
const longTaskMs = 200;
/** From the issue: a record of 1,000 pages is open in less. */
const openMs = 1000;

test.use({ realClock: true });

const describe = (clicks: readonly Click[]) =>
  ['workMs', 'wallMs']
    .map((what) => {
      const values = clicks.map((click) => (what === 'workMs' ? click.workMs : click.wallMs));
      return `${what}: median ${median(values).toFixed(0)}, worst ${Math.max(...values).toFixed(0)}`;
    })
    .join('; ') + `; ${clicks.length} clicks`;

/** Other programs leave the processors alone: what is waiting for them is less than half of their number. */
async function isQuiet(): Promise<boolean> {
  const { availableParallelism, loadavg } = await import('node:os');
  return (loadavg()[0] ?? 0) < availableParallelism() / 2 + 1;
}

/** Ends the trace: no task of the page worked longer than the goal, nor took longer where the machine is quiet. */
async function expectNoLongTask(stop: Awaited<ReturnType<typeof startTrace>>, during: string): Promise<void> {
  const { workMs, wallMs } = longestTask(await stop());
  test.info().annotations.push({
    type: `longest task while ${during}`,
    description: `${workMs.toFixed(0)} ms of work, ${wallMs.toFixed(0)} ms by the clock`,
  });
  expect(workMs).toBeLessThan(longTaskMs);
  if (await isQuiet()) expect(wallMs).toBeLessThan(longTaskMs);
}

/** Pastes a file into the case on screen, whatever screen that is. */
async function addPapersBeside(page: Page, paper: Paper): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(
        new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], name, {
          type: 'application/pdf',
        }),
      );
      return data;
    },
    { name: paper.name, bytes: paper.buffer.toString('base64') },
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('In a case of 300 pages a click on a finding lights the words in all panes at once', async ({ app }) => {
  test.setTimeout(300_000);
  await createVault(app);
  const notes = Array.from({ length: 296 }, (_, index) => (index === 211 ? officeNote : dullNote(index)));
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await pdf('Policy.pdf', policy),
    await pdf('Chart.pdf', notes),
  ]);
  await readingDone(app);
  await step(app, 'Compare');
  await expect(app.locator('.pane[data-role="record"] .lit').first()).toBeVisible({ timeout: 120_000 });

  const clicks = await tracedClicks(app);
  test.info().annotations.push({ type: 'click to lit', description: describe(clicks) });
  expect(clicks.length).toBeGreaterThan(4);
  expect(median(clicks.map(({ workMs }) => workMs))).toBeLessThan(clickMs);
  // By the clock the page also waits for the processor; a median of real clicks still has to stay under the goal
  // wherever the machine is not busy with other things.
  if (await isQuiet()) expect(median(clicks.map(({ wallMs }) => wallMs))).toBeLessThan(clickMs);

  // Scrolling through the chart never blocks the page.
  const stop = await startTrace(app);
  await app.evaluate(async () => {
    const scroller = document.querySelector('.pane[data-role="record"] .viewer-scroll');
    for (let at = 0; scroller && at < 60; at++) {
      scroller.scrollTop += 900;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await expectNoLongTask(stop, 'scrolling');
});

test('While a thick chart comes in, typing, scrolling and choosing findings never block the page', async ({
  app,
}) => {
  test.setTimeout(300_000);
  await createVault(app);
  await addPapers(app, [
    await pdf('Denial.pdf', denialLetter),
    await pdf('Policy.pdf', policy),
    await pdf('Note.pdf', [dullNote(1), officeNote]),
  ]);
  await readingDone(app);
  await step(app, 'Compare');
  await expect(app.locator('.pane[data-role="record"] .lit').first()).toBeVisible({ timeout: 60_000 });
  const hash = app.url();
  await addPapersBeside(
    app,
    await pdf(
      'Chart.pdf',
      Array.from({ length: 150 }, (_, index) => dullNote(index)),
    ),
  );
  // From here on: handing the file to the page is the test's own work.
  const stop = await startTrace(app);
  const findings = app.locator('.finding');
  const reading = () => app.getByText(/still being read|being read/).first();
  await expect(reading().or(findings.first())).toBeVisible();
  for (let round = 0; round < 6; round++) {
    await findings.nth(round % (await findings.count())).click();
    await app.locator('.pane[data-role="record"] .viewer-scroll').hover();
    await app.mouse.wheel(0, 600);
    await app.keyboard.press('Control+k');
    await app.keyboard.type('naproxen straight leg', { delay: 15 });
    await app.keyboard.press('Escape');
  }
  expect(app.url()).toBe(hash);
  await expectNoLongTask(stop, 'a chart of 150 pages comes in');
});

test('Ten thousand papers scroll as easily as ten', async ({ app }) => {
  await createVault(app);
  await addPapers(app, [await pdf('Denial.pdf', denialLetter)]);
  await readingDone(app);
  await app.route('**/rpc/documents/list', async (route) => {
    const response = await route.fetch();
    const body: unknown = await response.json();
    const one =
      body !== null && typeof body === 'object' && 'json' in body && Array.isArray(body.json)
        ? body.json[0]
        : null;
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      ...one,
      id: `paper-${index}`,
      fileName: `Paper ${index}.pdf`,
    }));
    await route.fulfill({ response, json: { json: many } });
  });
  await app.reload();
  await expect(app.getByText('10,000 papers in this case')).toBeVisible();
  const rows = app.getByRole('list', { name: 'Papers in this case' }).getByRole('listitem');
  expect(await rows.count()).toBeLessThan(60);
  await app.locator('.papers-scroll').evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await expect(app.getByText('Paper 9999.pdf', { exact: true })).toBeVisible();
});

test('A record of a thousand pages is open in under a second', async ({ app }) => {
  test.setTimeout(600_000);
  await createVault(app);
  await addPapers(app, [
    await pdf(
      'Chart.pdf',
      Array.from({ length: 1000 }, (_, index) => dullNote(index)),
    ),
  ]);
  await expect(app.getByText(/^1,000 pages/)).toBeVisible({ timeout: 500_000 });
  // As after a start: nothing of the paper is in the page's memory.
  await app.reload();
  const opening = await tracedOpening(app, 'Chart.pdf');
  test.info().annotations.push({ type: 'opening 1,000 pages', description: describe([opening]) });
  await expect(app.locator('.papers-page')).toContainText('1 of 1000');
  expect(opening.workMs).toBeLessThan(openMs);
  // By the clock the host reads and draws the page as well.
  if (await isQuiet()) expect(opening.wallMs).toBeLessThan(openMs);
});

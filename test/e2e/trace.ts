/**
 * From a click to lit words, read from the browser's own trace: the page marks the input event and the first frame in
 * which every quoting pane shows its words; the trace tells what the page's thread worked in between.
 */
import type { Page } from '@playwright/test';
import * as z from 'zod';

export interface Click {
  /** From the input event to the frame after which all panes are lit, by the clock. */
  wallMs: number;
  /** What the page's main thread worked in that time, in processor time: a busy machine does not count. */
  workMs: number;
}

const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  ts: z.number(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
});
type TraceEvent = z.output<typeof traceEvent>;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export interface Task {
  wallMs: number;
  workMs: number;
}

/** Starts the browser's trace of the page; returns what ends it and gives the events. */
export async function startTrace(page: Page): Promise<() => Promise<TraceEvent[]>> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => {
    for (const each of value) {
      const parsed = traceEvent.safeParse(each);
      if (parsed.success) events.push(parsed.data);
    }
  });
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['blink.user_timing', 'toplevel'] },
  });
  await page.evaluate(() => performance.mark('this page'));
  return async () => {
    const done = new Promise((resolve) => {
      devtools.once('Tracing.tracingComplete', resolve);
    });
    await devtools.send('Tracing.end');
    await done;
    await devtools.detach();
    return events;
  };
}

/** The tasks of the page's main thread, which is the thread of its marks. */
function tasksOf(events: readonly TraceEvent[]): TraceEvent[] {
  const mark = events.find(({ name }) => name === 'this page');
  return events.filter(
    ({ name, ph, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' && ph === 'X' && pid === mark?.pid && tid === mark.tid,
  );
}

/** The task of the page that worked longest, in processor time. */
export function longestTask(events: readonly TraceEvent[]): Task {
  const tasks = tasksOf(events).map(({ dur = 0, tdur }) => ({
    wallMs: dur / 1000,
    workMs: (tdur ?? dur) / 1000,
  }));
  return tasks.toSorted((a, b) => b.workMs - a.workMs)[0] ?? { wallMs: 0, workMs: 0 };
}

/** Clicks twice through all findings with real input events, and measures each click that changes the finding. */
export async function tracedClicks(page: Page): Promise<Click[]> {
  await watchClicks(page);
  const stop = await startTrace(page);
  const findings = page.locator('.finding');
  const count = await findings.count();
  for (let round = 0; round < 2; round++)
    for (let index = 0; index < count; index++) {
      const finding = findings.nth(index);
      if ((await finding.getAttribute('aria-current')) === 'true') continue;
      const before = await page.evaluate(() => performance.getEntriesByName('lit').length);
      await finding.click();
      await page.waitForFunction((seen) => performance.getEntriesByName('lit').length > seen, before);
    }
  return clicksIn(await stop());
}

/** Marks "clicked" at the input event's own time and "lit" after the frame that shows the words in every quoting pane. */
async function watchClicks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const isLit = (pane: Element) => {
      const room = pane.querySelector('.viewer-scroll')?.getBoundingClientRect();
      const mark = pane.querySelector('[data-highlight="current"]')?.getBoundingClientRect();
      return Boolean(room && mark && mark.bottom > room.top && mark.top < room.bottom);
    };
    document.addEventListener(
      'pointerdown',
      (event) => {
        const finding = event.target instanceof Element ? event.target.closest('.finding') : null;
        if (!finding) return;
        performance.mark('clicked', { startTime: event.timeStamp });
        const look = () => {
          const quoting = [...document.querySelectorAll('.pane')].filter((pane) =>
            pane.querySelector('blockquote'),
          );
          if (finding.getAttribute('aria-current') === 'true' && quoting.every(isLit))
            // A task after this frame's callbacks runs when the frame has been drawn.
            setTimeout(() => performance.mark('lit'), 0);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
}

function clicksIn(events: readonly TraceEvent[]): Click[] {
  const marks = events
    .filter(({ name }) => name === 'clicked' || name === 'lit')
    .toSorted((a, b) => a.ts - b.ts);
  const all = tasksOf(events);
  const clicks: Click[] = [];
  for (const [index, from] of marks.entries()) {
    const to = marks[index + 1];
    if (from.name !== 'clicked' || to?.name !== 'lit') continue;
    clicks.push(between(from, to, all));
  }
  return clicks;
}

function between(from: TraceEvent, to: TraceEvent, all: readonly TraceEvent[]): Click {
  const tasks = all.filter((each) => each.ts + (each.dur ?? 0) > from.ts && each.ts < to.ts);
  return {
    wallMs: (to.ts - from.ts) / 1000,
    workMs: tasks.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0), 0) / 1000,
  };
}

/** From the click on a paper's name to the frame that shows its first page, picture and words. */
export async function tracedOpening(page: Page, fileName: string): Promise<Click> {
  await page.evaluate(() => {
    document.addEventListener(
      'pointerdown',
      (event) => {
        performance.mark('clicked', { startTime: event.timeStamp });
        const look = () => {
          const first = document.querySelector('.papers-page [data-page="0"]');
          if (first?.querySelector('[data-drawn="true"]') && first.querySelector('p.hidden-visually'))
            setTimeout(() => performance.mark('lit'), 0);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
  const stop = await startTrace(page);
  await page.getByRole('button', { name: fileName, exact: true }).click();
  await page.waitForFunction(() => performance.getEntriesByName('lit').length > 0);
  const [opening] = clicksIn(await stop());
  if (!opening) throw new Error('The opening is not in the trace.');
  return opening;
}

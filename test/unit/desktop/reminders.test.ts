/** Notifications of the desktop: on a clock and on wake, few at once, nothing private, nothing taken where none can show. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ElectronApi } from '../../../electron/hosts/desktop/electron-api.ts';
import {
  reminderWords,
  startReminders,
  type DueReminder,
} from '../../../electron/hosts/desktop/reminders.ts';

const due: DueReminder = {
  title: 'Ask for a first-level appeal',
  whose: 'patient',
  day: '2026-08-29',
  daysLeft: 3,
};

function setup(queue: DueReminder[][], supported = true) {
  const shown: { body: string; click: () => void }[] = [];
  class FakeNotification extends EventEmitter {
    static isSupported = () => supported;
    readonly options: { body: string };
    constructor(options: { body: string }) {
      super();
      this.options = options;
    }
    show() {
      shown.push({ body: this.options.body, click: () => this.emit('click') });
    }
  }
  const powerMonitor = new EventEmitter();
  const take = vi.fn(() => queue.shift() ?? []);
  const onClick = vi.fn();
  const stop = startReminders(
    { Notification: FakeNotification, powerMonitor } as unknown as ElectronApi,
    take,
    onClick,
  );
  return { shown, powerMonitor, take, onClick, stop };
}

describe('desktop reminders', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('come soon after start, then at each look, and open the window at a click', () => {
    const { shown, onClick } = setup([[due], [], [{ ...due, daysLeft: 0 }]]);
    vi.advanceTimersByTime(60_000);
    expect(shown.map((each) => each.body)).toEqual([
      'Ask for a first-level appeal: 3 days left, by 2026-08-29',
    ]);
    vi.advanceTimersByTime(20 * 60_000);
    expect(shown.at(-1)?.body).toMatch(/today/);
    shown[0]?.click();
    expect(onClick).toHaveBeenCalledOnce();
  });

  it('come on wake and on unlocking the screen, whatever the timers did', () => {
    const { shown, powerMonitor } = setup([[due], [{ ...due, daysLeft: -1 }]]);
    powerMonitor.emit('resume');
    powerMonitor.emit('unlock-screen');
    expect(shown.at(-1)?.body).toMatch(/1 day over/);
  });

  it('are one line when there are many', () => {
    const { shown, powerMonitor } = setup([[due, due, due, due]]);
    powerMonitor.emit('resume');
    expect(shown).toHaveLength(1);
    expect(shown[0]?.body).toMatch(/^4 dates/);
  });

  it('are left for the window where the desktop shows none', () => {
    const { take, powerMonitor } = setup([[due]], false);
    powerMonitor.emit('resume');
    expect(take).not.toHaveBeenCalled();
  });

  it('end with the app', () => {
    const { take, powerMonitor, stop } = setup([[due]]);
    stop();
    powerMonitor.emit('resume');
    vi.advanceTimersByTime(3_600_000);
    expect(take).not.toHaveBeenCalled();
  });

  it('say plainly whose date it is', () => {
    expect(reminderWords({ ...due, whose: 'plan', title: 'Decide the appeal', daysLeft: -2 })).toBe(
      'The plan is late: Decide the appeal, due 2026-08-29',
    );
  });
});

/**
 * Deadlines as notifications of the desktop. The clock is looked at every few minutes and on every wake; what is due
 * is worked out afresh each time, so nothing is lost to sleep. No name of a person or case leaves the window.
 */
import type { ElectronApi } from './electron-api.ts';

export interface DueReminder {
  readonly title: string;
  readonly whose: 'patient' | 'plan';
  readonly day: string;
  readonly daysLeft: number;
}

const LOOK_EVERY_MS = 10 * 60_000;
/** Soon after start, when the vault has been opened. */
const FIRST_LOOK_MS = 60_000;
/** More at once become one line. */
const MOST_AT_ONCE = 3;

/**
 * `take` gives each reminder once, and none while the vault is locked. Returns what ends the looking. Where the
 * desktop has no notifications nothing is taken: the window shows them instead.
 */
export function startReminders(
  { Notification, powerMonitor }: Pick<ElectronApi, 'Notification' | 'powerMonitor'>,
  take: () => readonly DueReminder[],
  onClick: () => void,
): () => void {
  const look = () => {
    if (!Notification.isSupported()) return;
    const due = take();
    const bodies =
      due.length > MOST_AT_ONCE
        ? [`${due.length} dates need a look. The next: ${reminderWords(due[0])}`]
        : due.map(reminderWords);
    for (const body of bodies) {
      const notification = new Notification({ title: 'Appeal dates', body });
      notification.on('click', onClick);
      notification.show();
    }
  };
  const first = setTimeout(look, FIRST_LOOK_MS);
  const every = setInterval(look, LOOK_EVERY_MS);
  first.unref();
  every.unref();
  powerMonitor.on('resume', look);
  powerMonitor.on('unlock-screen', look);
  return () => {
    clearTimeout(first);
    clearInterval(every);
    powerMonitor.removeListener('resume', look);
    powerMonitor.removeListener('unlock-screen', look);
  };
}

/** "Ask for a first-level appeal: 3 days left, by 2026-08-29". */
export function reminderWords(due: DueReminder | undefined): string {
  if (!due) return '';
  const { daysLeft } = due;
  const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;
  if (due.whose === 'plan') return `The plan is late: ${due.title}, due ${due.day.slice(0, 10)}`;
  const left = daysLeft < 0 ? `${days(-daysLeft)} over` : daysLeft === 0 ? 'today' : `${days(daysLeft)} left`;
  return `${due.title}: ${left}, by ${due.day.replace('T', ' ')}`;
}

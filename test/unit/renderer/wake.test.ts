/** The page notices that time has jumped, and says so once. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchTime } from '../../../renderer/client/wake.ts';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const view = new EventTarget();
let told = 0;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 2, 10, 12, 0) });
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', view.addEventListener.bind(view));
  vi.stubGlobal('removeEventListener', view.removeEventListener.bind(view));
  page.visibilityState = 'visible';
  told = 0;
  stop = watchTime(() => (told += 1));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('watching the time', () => {
  it('is quiet while time goes on as it should, but for every ten minutes', () => {
    vi.advanceTimersByTime(9 * 60_000);
    expect(told).toBe(0);
    vi.advanceTimersByTime(2 * 60_000);
    expect(told).toBe(1);
  });

  it.each([
    ['a night of sleep', new Date(2026, 2, 11, 7, 30)],
    ['a clock put back an hour', new Date(2026, 2, 10, 11, 0)],
    ['a clock put forward five minutes', new Date(2026, 2, 10, 12, 5)],
  ])('tells of %s at the next tick, once', (_what, date) => {
    vi.setSystemTime(date);
    vi.advanceTimersByTime(20_000);
    expect(told).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(told).toBe(1);
  });

  it('tells of midnight although nothing jumped', () => {
    stop();
    vi.setSystemTime(new Date(2026, 2, 10, 23, 59));
    stop = watchTime(() => (told += 1));
    vi.advanceTimersByTime(80_000);
    expect(told).toBe(1);
  });

  it('waits while nobody looks, and tells when somebody looks again', () => {
    page.visibilityState = 'hidden';
    vi.setSystemTime(new Date(2026, 2, 12, 8, 0));
    vi.advanceTimersByTime(20_000);
    expect(told).toBe(0);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(told).toBe(1);
  });

  it('ends when it is told to', () => {
    stop();
    vi.advanceTimersByTime(3_600_000);
    view.dispatchEvent(new Event('focus'));
    expect(told).toBe(0);
  });
});

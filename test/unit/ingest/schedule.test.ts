import { describe, expect, it } from 'vitest';
import { chooseJob, type Schedulable } from '../../../electron/ingest/schedule.ts';

function job(pagesLeft: number, msAPage: number | null, state: Schedulable['state'] = 'open'): Schedulable {
  const waiting = Array.from({ length: pagesLeft }, (_, i) => i);
  return msAPage === null
    ? { state, waiting, spentMs: 0, pagesTimed: 0 }
    : { state, waiting, spentMs: msAPage * 2, pagesTimed: 2 };
}
const nowhere = (): boolean => false;
const scan = job(900, 2500);

describe('the next file of a free reading process', () => {
  it.each([
    ['a text file', job(40, 10)],
    ['a scanned letter', job(3, 2500)],
    ['a file that nobody has opened yet', job(0, null, 'new')],
    ['a file of which no page was read yet', job(500, null)],
  ])('is %s rather than a long scan, even one it has open', (_name, short) => {
    expect(chooseJob([scan, short], (each) => each === scan)).toBe(short);
  });

  it('stays on the open file where another would be done only a little sooner', () => {
    const [open, other] = [job(20, 2500), job(15, 2500)];
    expect(chooseJob([open, other], (each) => each === open)).toBe(open);
    expect(chooseJob([open, other], nowhere)).toBe(other);
  });

  it('passes over files that are being opened, are done, or have no page left', () => {
    const idle = [job(0, 10), job(5, null, 'opening'), job(5, 10, 'ended')];
    expect(chooseJob(idle, nowhere)).toBeUndefined();
    expect(chooseJob([...idle, scan], nowhere)).toBe(scan);
  });
});

/** A therapist's sheet whose dates have no year tells how long the course was, and not when. */
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { rules } from '../engine-kit.ts';
import { pagesOf } from './pages.ts';

const coursesOf = (text: string) =>
  readRecords([{ documentId: 'doc', pages: pagesOf(text) }], rules.record, null)
    .facts.filter(({ detail }) => detail === 'course')
    .map(({ concept, date, measure }) => ({ concept, date, ...measure }));

describe('a sheet of visits', () => {
  it('without a year has a length and no days', () => {
    expect(
      coursesOf(
        'HARBOR PHYSICAL THERAPY   Attendance sheet\nPatient: Quill, Ada   Region: L-spine\n\n1  03/05  Eval. Core, glides  7  kb\n2  03/12  core, manual  6  kb\n3  03/19  core, manual  6  kb\n4  03/26  core, bike  6  kb\n5  04/09  stabilization  6  kb\n6  04/23  d/c. ODI 44%  6  kb\nNo change. Back to Dr. Hale. K. Brand, PT',
      ),
    ).toEqual([
      { concept: 'physical-therapy', date: null, from: null, to: null, days: 49, visits: 6, quantity: null },
    ]);
  });
  it('over the summer and over the turn of a year has one as well', () => {
    const sheet = (days: readonly string[]): string =>
      `HARBOR PHYSICAL THERAPY   Attendance sheet\nPatient: Quill, Ada   Region: L-spine\n\n${days.map((day, index) => `${index + 1}  ${day}  core, manual  6  kb`).join('\n')}\nK. Brand, PT`;
    expect(coursesOf(sheet(['06/15', '06/22', '07/06', '07/20', '08/03']))).toMatchObject([
      { days: 49, from: null },
    ]);
    expect(coursesOf(sheet(['12/08', '12/15', '12/29', '01/12', '01/26']))).toMatchObject([
      { days: 49, from: null },
    ]);
  });
  it('in no order has none', () => {
    const text =
      'HARBOR PHYSICAL THERAPY   Attendance sheet\nPatient: Quill, Ada   Region: L-spine\n\n1  03/05  core, manual  6  kb\n2  09/12  core, manual  6  kb\n3  01/19  core, manual  6  kb\n4  07/02  core  6  kb\nK. Brand, PT';
    expect(coursesOf(text)).toEqual([]);
  });
  it('of a doctor that speaks of therapy is none', () => {
    expect(
      coursesOf(
        'Ada Rao MD  Family Practice\n\n05/26/2026  QUILL, Ada\nBack pain x 5 d. Plan: meloxicam 15, PT referral Iron St.\n06/10/2026  phone\nNo better. Cont PT.\n07/28/2026  recheck\nDone w/ PT last wk. Leg pain same.\n08/30/2026  visit\nRefilled. d/c meloxicam.',
      ),
    ).toEqual([]);
  });
  it('whose summary says "Discharge" and "Sessions kept" is a course', () => {
    expect(
      coursesOf(
        'RIVERSIDE REHAB   DISCHARGE SUMMARY\nPatient  A. Quill (06/30/1949)   Referred by B. Hale MD\nProblem  lumbar stenosis\nStart of care 03/04/2026   Discharge 04/22/2026   Sessions kept 13, missed 1\n\nFlexion-based exercise, hip stretching. Home sheet checked at each session.\nWalking goal not met.\nSigne Aar, DPT',
      ),
    ).toMatchObject([{ from: '2026-03-04', to: '2026-04-22', days: 49, visits: 13 }]);
  });
});

/** How the words before a list say that its items combine. */
import { expect, it } from 'vitest';
import { combinationIn } from '../../../shared/engine/policy/lists/combine.ts';

it.each([
  ['MRI is approved when C1 and C2 are found in the chart.', 'all'],
  ['Approve with (1) and (2):', 'all'],
  ['Approve with D1 or D2:', 'any'],
  ['We agree to the scan once four things are written down:', 'all'],
  ['The scan is necessary if 3.2.1 through 3.2.4 are met.', 'all'],
  ['Approve where (a) to (d) are documented:', 'all'],
  ['Appropriate when every statement is true:', 'all'],
  ['It is enough that one of (a) through (c) is met:', 'any'],
  ['The study is payable if every answer below is yes:', 'all'],
  ['Nerve signs. Any two, noted by a clinician:', 'at-least'],
])('reads "%s" as %s', (words, kind) => {
  expect(combinationIn(words)?.kind).toBe(kind);
});

it.each(['Grave findings, all joints: no trial is asked for', 'For members of all ages:'])(
  'takes the whole of the body or of the plan in "%s" for no items of a list',
  (words) => {
    expect(combinationIn(words)).toBeNull();
  },
);

it.each(['Supported once, after cycle 2, 3 or 4.', 'Stage II or III', 'Lung-RADS 3 or 4A'])(
  'takes the numbers of "%s" for no items of a list',
  (words) => {
    expect(combinationIn(words)).toBeNull();
  },
);

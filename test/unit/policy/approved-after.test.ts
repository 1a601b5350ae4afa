/** Titles that say when a scan is approved, at once or after treatment. */
import { expect, it } from 'vitest';
import { policyOf } from './support.ts';

const policy = (second: string) => `Policy QX-4 Imaging of the Knee
In force from 01/01/2026

General
Most knees heal in six weeks. An MRI changes little before that.

When MRI of the knee (73721, 73722) is approved at once
Any of these found by the clinician:
- a knee that is locked
- infection with fever

${second}
Both:
1) X-rays of the knee done since the pain began.
2) Six weeks of physical therapy.
`;

it.each(['When MRI is approved after treatment', 'When a scan can be authorized only after therapy'])(
  'opens the section of what is asked for: %s',
  (title) => {
    const section = policyOf(policy(title)).sections.find(({ heading }) => heading === title);
    expect(section?.role).toBe('covered');
    expect(section?.tree?.kind).toBe('all');
  },
);

/** A release that names one element of several parts, and a title that says what is waived. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const policy = (title: string, sentence: string) =>
  policyOf(`S-MR-4 Spine Imaging
In force from January 1, 2026.

Part A. Thoracic

MRI is certified where both of these are on record. First, plain films of the thoracic spine were taken within the 60 days before the request. Second, pain has gone on through six weeks of treatment directed by a clinician.

Part B. ${title}

${sentence}: a personal history of cancer; fever; loss of control of bladder or bowel; or new weakness.

Part C. Codes
72146.`);

describe('a release of one element', () => {
  it.each([
    [
      'When the six weeks are waived',
      'The second element of part A is not to be applied to a member who has any of the following',
    ],
    [
      'Where the six weeks are forgiven',
      'The second requirement of part A must not be insisted on where the member has any of these',
    ],
    [
      'When the six weeks are not to be demanded',
      'The second condition of part A is not imposed on members with any of the following',
    ],
  ])('%s', (title, sentence) => {
    const waivers = policy(title, sentence).sections.flatMap((section) => section.waivers);
    const released = waivers.find(({ condition }) => sketch(condition).includes('malignancy'));
    expect(released).toBeDefined();
    expect(released?.waivesConcepts).toContain('conservative-therapy');
    expect(released?.waivesConcepts).not.toContain('prior-imaging');
    expect(released?.waivesLabels).not.toContain('A');
  });

  it('is none where the rule is to be applied', () => {
    const waivers = policy(
      'Who must meet it',
      'The second element of part A is to be applied to a member who has any of the following',
    ).sections.flatMap((section) => section.waivers);
    expect(waivers).toEqual([]);
  });
});

/** Care of an episode that was over, and care that a note brings along from another. */
import { describe, expect, it } from 'vitest';
import { isOfEndedEpisode } from '../../../shared/engine/record/context/ended-episode.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const at = (sentence: string): boolean => isOfEndedEpisode(sentence, sentence.indexOf('PT'));

describe('an episode that was over', () => {
  it.each([
    "New flare since May; last episode (spring '24) cleared up fully with 10 weeks of PT.",
    'Her previous episode in 2024 resolved after 8 weeks of PT.',
    'An earlier flare-up settled with PT.',
    'In a prior bout she went to PT and got better.',
    'His flare of 2024 went away after PT.',
    'First attack: full recovery with PT.',
  ])('%s', (sentence) => {
    expect(at(sentence)).toBe(true);
  });

  it.each([
    'Since the last episode resolved she completed 7 weeks of PT.',
    'With her last flare in August she did 6 weeks of PT.',
    'The last episode resolved; now 8 weeks of PT without relief.',
    'The previous episode has not resolved despite PT.',
    'The first visit of PT resolved some stiffness.',
  ])('not: %s', (sentence) => {
    expect(at(sentence)).toBe(false);
  });
});

describe('what a note brings along', () => {
  const sides = (text: string): readonly (string | null)[] =>
    readRecords([{ documentId: 'd', pages: pagesOf('d', text) }], rules.record, null)
      .facts.filter(({ concept, status }) => concept === 'physical-therapy' && status === 'done')
      .map(({ side }) => side);
  const later =
    'Office visit 04/13/2026\nPatient: Ira Coe DOB 02/03/1970\nHPI: Left knee pain since February.\n';

  it('is placed where the note of that day places it', () => {
    expect(
      sides(
        `Office visit 05/20/2025\nPatient: Ira Coe DOB 02/03/1970\nHPI: Right knee pain. Completed 8 weeks of PT for the right knee.\n\f${later}[Copied forward from 05/20/2025] Completed 8 weeks of PT.\n`,
      ),
    ).not.toContain('left');
  });

  it('keeps the side of the visit where that day has no note', () => {
    expect(sides(`${later}[Copied forward from 03/20/2026] Completed 8 weeks of PT.\n`)).toContain('left');
  });

  it('keeps a side of its own', () => {
    expect(
      sides(
        `Office visit 05/20/2025\nPatient: Ira Coe DOB 02/03/1970\nHPI: Right knee pain.\n\f${later}[Copied forward from 05/20/2025] Completed 8 weeks of PT for the left knee.\n`,
      ),
    ).toContain('left');
  });
});

/** Signs of an examination by name, and items that ask to be seen again. */
import { expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const item = (words: string): string =>
  sketch(
    policyOf(
      `Larkfield Health\nLK-35: MRI\nEffective 01/01/2026\n\n1. Criteria\nMRI is covered when all are met:\n1.1 ${words}\n1.2 Age 18 or older.\n`,
    ).sections.find(({ tree }) => tree !== null)?.tree,
  );

it.each([
  [
    'A focal finding on examination: Mulder click, positive drawer of the toe, or point tenderness of a metatarsal shaft.',
  ],
  ['Snuffbox tenderness.'],
  ['Bony tenderness over the navicular.'],
  ['A positive ulnar grind or lunotriquetral shuck.'],
  ['Stinchfield or scour test that is painful.'],
  ['A positive hook test.'],
  ['Positive windlass test.'],
])('is a sign of the joint: %s', (words) => {
  expect(item(words)).toContain('provocative-test');
  expect(item(words)).not.toContain('focal-neurological-deficit');
});

it('leaves a loss of a nerve what it is', () => {
  expect(item('A focal neurological finding on examination.')).toContain('focal-neurological-deficit');
});

it.each([
  ['A second examination 7 days or more after the injury at which the tenderness is still there.'],
  ['A visit with the ordering clinician after B2, within 30 days before the request.'],
  ['A second examination after 3.3 that shows no meaningful relief.'],
  ['A repeat examination no sooner than six weeks after the treatment.'],
  ['Evaluation by the treating physician following completion of therapy.'],
  ['A later visit showing that pain persists.'],
])('asks to be seen again: %s', (words) => {
  expect(item(words)).toContain('re-evaluation');
});

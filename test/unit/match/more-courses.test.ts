/** How many courses, medicines or values a letter asks for, against the number in the policy. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (said: string, asked: string) =>
  analyze(
    caseOf(
      {
        'letter.pdf': `Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: 70486 CT of the sinuses\n\nThe scan is not medically necessary under policy RS-21. ${said}\n\nYou may appeal within 180 days.`,
        'policy.pdf': `Tern Health Plan Clinical Policy\nRS-21 Sinus CT\nEffective date: January 1, 2026\nCT of the sinuses is medically necessary when all of the following are met:\n1. Symptoms for twelve weeks\n2. ${asked}\n`,
        'notes.pdf': `Bay Clinic\nOffice visit 05/11/2026\nPatient: Iris Fenton DOB 11/03/1964\nSinus pressure for four months. Augmentin for 10 days in March, no change.\nPlan: CT sinuses 70486.\nA. Ruiz, MD`,
      },
      { today: '2026-06-01' },
    ),
    rules,
  )
    .findings.filter(({ type }) => type === 'denial-exceeds-policy')
    .map(({ concept }) => concept);

it.each([
  ['Two courses of antibiotics have to fail first.', 'One course of antibiotics'],
  [
    'Two courses of antibiotics, each of ten days, must fail.',
    'A course of antibiotics of ten days or longer',
  ],
  ['At least three courses of antibiotics are required.', 'Two courses of antibiotics'],
  ['Two trials of antibiotics are required.', 'One trial of antibiotics'],
  ['Two different antibiotics must be tried.', 'One antibiotic was tried'],
  ['Two rounds of antibiotics should have failed.', 'A single round of antibiotics'],
])('%s / %s', (said, asked) => {
  expect(found(said, asked)).toContain('medication-trial');
});

it.each([
  ['Two courses of antibiotics have to fail first.', 'Two courses of antibiotics'],
  ['One course of antibiotics has to fail first.', 'One course of antibiotics'],
  ['Two courses of antibiotics have to fail first.', 'Antibiotics'],
  ['You had two courses of antibiotics.', 'One course of antibiotics'],
])('not: %s / %s', (said, asked) => {
  expect(found(said, asked)).not.toContain('medication-trial');
});

/** The parts of a notice are known in the many ways in which plans word them, and not in words that only sound alike. */
import { describe, expect, it } from 'vitest';
import { hasElement, mayHaveElement } from '../../../shared/engine/procedure/notice-words.ts';
import { fixture, rules } from '../engine-kit.ts';

const wordings = JSON.parse(fixture('notice-wordings.json')) as Record<
  string,
  { readonly yes: readonly string[]; readonly no: readonly string[] }
>;
/** Parts of the notices of public programs have rules of their own. */
const ofPrograms = new Set(['N13.ma', 'N13.mc']);

describe.each(Object.entries(wordings))('%s', (concept, { yes, no }) => {
  const elements = rules.notice.elements.filter(
    (element) => element.concept === concept && !ofPrograms.has(element.id),
  );
  const holds = (text: string) => elements.some((element) => hasElement(element, text));
  it.each(yes)('is there in: %s', (text) => expect(holds(text)).toBe(true));
  it.each(no)('is not there in: %s', (text) => expect(holds(text)).toBe(false));
});

describe('what may be a part of the notice in words that no rule knows', () => {
  const may = (concept: string, text: string) =>
    rules.notice.elements.some(
      (element) =>
        element.concept === concept && !ofPrograms.has(element.id) && mayHaveElement(element, text),
    );
  it.each([
    [
      'claim-file-right',
      'At your word we will send, and not charge for, the notes we read, and anything else in the matter.',
    ],
    [
      'appeal-window',
      'Should you wish to contest it, you have one hundred and eighty days, reckoned from your receipt.',
    ],
    ['criteria-not-identified', 'That standard is set out in Imaging Guide Sheet 15.'],
    ['criteria-not-identified', 'We went by the Medical Coverage Manual, "Head and Brain Scans".'],
    ['criteria-not-identified', "The Fund's Review Manual, chapter K (Knee), asks for films first."],
    [
      'expedited-right',
      'If so long a wait could imperil your life, it will be settled in seventy-two hours.',
    ],
    [
      'external-review-right',
      'One of three accredited bodies, none of them related to us, decides in the end.',
    ],
    ['court-right', 'After that the matter may be laid before a federal judge.'],
  ])('%s is asked about, not claimed to be missing: %s', (concept, text) => {
    expect(may(concept, text)).toBe(true);
  });

  it.each([
    [
      'claim-file-right',
      'A copy of KN-12, on which we relied, will be mailed to you without charge if you ask.',
    ],
    ['appeal-window', 'We answer within 30 days.'],
    ['criteria-not-identified', 'Call 502-555-0145 about our decision.'],
    ['external-review-right', 'A doctor who had no part in this decision will look at it.'],
    ['court-right', 'Call 502-555-0145 within five business days.'],
  ])('%s is still claimed to be missing beside: %s', (concept, text) => {
    expect(may(concept, text)).toBe(false);
  });
});

/** What a letter concedes, scopes and dates claims nothing of the record. */
import { describe, expect, it } from 'vitest';
import { claimsIn } from './claims-in.ts';

/** Concepts that the letter says are absent, too little or normal. */
function missed(body: string): readonly string[] {
  return claimsIn(body)
    .filter(({ claim }) => claim !== 'required' && claim !== 'other')
    .map(({ concept }) => concept);
}

describe('what is conceded', () => {
  it.each([
    ['The scan is denied. That no biopsy has been made is not held against you.', 'tissue-diagnosis'],
    [
      'The scan is denied. That you have had pain for more than three months is not disputed.',
      'symptom-duration',
    ],
    ['The scan is denied. The six weeks of physical therapy are not in dispute.', 'physical-therapy'],
    [
      "The scan is denied. It isn't contested that physical therapy was done for only a few weeks.",
      'physical-therapy',
    ],
    ['The scan is denied. It is accepted that no injection was given.', 'injection'],
    ['The scan is denied. Nobody here doubts that your therapy lasted only five weeks.', 'physical-therapy'],
    ['The scan is denied. The absence of an injection is not being held against you.', 'injection'],
  ])('"%s" misses no %s', (body, concept) => {
    expect(missed(body)).not.toContain(concept);
  });

  it.each([
    [
      'The record does not show physical therapy, and this has not been disputed by your doctor.',
      'physical-therapy',
    ],
    ['Your pain is not disputed, but no physical therapy is on file.', 'physical-therapy'],
    ['It is accepted that you took naproxen; physical therapy was not done.', 'physical-therapy'],
  ])('"%s" misses %s', (body, concept) => {
    expect(missed(body)).toContain(concept);
  });
});

describe('whom the rule is for', () => {
  it.each([
    'For a single nodule without biopsy the probability of cancer must have been calculated. We did not locate such a calculation.',
    'In a member without a biopsy a risk score is required first. None was found.',
    'For lesions with no biopsy a risk score has to be sent. It was not sent.',
  ])('"%s" misses no biopsy', (body) => {
    expect(missed(body)).not.toContain('tissue-diagnosis');
    expect(missed(body)).toContain('risk-score');
  });

  it('still reads a lack of the record', () => {
    expect(missed('In your notes without a biopsy report the type must be guessed.')).toContain(
      'tissue-diagnosis',
    );
  });

  it.each([
    'Section 2 of Bulletin J-8 (pain of the shoulder without injury, age over 40) asks for eight weeks of therapy.',
    'Criterion SH-4 (pain without trauma) calls for eight weeks of therapy, which was not done.',
    'Part B (shoulder pain without an injury) requires eight weeks of therapy first.',
  ])('"%s" says nothing of an injury', (body) => {
    expect(missed(body)).not.toContain('fracture-trauma');
  });
});

describe('what dates something else', () => {
  it.each([
    [
      'Only three months have gone by since your last chest CT, so the request comes too early.',
      'prior-imaging',
    ],
    ['It is only ten weeks after the previous mammogram.', 'prior-imaging'],
    ['Fewer than six months have passed since your prior MRI.', 'prior-imaging'],
    [
      'Before nuclear imaging a person should have taken tablets for no less than twelve months. That has not happened here.',
      'stress-test',
    ],
    [
      'Prior to a stress test a person should have taken tablets for at least a year. That has not been done.',
      'stress-test',
    ],
  ])('"%s" misses no %s', (body, concept) => {
    expect(missed(body)).not.toContain(concept);
  });

  it('reads a minimum as asked for', () => {
    const asked = claimsIn('You should have been in physical therapy for no fewer than six weeks.');
    expect(asked).toMatchObject([
      { concept: 'physical-therapy', claim: 'required', threshold: { minDays: 42 } },
    ]);
  });

  it('takes the length that is asked for where another stands beside it', () => {
    expect(
      claimsIn(
        'Pain of nine days is acute, and the guideline wants twelve weeks of symptoms. That was not reached.',
      ).map(({ threshold }) => threshold?.minDays),
    ).not.toContain(9);
  });

  it('takes relief of pain for no length of pain', () => {
    expect(missed('Six weeks of pain relief medicine are needed. The notes do not show it.')).toEqual([
      'medication-trial',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../electron/rules/load-rules.ts';
import { claimFeatures, clauseOf } from '../../../shared/engine/sentences/claim-features.ts';
import { labelsOf, likeliest, marginsOf } from '../../../shared/engine/sentences/learned-reader.ts';
import { sentenceFeatures, stemOf, wordsOf } from '../../../shared/engine/sentences/sentence-features.ts';

const { learned } = await loadRules();
const topics = (text: string): string[] =>
  labelsOf(learned.topics, sentenceFeatures(text), 0.6).map(({ label }) => label);
const claim = (text: string, concept: 'physical-therapy' | 'prior-imaging' | 'motor-deficit'): string =>
  likeliest(learned.claims, claimFeatures(text, concept, learned.topics)).label;
const line = (text: string): string => likeliest(learned.lines, sentenceFeatures(text)).label;

describe('the features of a sentence', () => {
  it('takes numbers for alike, so that nobody’s own numbers are known', () => {
    expect(wordsOf('Six visits, 12 sessions, strength 4/5 on 3/14')).toEqual(
      wordsOf('Nine visits, 7 sessions, strength 5/5 on 9/02'),
    );
  });

  it('brings words of one stem together and leaves short words whole', () => {
    expect(stemOf('treatments')).toBe(stemOf('treated'));
    expect(wordsOf('the PT').map(stemOf)).toEqual(['the', 'pt']);
  });

  it('reads a page without full stops only so far', () => {
    expect(sentenceFeatures('word '.repeat(50_000)).size).toBeLessThan(40);
  });
});

describe('what a sentence speaks of', () => {
  it('is known in words that stand in no list of names', () => {
    expect(
      topics('Nowhere do we see that a physiotherapist put you through a supervised strengthening course.'),
    ).toContain('physical-therapy');
    expect(topics('No radiograph of the joint accompanied the order.')).toContain('prior-imaging');
    expect(topics('You may ask for a copy of this letter in large print.')).toEqual([]);
  });

  it('is nothing for no words at all', () => {
    expect(topics('')).toEqual([]);
    expect(topics('• — …')).toEqual([]);
  });

  it('is known though a scanner broke a word', () => {
    expect(topics('No physlcal therapy sesslons were documented.')).toContain('physical-therapy');
  });
});

describe('what a letter says of a topic', () => {
  it('tells missing from too little, normal, demanded and granted', () => {
    expect(claim('There is no record of physical therapy.', 'physical-therapy')).toBe('absent');
    expect(claim('Only three therapy visits over ten days were completed.', 'physical-therapy')).toBe(
      'insufficient',
    );
    expect(claim('Strength was full in both legs.', 'motor-deficit')).toBe('normal');
    expect(claim('We require six weeks of physical therapy before this scan.', 'physical-therapy')).toBe(
      'required',
    );
    expect(claim('You did have x-rays in May, as we asked.', 'prior-imaging')).toBe('granted');
  });

  it('looks at the clause that speaks of the topic', () => {
    const text = 'X-rays were taken in May, but no course of physical therapy was found';
    expect(clauseOf(text, 'physical-therapy', learned.topics)).toContain('therapy');
    expect(clauseOf(text, 'prior-imaging', learned.topics)).toContain('X-rays');
  });
});

describe('what a line of a policy does', () => {
  it('tells lists of which all are asked for from lists of which one will do', () => {
    expect(line('Appropriate when every statement below is true:')).toBe('group-all');
    expect(line('MRI is supported for any one of the following:')).toBe('group-any');
  });
});

it('reads the same each time', () => {
  const text = sentenceFeatures('No trial of anti-inflammatory medicine is described.');
  expect(marginsOf(learned.topics, text)).toEqual(marginsOf(learned.topics, text));
});

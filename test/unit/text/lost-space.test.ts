import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../shared/text/blocks.ts';
import { lostSpaces } from '../../../shared/text/lost-space.ts';

/** The text with a bar where a space was lost. */
const barred = (text: string): string => {
  let out = '';
  let from = 0;
  for (const at of lostSpaces(text)) {
    out += `${text.slice(from, at)}|`;
    from = at;
  }
  return out + text.slice(from);
};

describe('lostSpaces', () => {
  it('finds titles and items that stand against the words before them', () => {
    expect(barred('Walks with a stick.PMH asthma. No swelling.Exam: gait slow.')).toBe(
      'Walks with a stick.|PMH asthma. No swelling.|Exam: gait slow.',
    );
    expect(barred('Seen by K. Adebayo, NPReason: sore hip\nsince springHistory. Began on the stairs.')).toBe(
      'Seen by K. Adebayo, NP|Reason: sore hip\nsince spring|History. Began on the stairs.',
    );
    expect(barred('rest from running.2. Radiographs of the hip.3. One sign on examination')).toBe(
      'rest from running.|2. Radiographs of the hip.|3. One sign on examination',
    );
    expect(barred('No change.04/02/2026 phone call')).toBe('No change.|04/02/2026 phone call');
  });

  it('leaves addresses, decimals, degrees and shortened words whole', () => {
    for (const text of [
      'Write to appeals@Example.Health.org or see www.Example.com/Policies.',
      'eGFR 88.5, PSA 0.4, section 4.2, M54.16.',
      'E. Lindqvist, Ph.D., U.S.A., St.Anne, Dr.Lee',
      'McMurray negative, pH normal, mL and mRNA: none.',
    ])
      expect(barred(text)).toBe(text);
  });

  it('ends sentences where the space is lost', () => {
    const text = 'Reflexes equal, light touch kept.Plan. Films if no better.';
    expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Reflexes equal, light touch kept.',
      'Plan.',
      'Films if no better.',
    ]);
  });
});

/** Log entries: tidied, checked, with a day to follow up on; mail numbers by their check digit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCertifiedNumber, spacedMailNumber } from '../../../shared/text/certified-number.ts';
import { logProblems, suggestedFollowUp, tidyLogEntry } from '../../../shared/track/log-entry.ts';
import { entry } from './build.ts';

const problems = (fields: Parameters<typeof entry>[0]) =>
  logProblems(entry(fields), '2026-03-10').map((each) => `${each.severity} ${each.field}`);

describe('certified-mail numbers', () => {
  it.each([
    ['9414 7118 9956 2447 5315 14', 'ok'],
    ['9414711899562447531514', 'ok'],
    ['9414711899562447531515', 'check-digit'],
    ['9414711899562447513514', 'check-digit'],
    ['7112 3456 7891 2345 6787', 'ok'],
    ['71123456789123456788', 'check-digit'],
    ['RE 473 124 829 US', 'ok'],
    ['RE473124828US', 'check-digit'],
    ['94147118995624475315', 'form'],
    ['1Z999AA10123456784', 'form'],
    ['not a number', 'form'],
    ['', 'form'],
  ])('%s: %s', (number, expected) => {
    expect(checkCertifiedNumber(number)).toBe(expected);
  });

  it('notices any one digit mistyped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 21 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = Array.from('9414711899562447531514', Number);
        digits[place] = ((digits[place] ?? 0) + shift) % 10;
        return checkCertifiedNumber(digits.join('')) !== 'ok';
      }),
    );
  });

  it('is written in groups of four', () => {
    expect(spacedMailNumber('9414-7118-9956-2447-5315-14')).toBe('9414 7118 9956 2447 5315 14');
    expect(spacedMailNumber(' re473124829us ')).toBe('RE473124829US');
  });
});

describe('log entries', () => {
  it('are trimmed, and empty words become nothing', () => {
    const tidy = tidyLogEntry(
      entry({ personName: '  Kim ', said: ' \n', documentIds: ['a', 'a'], certifiedNumber: '' }),
    );
    expect(tidy).toMatchObject({ personName: 'Kim', said: null, documentIds: ['a'], certifiedNumber: null });
  });

  it.each<[string, Parameters<typeof entry>[0], string[]]>([
    ['a good call', { personName: 'Kim', reference: 'C-1' }, []],
    ['a nameless call', {}, ['warn personName']],
    ['a call next week', { at: '2026-03-17', personName: 'Kim' }, ['warn at']],
    ['no date', { at: 'soon', personName: 'Kim' }, ['stop at']],
    ['a 30 February', { kind: 'note', at: '2026-02-30' }, ['stop at']],
    [
      'mail there before it was sent',
      { kind: 'mail', sentOn: '2026-03-09', deliveredOn: '2026-03-08' },
      ['stop deliveredOn'],
    ],
    [
      'mail with a mistyped number',
      { kind: 'mail', sentOn: '2026-03-09', certifiedNumber: '9414711899562447531515' },
      ['warn certifiedNumber'],
    ],
    ['a fax with pages lost', { kind: 'fax', pagesSent: 12, pagesConfirmed: 11 }, ['warn pagesConfirmed']],
    ['a fax without its confirmation', { kind: 'fax', pagesSent: 12 }, ['warn pagesConfirmed']],
    ['a follow-up in the past', { kind: 'note', followUpOn: '2026-03-01' }, ['warn followUpOn']],
    ['today, said from further east', { kind: 'note', at: '2026-03-11' }, []],
  ])('%s', (_name, fields, expected) => {
    expect(problems(fields)).toEqual(expected);
  });

  it.each<[string, Parameters<typeof entry>[0], string | null]>([
    ['a promise on the phone', { promised: 'a call back' }, '2026-03-16'],
    ['a call without promise', {}, null],
    ['mail on its way', { kind: 'mail', sentOn: '2026-03-08' }, '2026-03-18'],
    ['mail delivered', { kind: 'mail', sentOn: '2026-03-01', deliveredOn: '2026-03-04' }, null],
    ['a fax confirmed', { kind: 'fax', pagesSent: 3, pagesConfirmed: 3 }, null],
    ['a fax not confirmed', { kind: 'fax', pagesSent: 3 }, '2026-03-12'],
    ['a day already given', { promised: 'x', followUpOn: '2026-04-01' }, null],
    ['a note', { kind: 'note' }, null],
  ])('suggests a day after %s', (_name, fields, expected) => {
    expect(suggestedFollowUp(entry(fields))).toBe(expected);
  });
});

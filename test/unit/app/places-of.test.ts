/** What may be told of an error: where, never what it says. */
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../electron/app/places-of.ts';

describe('the places of an error', () => {
  it('leave out what a parser quotes from the text', () => {
    try {
      JSON.parse('{"note": Naproxen at night}');
      throw new Error('unreachable');
    } catch (error) {
      expect(String(error)).toContain('Naproxen');
      const places = placesOf(error).join('\n');
      expect(places).not.toContain('Naproxen');
      expect(places).toContain('…/app/places-of.test.ts');
      expect(places).not.toContain(import.meta.dirname);
    }
  });

  it('leave out a message of several lines that looks like a stack', () => {
    const error = new Error('bad:\n    at Dolores Whitmer (/home/dolores/x.pdf:1:1)');
    expect(placesOf(error).join('\n')).not.toContain('olores');
    expect(placesOf(error).length).toBeGreaterThan(0);
  });

  it('are none for what is no error', () => {
    expect(placesOf('Naproxen')).toEqual([]);
  });
});

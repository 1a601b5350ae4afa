import { describe, expect, it } from 'vitest';
import { agreement, garbageShare, looksScrambled } from '../../../electron/ingest/pdf/trust.ts';

describe('trust in a text layer', () => {
  it.each([
    [
      'a letter',
      'We have reviewed the request for an MRI of the lumbar spine and do not approve it at this time.',
    ],
    [
      'a list of codes and figures',
      '72148 M54.16 M51.26 05/28/2026 06/11/2026 180 72 4/5 5/5 12 90 1-800-555-0146 26-0817-55104 60 30 45',
    ],
    [
      'a medication list',
      'lisinopril 10 mg daily\nmeloxicam 15 mg daily\ngabapentin 300 mg TID\nacetaminophen 500 mg prn\nmetformin 1000 mg BID',
    ],
    ['a short heading', 'EXHIBIT C'],
  ])('takes %s as text', (_name, text) => {
    expect(looksScrambled(text)).toBe(false);
  });

  it.each([
    ['codes of a font without a map', '"7+%-'],
    [
      'letters shifted in the alphabet',
      'Zh kdyh uhylhzhg wkh uhtxhvw iru dq PUL ri wkh oxpedu vslqh dqg gr qrw dssuryh lw dw wklv wlph',
    ],
    ['boxes and signs', '□■▯▯ ◊◊ ■□ ▯▯▯▯ □□□ ■■ ◊◊◊◊'],
  ])('does not take %s', (_name, text) => {
    expect(looksScrambled(text)).toBe(true);
  });

  it('counts private letters as garbage', () => {
    expect(garbageShare('abc\uE001\uE002')).toBeCloseTo(0.4);
    expect(garbageShare('plain\ttext\n')).toBe(0);
  });

  it('measures how much of the layer OCR saw', () => {
    expect(agreement('therapy completed in June', 'Therapy completed in July')).toBeCloseTo(0.75);
  });
});

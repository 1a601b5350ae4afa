/** What OCR reads as a letter where a digit was printed. */
import { describe, expect, it } from 'vitest';
import type { OcrWord } from '../../../electron/ingest/ocr/engine.ts';
import { printedText } from '../../../electron/ingest/ocr/look-alikes.ts';

function printed(line: string): string {
  const words = line.split(' ').map((text) => ({ text }) as OcrWord);
  return words.map((_, index) => printedText(words, index)).join(' ');
}

describe('look-alikes of OCR', () => {
  it.each([
    ['Hemoglobin Alc 7.4%', 'Hemoglobin A1c 7.4%'],
    ['HbAIc: 6.1', 'HbA1c: 6.1'],
    ['Last Alc was 8.2 %', 'Last A1c was 8.2 %'],
    ['Alc 11.3%, up', 'A1c 11.3%, up'],
    ['| have pain', 'I have pain'],
  ])('reads %s as %s', (read, right) => {
    expect(printed(read)).toBe(right);
  });

  it.each(['Alc 2 drinks a week', 'Alc: denies', 'ETOH/Alc none', 'Alcohol 4.5 units', '| 4.5'])(
    'leaves %s as it was read',
    (read) => {
      expect(printed(read)).toBe(read);
    },
  );
});

/** Shapes that OCR cannot tell apart, where the words beside them leave no doubt which was printed. */
import type { OcrWord } from './engine.ts';

/** "Alc", "HbAIc": the 1 of A1c read as a letter. */
const readAsLetter = /^((?:Hb|Hgb|HB|HGB)?-?A)[lI|](c\b.*)$/;
const glycated = /^(?:h(?:a?e)?moglobin|hgb|hb|glycated|glycosylated|glycohemoglobin)[,:]?$/i;
/** Its usual values, 4.0 to 19.9 %; "Alc 2 drinks" is alcohol. */
const percentage = /^[=:]?(?:[4-9]|1\d)\.\d%?[,.;)]?$/;
/** Words between the name and its value: "A1c of 7.4", "A1c was 7.4 %". */
const joining = /^(?:of|was|is|at|:|=|today|level)$/i;

/** The word as it was printed. */
export function printedText(words: readonly OcrWord[], index: number): string {
  const text = words[index]?.text ?? '';
  const next = words[index + 1]?.text ?? '';
  // A bar that is left after the ruled lines are gone, before a small letter, is a capital I.
  if (text === '|' && /^[a-z]/.test(next)) return 'I';
  const letter = readAsLetter.exec(text);
  if (letter === null) return text;
  const [, head = '', tail = ''] = letter;
  const value = joining.test(next) ? (words[index + 2]?.text ?? '') : next;
  const sure = head.startsWith('H') || glycated.test(words[index - 1]?.text ?? '') || percentage.test(value);
  return sure ? `${head}1${tail}` : text;
}

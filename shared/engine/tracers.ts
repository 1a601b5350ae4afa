/** Which radiotracer a section or an order means: by its HCPCS code or by its name. */
import { isTracer } from './scan-names.ts';

interface Tracer {
  readonly codes: readonly string[];
  readonly words: RegExp;
}

/** HCPCS codes of PET tracers with the names that policies give them. */
const tracers: readonly Tracer[] = [
  { codes: ['A9552'], words: /\b(?:FDG|fluorodeoxyglucose)\b/i },
  {
    codes: ['A9587', 'A9592', 'C9067'],
    words: /\b(?:dota-?(?:tate|toc|noc)|somatostatin[- ]receptor|SSTR|receptor PET)\b/i,
  },
  {
    codes: ['A9593', 'A9594', 'A9595', 'A9596', 'A9597', 'A9608'],
    words: /\b(?:PSMA|piflufolastat|flotufolastat|gozetotide)\b/i,
  },
  { codes: ['A9588'], words: /\bfluciclovine\b/i },
  { codes: ['A9515'], words: /\bcholine\b/i },
  { codes: ['A9591'], words: /\bfluoroestradiol\b/i },
  { codes: ['A9586', 'A9599', 'Q9982', 'Q9983'], words: /\b(?:amyloid|florbeta\w+|flutemetamol)\b/i },
  { codes: ['A9580'], words: /\bsodium fluoride\b/i },
];

/** Places in the table of the tracers that the words or codes name. */
export function tracersIn(text: string, codes: readonly string[]): readonly number[] {
  return tracers.flatMap((tracer, index) =>
    tracer.words.test(text) || tracer.codes.some((code) => codes.includes(code) || text.includes(code))
      ? [index]
      : [],
  );
}

/** True where the heading names tracers and the ordered one is not among them. */
export function isOtherTracer(
  section: { readonly heading: string; readonly codes: readonly string[] },
  codes: readonly string[],
): boolean {
  const ordered = tracersIn('', codes.filter(isTracer));
  const named = tracersIn(section.heading, []);
  return ordered.length > 0 && named.length > 0 && !named.some((index) => ordered.includes(index));
}

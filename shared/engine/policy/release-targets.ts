/** Which items and which kinds of requirement a release names ("items (b) and (c)", "1.1 to 1.3", "no films"). */
import type { PolicyWaiver } from '../../domain/policy.ts';
import { ordinalOf, romanOf } from './labels.ts';
import type { OutlineItem } from './outline.ts';
import type { Reader } from './reader.ts';
import { conceptsIn, therapyConcepts } from './vocabulary.ts';

/** Labels and concepts that the words of a release name; both empty where they name none. */
export function targetsOf(
  text: string,
  item: OutlineItem,
  reader: Reader,
): { waivesLabels: readonly string[]; waivesConcepts: PolicyWaiver['waivesConcepts'] } {
  const labels = [
    ...text.matchAll(
      /(?<![\w.])((?:[A-Z]{2,4}-\d{1,3}\.\d{1,2}|[A-Z]\.?\d{1,2}(?:\.\w)?|\d{1,2}(?:\.\w{1,2})+|\([a-z]\)|(?<=items? |sections? |parts? )(?:[ivx]+|[A-Z]|\d{1,2}|\w+)))(?![\w])/g,
    ),
  ].map(([label]) => label);
  labels.push(...labelRanges(text));
  const concepts = conceptsIn(text, reader.rules)
    .map(({ rule }) => rule.concept)
    .filter(
      (concept) =>
        therapyConcepts.has(concept) ||
        concept === 'prior-imaging' ||
        concept === 'symptom-duration' ||
        concept === 'stress-test' ||
        concept === 're-evaluation' ||
        concept === 'place-of-service',
    );
  const defined = [...reader.definitions]
    .filter(([term]) => text.toLowerCase().includes(term))
    .map(([, node]) => (node.kind === 'leaf' ? node.concept : node.concept))
    .filter((concept) => concept !== null);
  const therapy = /\b(?:therapy|treatment|care|trial)\b/i.test(text)
    ? (['conservative-therapy'] as const)
    : [];
  void item;
  return {
    waivesLabels: [...new Set(labels)],
    waivesConcepts: [...new Set([...concepts, ...defined, ...(concepts.length === 0 ? therapy : [])])],
  };
}

/** "1.1 to 1.3", "sections 2 through 4", "A and C", "A3 and A4": every label they name. */
function labelRanges(text: string): string[] {
  const out: string[] = [];
  const label = String.raw`\(?([A-Z]?)((?:\d{1,2}\.)*)(\d{1,2}|(?<![A-Za-z(])[A-Z](?![\w]))\)?`;
  for (const match of text.matchAll(
    new RegExp(`(?<![\\w.])${label}\\s*(?:to|through|[-–])\\s*${label}(?![\\w.]?\\d)`, 'g'),
  )) {
    const [, letter = '', prefix = '', from = '', , , to = ''] = match;
    const first = ordinalOf(from);
    const last = ordinalOf(to);
    for (let n = first; n <= last && n - first < 12; n++)
      out.push(`${letter}${prefix}${/\d/.test(from) ? n : String.fromCharCode(64 + n)}`);
  }
  for (const match of text.matchAll(
    /(?<![\w.])([a-zA-Z]|\d{1,2})\.?\(?([ivx]{1,4}|[a-z]|\d{1,2})\)?\s+(?:to|through)\s+\1\.?\(?([ivx]{1,4}|[a-z]|\d{1,2})\)?(?![\w])/g,
  )) {
    const roman = /^[ivx]+$/.test(match[2] ?? '') && /^[ivx]+$/.test(match[3] ?? '');
    const place = (part: string): number => (roman ? romanOf(part) : ordinalOf(part));
    for (let n = place(match[2] ?? ''); n <= place(match[3] ?? '') && n < 20; n++)
      out.push(
        `${match[1] ?? ''}.${roman ? toRoman(n) : /\d/.test(match[2] ?? '') ? n : String.fromCharCode(96 + n)}`,
      );
  }
  for (const match of text.matchAll(
    /(?:requirements?|criteri(?:on|a)|items?|sections?|parts?|steps?|rules?)\s+((?:[A-Z]{1,4}-)?\d{1,2}(?:\.\d{1,2}|\.[a-z]|\([a-z]\))*)(?![\w.]?\d)/gi,
  ))
    out.push(match[1] ?? '');
  for (const match of text.matchAll(
    /(?:items?|criteria|sections?|parts?|requirements?|rows?|steps?|from|of)\s+(\(?[A-Z]\d{0,2}\)?(?:,\s*\(?[A-Z]\d{0,2}\)?)*(?:,?\s+(?:and|or)\s+\(?[A-Z]\d{0,2}\)?)?)(?![\w])/g,
  ))
    out.push(...(match[1] ?? '').split(/,|\band\b|\bor\b/).map((part) => part.trim().replace(/[()]/g, '')));
  for (const match of text.matchAll(
    /(?:items?|criteria|sections?|parts?|requirements?|rows?|steps?)\s+(\d{1,2}(?:,\s*\d{1,2})*,?\s+(?:and|or)\s+\d{1,2})(?![\w.])/gi,
  ))
    out.push(...(match[1] ?? '').split(/,|\band\b|\bor\b/).map((part) => part.trim()));
  for (const match of text.matchAll(/\(([A-Za-z]|\d{1,2}|[ivx]{1,4})\)/g)) out.push(match[0].toLowerCase());
  return out.filter((part) => part !== '');
}

function toRoman(n: number): string {
  return (
    ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][n % 10 === 0 && n > 0 ? 10 : n] ?? ''
  );
}

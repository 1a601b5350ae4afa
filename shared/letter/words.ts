/** Small wording helpers shared by all letters: dates, lists, names of scans, first person or third. */
import type { Analysis } from '../domain/finding.ts';
import type { Concept, IsoDate, Laterality } from '../domain/kinds.ts';
import type { LetterInput } from './input.ts';
import type { LetterRules } from './rules.ts';
import { squeeze } from '../text/spans.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "August 19, 2026"; the input itself where it is no ISO date. A time of day is dropped. */
export function longDate(date: IsoDate): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  const month = match ? months[Number(match[2]) - 1] : undefined;
  return match && month ? `${month} ${Number(match[3])}, ${match[1]}` : date;
}

/** "a", "a and b", "a, b and c"; empty for none. */
export function listWords(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** "6 weeks" for multiples of seven up to half a year, else "45 days". */
export function plainDays(days: number): string {
  const weeks = days / 7;
  if (Number.isInteger(weeks) && weeks >= 2 && weeks <= 26) return `${weeks} weeks`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** First letter upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Fills {name} in a template; an unknown name stays, so that tests find it. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The concept in running text and as a heading; unknown concepts read as their id. */
export function conceptWords(
  concept: Concept,
  rules: LetterRules,
): { readonly name: string; readonly heading: string } {
  return (
    rules.texts.concepts[concept] ?? {
      name: concept.replaceAll('-', ' '),
      heading: capital(concept.replaceAll('-', ' ')),
    }
  );
}

const contrastWords = {
  with: 'with contrast',
  without: 'without contrast',
  both: 'without and with contrast',
} as const;

/** "MRI of the lumbar spine without contrast"; "the scan" where the denial does not say what it denies. */
export function scanName(analysis: Analysis, rules: LetterRules): string {
  const scan = analysis.denial?.scan?.value ?? null;
  if (!scan) return 'the scan';
  const named = [...new Set((analysis.denial?.procedureCodes ?? []).map((code) => code.value))].flatMap(
    (code) => rules.texts.codeNames[code] ?? [],
  );
  if (named.length === 1 && named[0]) return named[0];
  const known = rules.scans.scans.find((rule) => rule.id === scan.scanId);
  const region = rules.scans.regions.find((rule) => rule.id === (known?.region ?? scan.region));
  const modality = rules.scans.modalities.find((rule) => rule.id === scan.modality);
  const name = known?.name ?? (modality && region ? `${modality.name} of the ${region.name}` : null);
  if (name === null) return 'the scan';
  const side =
    scan.side && region?.lateral === true
      ? name.replace(`the ${region.name}`, sidedRegion(region.name, scan.side))
      : name;
  return scan.contrast ? `${side} ${contrastWords[scan.contrast]}` : side;
}

function sidedRegion(region: string, side: Laterality): string {
  if (side !== 'bilateral') return `the ${side} ${region}`;
  return region === 'foot' ? 'both feet' : `both ${region}s`;
}

/** The scan with its codes: "MRI of the lumbar spine without contrast (CPT 72148)". */
export function serviceName(analysis: Analysis, rules: LetterRules): string {
  const codes = procedureCodes(analysis);
  const name = scanName(analysis, rules);
  return codes ? `${name} (${codes})` : name;
}

/** "CPT 72148" or "HCPCS A9552"; empty without codes. */
export function procedureCodes(analysis: Analysis): string {
  const codes = [...new Set((analysis.denial?.procedureCodes ?? []).map((code) => code.value))];
  const cpt = codes.filter((code) => /^\d{5}$/.test(code));
  const other = codes.filter((code) => !/^\d{5}$/.test(code));
  return [cpt.length ? `CPT ${cpt.join(', ')}` : '', other.length ? `HCPCS ${other.join(', ')}` : '']
    .filter(Boolean)
    .join('; ');
}

/** "RAD-114" or the policy's title; null where no policy is known by name. */
export function policyName(analysis: Analysis, documentId: string | null = null): string | null {
  const policy =
    analysis.policies.find((item) => item.documentId === documentId) ??
    (documentId === null && analysis.policies.length === 1 ? analysis.policies[0] : undefined);
  const cited = analysis.denial?.citedPolicies[0] ?? null;
  return policy
    ? (policy.id ?? policy.title)
    : documentId === null
      ? (cited?.id ?? cited?.title ?? null)
      : null;
}

/** Who speaks: the patient, or a representative about the patient. */
export interface Voice {
  /** "my" or "Marguerite Olander's". */
  readonly my: string;
  /** "me" or the patient's name. */
  readonly me: string;
  /** "I am" or "Marguerite Olander is". */
  readonly iAm: string;
  readonly patient: string | null;
  readonly represented: boolean;
}

export function voiceOf(input: LetterInput): Voice {
  const patient = input.analysis.denial?.memberName?.value ?? input.profile.senderName;
  if (input.profile.representativeName === null)
    return { my: 'my', me: 'me', iAm: 'I am', patient, represented: false };
  const name = patient ?? 'the patient';
  return { my: `${name}'s`, me: name, iAm: `${name} is`, patient, represented: true };
}

/** Quoted words on one line, without the bullet before them, list punctuation behind them, and line-end hyphenation gaps. */
export function quoteText(quote: string): string {
  return squeeze(quote.replace(/(\p{L})-[ \t]*\n\s*(?=\p{L})/gu, '$1-'))
    .replace(/^(?:[-•*·–]|\[[x ]\])\s+/i, '')
    .replace(/[;,](?:\s+(?:and|or))?$/i, '');
}

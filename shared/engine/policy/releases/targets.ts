/** Which items and which kinds of requirement a release names ("items (b) and (c)", "1.1 to 1.3", "no films"). */
import type { PolicyWaiver } from '../../../domain/policy.ts';
import { labelParts } from '../outline/label-paths.ts';
import { ordinalOf, romanOf } from '../outline/labels.ts';
import type { Reader } from '../reader.ts';
import { conceptsIn, therapyConcepts } from '../vocabulary.ts';

/** Labels and concepts that the words of a release name, without the labels of what releases; both empty where they name none. */
export function targetsOf(
  given: string,
  reader: Reader,
  releasing: ReadonlySet<string> = new Set(),
): { waivesLabels: readonly string[]; waivesConcepts: PolicyWaiver['waivesConcepts'] } {
  const text = given.replace(stillAsked, ' ').replace(careWithin, '$1');
  const labels = elementsOf(text, labelsIn(text)).filter((label) => !releasing.has(label));
  const all = conceptsIn(text, reader.rules).map(({ rule }) => rule.concept);
  const tests = all.filter((concept) => testsAsked.has(concept));
  const concepts = all.filter(
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
  const therapy =
    anyCare.test(text) ||
    (/\b(?:therapy|treatment|care|trial)\b/i.test(text) &&
      (concepts.length === 0 ||
        listedAlone.test(text) ||
        (labels.length === 0 && !concepts.some((concept) => therapyConcepts.has(concept)))))
      ? (['conservative-therapy'] as const)
      : [];
  const interval = /\b(?:the|this|that|an?|these|all) (?:\w+ )?(?:intervals?|frequency limits?)\b/i.test(text)
    ? (['interval'] as const)
    : [];
  const named = [...concepts, ...defined, ...therapy, ...interval];
  return {
    waivesLabels: labels,
    waivesConcepts: [
      ...new Set(
        named.every(
          (concept) =>
            concept === 'symptom-duration' || (concept === 'conservative-therapy' && anyCare.test(text)),
        ) &&
          (labels.length === 0 || oneElement.test(text))
          ? [...named, ...tests, ...unnamed(text)]
          : [...named, ...tests],
      ),
    ],
  };
}

/** "The periods of care, exercise and medicine", "every treatment in Sections 1 to 5": care of any kind, beside the kinds named. */
const anyCare =
  /\b(?:periods?|weeks|course|stretch|spell) of (?:care|treatment|therapy)\b(?! by)|\b(?:every|any|all|the|conservative|non-?operative|prior|previous) (?:care|treatments?)\b/i;

/** "The four weeks are dropped, but not the x-rays", "all but item (a) is waived": what a release leaves standing. */
const stillAsked =
  /,?\s*\(?\b(?:but|though|yet|and) not (?:for |of |from )?(?:the |those |any |its )?[^,;:.()]{2,50}|,?\s*\(?\b(?:other than|with the exception of|except(?:ing)?(?: for)?|save(?: for)?|apart from|all but|but for|aside from) (?:for |the |those |any )?(?!(?:where|when|if|in|as)\b)[^,;:.()]{2,50}?(?=\s+(?:(?:is|are|may|need|does|do|where|when|if|for|in)\b)|[,;:.)]|$)|,?\s*\b(?:but|though|while|whereas|yet) (?:the |any )?[\w\s-]{2,40}? (?:(?:is|are) (?:still|always|nevertheless) \w+|(?:still|always|must still|remains?|stays?|stands?)\b[^,;:.]{0,30})/gi;

/** "The second element of parts A, B and C": one thing of each, and not the parts. */
export const oneElement =
  /\bthe (first|second|third|fourth|last) (?:element|requirement|criterion|condition|item|limb|point|test|clause|leg) of\b/i;
const ordinals = ['first', 'second', 'third', 'fourth'];

/** Tests and visits that policies ask for, named beside what else is set aside. */
export const testsAsked: ReadonlySet<string> = new Set([
  'tissue-diagnosis',
  'lab-result',
  'specialist-evaluation',
  'genetic-test',
]);

/** "Every treatment in Sections 1 to 5", "any period of care named in Part III": the care of those sections, and not the sections. */
const careWithin =
  /(\b(?:[Tt]reatments?|[Cc]are|[Tt]herapy|[Ee]xercises?|[Mm]edicines?|periods?|[Tt]rials?|weeks|months)(?: \w+){0,2}?) (?:in|of|under|within|from|(?:named|listed|given|described|asked for|called for|required|set out) (?:in|by|under)) (?:the )?(?:[Ss]ections?|[Pp]arts?|[Cc]hapters?|[Aa]rticles?|[Hh]eadings?|[Pp]athways?) [\dIVXA-Z]+(?:(?:,| to| through| and| or|,? and|[-–]) ?[\dIVXA-Z]+)*\b(?![.(])/g;

/** The labels of what is named within the parts ("B.2"); the labels themselves where the parts are meant. */
function elementsOf(text: string, labels: readonly string[]): readonly string[] {
  const place = ordinals.indexOf(oneElement.exec(text)?.[1]?.toLowerCase() ?? '');
  if (oneElement.test(text)) return place < 0 ? [] : labels.map((label) => `${label}.${place + 1}`);
  return labels;
}

/** "No therapy, exercise, medicine trial or X-ray": treatment of any kind is one of the things in the list. */
const listedAlone = /\b(?:no|neither|nor|or|and) (?:therapy|treatment|care)(?=,| (?:and|or|nor)\b)/i;

/** The labels that the words name, ranges filled in. */
export function labelsIn(text: string): string[] {
  const labels = [
    ...text.matchAll(
      /(?<![\w.])((?:[A-Z]{1,3}\(\d{1,2}\)|\d{1,2}[A-Z](?!\w)|(?:[IVX]{1,4}|\d{1,2})[.-][A-Z](?:\.?\d{1,2})?|\d{1,2}\([a-z]\)|[A-Z]{2,4}-\d{1,3}\.\d{1,2}|[A-Z]\.?\d{1,2}(?:\.\w)?|\d{1,2}(?:\.\w{1,2})+|\([a-z]\)|(?<=[Ii]tems? |[Ss]ections? |[Pp]arts? |[Pp]aragraphs? |[Cc]hapters? |[Cc]lauses? |[Ll]ines? |[Rr]ules? |[Rr]equirements? |[Cc]riteri(?:a|on) |[Ss]teps? |[Pp]aths? |[Rr]outes? |[Oo]ptions? |[Tt]iers? )(?:[ivx]+|[A-Za-z]|\d{1,2}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)))(?![\w])/g,
    ),
  ].map(([label]) => label);
  labels.push(...labelRanges(text));
  const all = [...new Set(labels)];
  return all.filter((label) => !all.some((longer) => isPartOnly(label, longer, text)));
}

/** Of "Item 2.1(b)" neither "2.1" nor "(b)" is meant by itself. */
function isPartOnly(label: string, longer: string, text: string): boolean {
  const lower = text.toLowerCase();
  return (
    longer.length > label.length &&
    labelParts(longer).length > labelParts(label).length &&
    longer.toLowerCase().includes(label.toLowerCase()) &&
    lower.includes(longer.toLowerCase()) &&
    !new RegExp(`(?<![\\w.])${label.toLowerCase().replace(/\W/g, '\\$&')}(?![\\w]|[.(]\\w)`).test(
      lower.replaceAll(longer.toLowerCase(), ' '),
    )
  );
}

/** "The six-week requirement", "these criteria": what a release sets aside without naming it. */
function unnamed(text: string): PolicyWaiver['waivesConcepts'] {
  if (
    /\b(?:[\w()]+[- ](?:day|week|month)s?|waiting)[- ](?:requirements?|trial|period|wait|rule|time)\b|\b(?:without|with no) (?:any )?(?:waiting|wait|delay)\b|\b(?:the|those|these|not wait) (?:(?!first|last|past|next)\w+ )?(?:days|weeks|months)\b/i.test(
      text,
    )
  )
    return ['conservative-therapy', 'symptom-duration'];
  return /\b(?:these|the|above|such|other|all|this|remaining)\b[^.;:]{0,20}\b(?:requirements?|criteria|criterion|conditions|steps?|items?|rules?|pathways?|questions?|boxes|rest)\b/i.test(
    text,
  )
    ? ['conservative-therapy', 'symptom-duration', 'prior-imaging', 're-evaluation']
    : [];
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
    /\(([a-z]|[ivx]{1,4}|\d{1,2}|[A-Z])\)\s*(?:to|through|thru|[-–])\s*\(([a-z]|[ivx]{1,4}|\d{1,2}|[A-Z])\)/g,
  )) {
    const [, from = '', to = ''] = match;
    const roman = /^[ivx]+$/.test(from) && /^[ivx]+$/.test(to);
    const place = (part: string): number => (roman ? romanOf(part) : ordinalOf(part));
    for (let n = place(from); n <= place(to) && n - place(from) < 12; n++)
      out.push(`(${roman ? toRoman(n) : /\d/.test(from) ? n : String.fromCharCode(96 + n)})`);
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
    /(?:requirements?|criteri(?:on|a)|items?|sections?|parts?|steps?|rules?|paragraphs?|chapters?|clauses?|lines?|points?)\s+((?:[A-Z]{1,4}-)?\d{1,2}(?:\.\d{1,2}|\.[a-z]|\([a-z]\))*)(?![\w.]?\d)/gi,
  ))
    out.push(match[1] ?? '');
  for (const match of text.matchAll(
    /(?:[Ii]tems?|[Cc]riteria|[Cc]riterion|[Ss]ections?|[Pp]arts?|[Pp]aragraphs?|[Rr]equirements?|[Ll]ines?|[Rr]ows?|[Ss]teps?|[Rr]ules?|[Cc]lauses?|from|of|without)\s+(\(?[A-Z]\d{0,2}\)?(?:,\s*\(?[A-Z]\d{0,2}\)?)*(?:,?\s+(?:and|or)\s+\(?[A-Z]\d{0,2}\)?)?)(?![\w])/g,
  ))
    out.push(...(match[1] ?? '').split(/,|\band\b|\bor\b/).map((part) => part.trim().replace(/[()]/g, '')));
  for (const match of text.matchAll(
    /(?:items?|criteria|criterion|sections?|parts?|paragraphs?|lines?|requirements?|rows?|steps?|rules?|numbers?|points?)\s+(\d{1,2}(?:,\s*\d{1,2})*,?\s+(?:and|or)\s+\d{1,2})(?![\w.])/gi,
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

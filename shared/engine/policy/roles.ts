/** What a section or paragraph of a policy is for: criteria, exclusions, releases, definitions, history. */
import type { Concept } from '../../domain/kinds.ts';
import type { SectionRole } from '../../domain/policy.ts';
import { sentenceEnds } from '../../text/blocks.ts';
import { termDefined } from './defining.ts';
import { oneLine } from './flow.ts';
import type { OutlineItem } from './outline.ts';
import { type Reader, words, headingOf, announcesWaiver } from './reader.ts';
import { readThreshold } from './thresholds.ts';
import { conceptsIn, hasPhrase, therapyConcepts } from './vocabulary.ts';

/** What the section is for. A heading decides before the text does. */
export function roleOf(
  heading: string,
  text: string,
  whole: string,
  item: OutlineItem,
  reader: Reader,
): SectionRole {
  const { rules } = reader;
  const title = heading.replace(/[.:?]\s*$/, '');
  if (hasPhrase(title, 'history', 'heading', rules)) return 'history';
  if (hasPhrase(title, 'documentation', 'heading', rules)) return 'documentation';
  if (hasPhrase(title, 'definitions', 'heading', rules)) return 'definitions';
  if (hasPhrase(title, 'other', 'heading', rules)) return 'other';
  if (item.heading === null && item.label === null && termDefined(text, false) !== null) return 'definitions';
  const waives = hasPhrase(title, 'waiver', 'heading', rules);
  if (!waives && hasPhrase(title, 'not-covered', 'heading', rules)) return 'not-covered';
  const intro = text.slice(0, 400);
  if (
    waives ||
    (item.children.length > 0 &&
      announcesWaiver(intro, rules) &&
      !/medically necessary when|approve/i.test(intro))
  )
    return 'waiver';
  if (item.children.length === 0 && opensWithRelease(text, headingOf(reader, item), reader)) return 'waiver';
  // "MRI is not medically necessary unless:" says when it is.
  if (onlyUnless.test(intro) && conceptsIn(whole, rules).length > 0) return 'covered';
  const covered = hasPhrase(intro, 'covered', 'text', rules);
  const notCovered = hasPhrase(text.slice(0, heading.length + 170), 'not-covered', 'text', rules);
  if (
    notCovered &&
    !(covered && /(?:is|are) (?:medically necessary|established|covered|proven)/i.test(intro))
  )
    return 'not-covered';
  if (covered) return 'covered';
  return conceptsIn(whole, rules).length > 0 ? 'covered' : 'other';
}

const onlyUnless =
  /\bnot (?:be )?(?:considered )?(?:medically necessary|necessary|covered|approved|authori[sz]ed|indicated|supported)\b[^.;:]{0,60}\bunless\b/i;

/** What policies ask for beside treatment; a release is under other conditions than these. */
export const requirements: ReadonlySet<Concept> = new Set<Concept>([
  'prior-imaging',
  're-evaluation',
  'symptom-duration',
  'age',
]);

/** "Items (b) and (c) are deemed met when …": a paragraph whose first sentence releases, and asks for no length of its own. */
function opensWithRelease(text: string, heading: string | null, { rules }: Reader): boolean {
  const below = (heading === null ? text : text.replace(heading, '')).replace(/^[\s.:]+/, '');
  const first = below.slice(0, sentenceEnds(below, 0, below.length)[0] ?? below.length);
  return (
    hasPhrase(first, 'waiver', 'text', rules) &&
    (!hasPhrase(first, 'not-required', 'text', rules) ||
      /\b(?:in the (?:presence|setting|case|event)|when|if|where|for (?:members|patients|persons))\b/i.test(
        first,
      )) &&
    readThreshold(first)?.minDays === undefined &&
    !/^\W*(?:an? |the |such |any )*(?:repeat |routine )?(?:MRI|MRA?|CTA?|PET|scan|imaging|study)\b[^,.;:]{0,40}\bnot\b/i.test(
      first,
    ) &&
    conceptsIn(first, rules).some(
      ({ rule }) => !therapyConcepts.has(rule.concept) && !requirements.has(rule.concept),
    )
  );
}

/** "W1", "W2" in a table below "Waivers of A2 and B2": its rows release, though the title stands above the table. */
export function underWaivers(item: OutlineItem, { paths, flow }: Reader): boolean {
  const own = paths.get(item);
  if (own === undefined || own.length !== 2) return false;
  const first = [...paths]
    .filter(([, path]) => path.length === 2 && path[0] === own[0])
    .reduce((at, [other]) => Math.min(at, other.start), item.start);
  const above = flow.text
    .slice(Math.max(0, first - waiverReach), first)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-2);
  return above.some((line) => line.length < 90 && /\b(?:waivers?|exemptions?|exceptions? to)\b/i.test(line));
}

/** A table's title and its heads stand within this many signs above its first row. */
const waiverReach = 240;

/** False for an unlabelled part that explains, or lists what is not covered. */
export function holdsCriteria(item: OutlineItem, reader: Reader): boolean {
  if (underWaivers(item, reader)) return false;
  if (item.label !== null) return true;
  const text = words(reader, item);
  const role = roleOf(
    headingOf(reader, item) ?? text.slice(0, 90),
    text,
    oneLine(reader.flow.text.slice(item.start, item.end)),
    item,
    reader,
  );
  return role === 'covered' || role === 'waiver';
}

/** A paragraph that says under which conditions a scan is covered. */
export function asksForScan(text: string, reader: Reader, head = false): boolean {
  return (
    (hasPhrase(text, 'covered', 'text', reader.rules) ||
      /\bwe (?:approve|cover|ask|require|need)\b|\b(?:approve|cover|require|allow|authorize)s?\b.{0,80}\b(?:when|if|after|for|once)\b|\b(?:approves?|covers?|allows?) (?:an? )?(?:\w+ )?(?:MRI|CT|PET|scan|imaging)/i.test(
        text,
      )) &&
    (head || conceptsIn(text, reader.rules).length > 0)
  );
}

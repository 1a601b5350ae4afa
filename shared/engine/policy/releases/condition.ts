/** The condition of a release as criteria: items that it names, a list of which one will do, or what the chart is to show. */
import type { CriterionNode } from '../../../domain/policy.ts';
import { criterionOf } from '../criteria/criteria.ts';
import { group, leaf, type ItemWords } from '../criteria/criterion-nodes.ts';
import { andMembers, membersOf } from '../criteria/prose.ts';
import type { spanOf } from '../outline/flow.ts';
import type { Reader } from '../reader.ts';
import { requirements } from '../roles.ts';
import { conceptsIn, therapyConcepts } from '../vocabulary.ts';
import { conditionWords } from './condition-words.ts';
import { afterInjury, injuryBefore } from './since-injury.ts';
import { labelsIn } from './targets.ts';

/** "any of 2.1 to 2.6 is documented", "(1) or (3) is met": the items named, any of them; null where it names none. */
export function byLabels(
  where: string,
  span: ReturnType<typeof spanOf>,
  reader: Reader,
): CriterionNode | null {
  if (
    !/^(?:any(?: one)?|one|either|at least one)\b|\b(?:is|are) (?:met|documented|present|satisfied|charted|recorded|shown|found|fulfilled)\W*$/i.test(
      where,
    )
  )
    return null;
  if (conceptsIn(where, reader.rules).length > 0) return null;
  const labels = labelsIn(where);
  if (labels.length < 2) return null;
  const item: ItemWords = { text: where, span, label: null, heading: null };
  const named = labels.map((label) => ({
    ...leaf(item, where, [], null, reader.rules, []),
    refersTo: label,
  }));
  return group(item, /\band\b|\bboth\b/i.test(where) ? 'all' : 'any', named, true, reader.rules);
}

/** "a member who has any of the following: …", "these: …": words that only open the list. */
const opensList =
  /^[^:;,]{0,60}?\b(?:any|one|either|at least one|these|the following)\b(?: one)?(?: of)?(?: the| these)?(?: following)?(?: \w+){0,2}\s*:\s+(?=[^:]{3,}$)/i;

/** "a fever, a fracture, or a history of cancer": a choice where it lists several things, else one criterion. */
export function conditionOf(words_: string, span: ReturnType<typeof spanOf>, reader: Reader): CriterionNode {
  const where = conditionWords(words_).replace(opensList, '');
  const item: ItemWords = { text: where, span, label: null, heading: null };
  const chart = allShown(where, item, reader);
  if (chart !== null) return chart;
  const injury = injuryBefore(where);
  if (injury !== null && injury.opens && conceptsIn(injury.rest, reader.rules).length > 0)
    return afterInjury(item, injury.words, conditionOf(injury.rest, span, reader), reader);
  const one = (text: string): CriterionNode => {
    // "Members who live more than 75 miles from the nearest ultrasound": where one lives, and no test that was done.
    if (outOfReach.test(text)) return leaf({ ...item, text }, text, [], null, reader.rules, []);
    const hurt = injuryBefore(text);
    return hurt === null || conceptsIn(hurt.rest, reader.rules).length === 0
      ? criterionOf({ ...item, text }, reader.rules, reader.definitions)
      : afterInjury({ ...item, text }, hurt.words, one(hurt.rest), reader);
  };
  const members = membersOf(where.replace(/^(?:any|one) of(?: the following)?:?\s+/i, ''));
  const list = where.includes(';') || /,\s*(?:or\s)?/.test(where) || /\sor\s/.test(where);
  if (members.length < 2 || !list || (!where.includes(';') && /\b(?:both|together with|plus)\b/i.test(where)))
    return one(where);
  const whole = members.every((member) => !/^(?:and|with)\b/i.test(member));
  if (!whole) return one(where);
  // "Weakness graded 3/5 or less" is one thing: a part that names nothing is no alternative.
  if (!/[,;]/.test(where) && members.some((member) => conceptsIn(member, reader.rules).length === 0))
    return one(where);
  const nodes = members.map(one);
  // "Films have been taken, and the pain goes on": what policies ask for, joined by "and", comes together.
  const together =
    /,\s+and\s+[^,;]+$/i.test(where) &&
    nodes.some(
      (node) =>
        node.concept !== null && (requirements.has(node.concept) || therapyConcepts.has(node.concept)),
    );
  return group(item, together ? 'all' : 'any', nodes, true, reader.rules);
}

/** Words of a place from which a test or a clinic is hard to reach. */
const outOfReach =
  /\b(?:nearest|closest)\b|\b(?:miles?|kilomet(?:er|re)s?|km|(?:hours?|minutes?)['’]? (?:drive|by (?:car|road|boat|air)|away|travel))\b|\b(?:live|lives|living|reside|resides|residing)\b[^.;]{0,40}\b(?:away|from|where|island|count(?:y|ies)|area|region|remote|rural)\b|\b(?:count(?:y|ies)|area|region|island|town|place)s? (?:without|with no|that (?:has|have) no|where (?:there is )?no)\b/i;

/** "… in a member over fifty when the chart shows a fall, films without a fracture, and an inability to stand": all of what the chart is to show. */
function allShown(where: string, item: ItemWords, reader: Reader): CriterionNode | null {
  const found =
    /^(?<who>.*?)(?:,\s*)?\b(?:(?:when|where|if)\s+)?the (?:chart|record|note|file|documentation)s? (?:shows?|documents?|has|have)\s+(?<what>.+)$/is.exec(
      where,
    )?.groups;
  const what = found?.['what'];
  if (
    what === undefined ||
    !/,?\s+and\s+[^,]+$/i.test(what) ||
    /\b(?:any|one|either)\b[^,]{0,20}\bof\b/i.test(what)
  )
    return null;
  const parts = andMembers(what, (part) => conceptsIn(part, reader.rules).length > 0);
  if (parts.length < 2) return null;
  const who = found?.['who']?.trim() ?? '';
  const named = conceptsIn(who, reader.rules).length > 0 ? [who, ...parts] : parts;
  const nodes = named.map((text) => criterionOf({ ...item, text }, reader.rules, reader.definitions));
  return group(item, 'all', nodes, true, reader.rules);
}

/**
 * How lists are joined where a policy says it once for all of them: "A scan is paid for when all numbered points of the one Part
 * that fits are shown", "Within a section, items are joined by “and”". Lists that say it themselves stay as they are.
 */
import type { CriterionNode, PolicySection } from '../../../domain/policy.ts';
import { isTitled } from './likely-joints.ts';

const members = String.raw`(?:points?|items?|criteri(?:on|a)|conditions?|elements?|lines?|requirements?|box(?:es)?|bullets?|statements?|steps?|paragraphs?)`;
const everyOne = String.raw`(?<!\bnot )\b(?:every|each|all)(?: one)?(?: of)?(?: the| its)? (?:listed |numbered |lettered |labell?ed |bulleted |printed |stated )?${members}\b`;
const fulfilled = String.raw`(?:met|meets?|satisf(?:y|ies|ied)|present|on (?:file|record)|in the (?:chart|record)|document(?:ed|s)?|fulfil(?:s|led|ls)?|shown?|shows|checked|ticked|marked|completed?|answered|recorded|true|proven|evidenced)`;
/** What the policy calls the places in which its lists stand. */
const place = String.raw`\b(?:sections?|parts?|headings?|indications?|pathways?|paths?|rows?|columns?|tables?|lists?|categor(?:y|ies)|modules?|chapters?)\b`;

/** "Every point in the column has to be met, unless the cell says any". */
const everyPoint = new RegExp(
  String.raw`${everyOne}[^.;]{0,60}\b(?:has to|have to|must|needs? to|shall|(?:is|are) to)(?: all)? be (?:met|satisfied|present|on file|documented|fulfilled|shown|checked|ticked|marked|completed)`,
  'i',
);
/** "… when all numbered points of the one Part that fits are shown", "satisfies each line of that section", in a sentence that speaks of the lists' places. */
const everyOneOfPlace = new RegExp(
  String.raw`${everyOne}[^.;]{0,70}?\b${fulfilled}\b|\b${fulfilled} ${everyOne}`,
  'i',
);
/** "The items of a part are cumulative", "items are joined by “and”". */
const cumulative =
  /\bcumulative(?:ly)?\b|\b(?:joined|linked|connected|combined|read together) (?:by|with|through) (?:the word |an? )?["“”\u2018']?and\b/i;
/** A sentence that announces its own list ("every line of this table"), or lets one of several do. */
const ofOneList =
  /\b(?:following|below|above)\b|\b(?:this|these)(?: \w+)? (?:section|part|table|list|rows?|column|indication|path(?:way)?|module|chapter)\b|:\s*$|\bnot (?:all|every|each)\b|\b(?:one|any|either|a single)\b[^.;]{0,40}\b(?:suffic\w+|is enough|will do)\b/i;
const speaksOfPlaces = new RegExp(place, 'i');

/** Lists of criteria that do not say how they are joined, all of them asked for where the policy says so once for its lists. */
export function joinedOnce(sections: readonly PolicySection[], text: string): readonly PolicySection[] {
  if (!joinsAll(text.replace(/\s+/g, ' '))) return sections;
  return sections.map((section) =>
    // One sign releases, one exclusion excludes, whatever the lists of criteria need.
    section.tree === null || section.role !== 'covered' ? section : { ...section, tree: allOf(section.tree) },
  );
}

/** "One item of a section is enough": a choice where the lists do not say otherwise. */
const oneOfPlace = new RegExp(
  String.raw`\b(?:one|any one|a single|any)(?: of (?:the|its))? (?:listed |numbered |lettered |bulleted )?${members}\b[^.;]{0,40}\b(?:suffic\w+|is enough|will do|qualifies)`,
  'i',
);

/** Whether the policy says once that one item of a list is enough. */
export function choosesOnce(text: string): boolean {
  return text
    .replace(/\s+/g, ' ')
    .split(/(?<=\.)\s+/)
    .some(
      (sentence) =>
        speaksOfPlaces.test(sentence) &&
        oneOfPlace.test(sentence) &&
        !/\b(?:this|these) (?:section|part|table|list|indication)\b/i.test(sentence),
    );
}

function joinsAll(text: string): boolean {
  return (
    everyPoint.test(text) ||
    text
      .split(/(?<=[.;])\s+/)
      .some(
        (sentence) =>
          speaksOfPlaces.test(sentence) &&
          !ofOneList.test(sentence) &&
          (everyOneOfPlace.test(sentence) || cumulative.test(sentence)),
      )
  );
}

function allOf(node: CriterionNode): CriterionNode {
  if (node.kind === 'leaf') return node;
  const children = node.children.map(allOf);
  const plain = children.length > 1 && !children.some(isTitled);
  return node.kind === 'any' && !node.stated && plain
    ? { ...node, kind: 'all', count: children.length, stated: true, children }
    : { ...node, children };
}

/** Sentences of a policy that release from a requirement, or say that something is none. */
import type { CriterionNode, NotRequiredStatement, PolicyWaiver } from '../../../domain/policy.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { combinationIn } from '../lists/combine.ts';
import { leavesOf } from '../criteria/criteria-tree.ts';
import { group } from '../criteria/criterion-nodes.ts';
import { oneLine, spanOf } from '../outline/flow.ts';
import { nodeOf } from '../lists/nodes.ts';
import type { OutlineItem } from '../outline/outline.ts';
import {
  type Reader,
  words,
  wordsAbove,
  headingOf,
  itemSpan,
  splitAt,
  sentencesIn,
  announcesWaiver,
} from '../reader.ts';
import { listedReleases } from './lists.ts';
import { byLabels, conditionOf } from './condition.ts';
import { releaseIn } from './patterns.ts';
import { allowedOnly } from '../lists/remarks.ts';
import { refusesScan } from './refused-scan.ts';
import { oneElement, targetsOf, testsAsked } from './targets.ts';
import { requirements, tellsOnly } from '../roles.ts';
import { conceptsIn, hasPhrase, therapyConcepts } from '../vocabulary.ts';

/** Care and tests that a letter may demand, though the policy only allows them. */
const wanted: ReadonlySet<string> = new Set([
  ...therapyConcepts,
  'prior-imaging',
  'stress-test',
  'lab-result',
  'tissue-diagnosis',
  'genetic-test',
  'specialist-evaluation',
]);

/** What a section says beside its criteria. */
interface Statements {
  readonly waivers: readonly PolicyWaiver[];
  readonly notRequired: readonly NotRequiredStatement[];
}

/**
 * "… are not required in the presence of any of:", "No treatment is needed where …": a release for some, not for all. Any word
 * that may open a condition behind the negation counts: a release taken for a general rule makes a false claim. Behind a
 * semicolon something else begins ("… is not asked for beforehand; where it exists, please send it").
 */
const onlyUnderCondition =
  /\b(?:not|never|no|neither|nor|without)\b(?:[^;]*?\b(?:in the (?:presence|setting|context|case|event) of|in case of|when(?:ever)?|if|where|once|unless|provided|given|should|one or more|any of|for (?:members|patients|persons|people|anyone|those|an? (?:member|patient|person))|in (?:members|patients|persons|people|those|an? (?:member|patient|person)))\b|.*?:)/is;

/** "The injection is thus no condition": words that join a sentence to the one before, and say nothing by themselves. */
const linking =
  /,?\s+(?:thus|therefore|hence|accordingly|however|also|as such|consequently|of course|itself|(?:by|in) (?:it|them)sel(?:f|ves)|for (?:that|this) reason|as a rule|in general|at all)\b,?\s*/gi;

/** "When one of these is documented, no trial of medicine is required." */
const opensWithCondition =
  /^\W*(?:when(?:ever)?|if|where|once|unless|in the (?:presence|setting|case|event)|(?:for|in) (?:members|patients|persons|people|those|anyone|an? (?:member|patient|person)))\b/i;

/** "Family history affects how often PSA is tested; it is not a criterion": the part that says it, with the subject that its pronoun means. */
function clauseSaying(text: string, reader: Reader): string {
  const clauses = text.split(/;\s+/);
  const at = clauses.findIndex((clause) =>
    hasPhrase(clause.replace(linking, ' '), 'not-required', 'text', reader.rules),
  );
  const clause = clauses[at] ?? text;
  const before = clauses[at - 1];
  if (before === undefined || !/^\W*(?:it|this|that|they|these)\b/i.test(clause))
    return at < 0 ? text : clause;
  const [subject = ''] = before.split(
    /\b(?:is|are|was|were|may|can|has|have|do|does|affects?|shows?|helps?|serves?|bears?|adds?)\b/i,
  );
  return `${subject} ${clause}`;
}

/** "… is not required for a first study": the study is what it is not required for. */
const forStudy =
  /\b(required|needed|necessary|asked for|called for|mandatory|pre-?requisite|pre-?condition|condition)\s+(?:for|before|of|to have)\s+(?:an?|the|any|this)\s+(?:first|initial|baseline|index|repeat)\s+(?:\w+ )?(?:study|scan|test|examination|exam|request|imaging)\b/gi;

/** "… is not required for a locked knee": under a clinical condition, not altogether. */
function underDisease(text: string, reader: Reader): boolean {
  const rest =
    /\b(?:required|needed|necessary|asked for|called for|pre-?requisite|pre-?condition)\b\s+(?:for|in|with|after|following)\s+(?<rest>.+)$/is.exec(
      text,
    )?.groups?.['rest'] ?? '';
  return conceptsIn(rest, reader.rules).some(
    ({ rule }) => !therapyConcepts.has(rule.concept) && !requirements.has(rule.concept),
  );
}

/**
 * Sentences anywhere in the section that release from something, or say that something is no condition. The list right below the
 * section's own words is read as a release too, unless the section is one as a whole.
 */
export function statementsOf(item: OutlineItem, reader: Reader, whole: boolean): Statements {
  const waivers: PolicyWaiver[] = [];
  const notRequired: NotRequiredStatement[] = [];
  const visit = (node: OutlineItem): void => {
    for (const own of node.own) {
      let before = '';
      // A title on a line of its own is no part of the sentence below it.
      const title = node.heading;
      const apart = title !== null && own.start <= title.start && reader.flow.text[title.end] === '\n';
      const range = apart ? { start: title.end, end: Math.max(title.end, own.end) } : own;
      for (const [start, end] of sentencesIn(reader.flow, range)) {
        const text = oneLine(reader.flow.text.slice(start, end));
        const span = spanOf(reader.flow, start, end);
        if (
          hasPhrase(text.replace(linking, ' '), 'not-required', 'text', reader.rules) &&
          !onlyUnderCondition.test(text) &&
          !opensWithCondition.test(text) &&
          !underDisease(text, reader)
        ) {
          // "… are alternatives. Neither is a condition for the other": the sentence before names them.
          const named = /^\W*(?:neither(?! [^.;]{2,60} nor\b)|this|these|it|they)\b/i.test(text)
            ? `${before} ${text}`
            : clauseSaying(text, reader);
          const own = conceptsIn(named.replace(forStudy, '$1'), reader.rules);
          // "An epidural injection is not done without an MRI. The injection is thus no condition."
          const hits = (
            own.length === 0 && /^\W*(?:the|that|such|said)\b/i.test(text)
              ? conceptsIn(before, reader.rules)
              : own
          ).filter(({ rule }) => rule.concept !== 'infection');
          if (hits.length > 0)
            notRequired.push({
              concepts: [...new Set(hits.map(({ rule }) => rule.concept))],
              ruleIds: hits.map(({ rule }) => rule.id),
              span,
            });
        }
        const allowed = allowedOnly(text);
        const praised =
          allowed === null
            ? []
            : conceptsIn(allowed, reader.rules).filter(({ rule }) => wanted.has(rule.concept));
        if (praised.length > 0)
          notRequired.push({
            concepts: [...new Set(praised.map(({ rule }) => rule.concept))],
            ruleIds: praised.map(({ rule }) => rule.id),
            span,
            allowedOnly: true,
          });
        if (node.children.length === 0 || !/:\s*$/.test(text)) {
          const waiver = sentenceWaiver(text, span, node, reader);
          if (waiver !== null) waivers.push(waiver);
        }
        // "It may be given in the same session. It is not a prerequisite": still what the sentence before them named.
        if (!/^\W*(?:it|they)\b/i.test(text) || before === '') before = text;
      }
    }
    if ((node !== item || !whole) && node.children.length > 0) {
      const text = wordsAbove(node, reader);
      const last = splitAt(text, sentenceEnds(text, 0, text.length)).at(-1) ?? '';
      if (announcesWaiver(last, reader.rules)) {
        const target = targetsOf(last, reader);
        const condition = listOf(node, last, reader);
        if (condition !== null && (target.waivesLabels.length > 0 || target.waivesConcepts.length > 0))
          waivers.push({ ...target, condition, span: itemSpan(reader, node) });
      }
    }
    for (const release of listedReleases(node, reader, false, (child) => nodeOf(child, reader, null, 1)))
      if (namesSomething(release.condition)) waivers.push(release);
    node.children.forEach(visit);
  };
  visit(item);
  return { waivers, notRequired };
}

/** The items below the words that announce them, as one group. */
function listOf(item: OutlineItem, announcement: string, reader: Reader): CriterionNode | null {
  const children = item.children
    .map((child) => nodeOf(child, reader, null, 1))
    .filter((child) => child !== null);
  if (children.length === 0) return null;
  const combination = combinationIn(announcement);
  return group(
    {
      text: announcement,
      span: itemSpan(reader, item),
      label: item.label?.raw ?? null,
      heading: headingOf(reader, item),
    },
    combination?.kind ?? 'any',
    children,
    combination !== null,
    reader.rules,
    combination?.kind === 'at-least' ? combination.count : undefined,
  );
}

/** "This line is waived for …": the item that says so. */
const ownLine =
  /^\W*(?:this|that) (?:\w+ )?(?:line|item|criterion|requirement|point|condition|element|step|row|clause|rule)\b/i;

/** "Item (b) is waived where …", "Reviewers may leave out 2.2.b … where …", "X is not required under HIP-F". */
function sentenceWaiver(
  text: string,
  span: ReturnType<typeof spanOf>,
  item: OutlineItem,
  reader: Reader,
): PolicyWaiver | null {
  const found = releaseIn(text);
  if (found === null) return null;
  const { target: released, condition: when } = found;
  if (refusesScan(released)) return null;
  if (/\b(?:any|all|one|either) of\s*$|following\s*:?\s*$/i.test(when)) return null;
  // A label before the stop ("under HIP-F. A stress fracture …") can hide the sentence's end.
  const where = (when.split(/[.]\s+(?=\p{Lu})/u)[0] ?? when).trim();
  const condition = byLabels(where, span, reader) ?? conditionOf(where, span, reader);
  const named =
    /^\W*(?:they|these|those|it|this|none)\b/i.test(released) || oneElement.test(released)
      ? `${headingOf(reader, item) ?? ''} ${released}`
      : released;
  const own = item.label?.raw;
  const target =
    own !== undefined && ownLine.test(released)
      ? { waivesLabels: [own], waivesConcepts: [] }
      : targetsOf(named, reader);
  if (
    found.loose &&
    (tellsOnly(text, reader) || target.waivesLabels.length + target.waivesConcepts.length === 0)
  )
    return null;
  const section = /^(?:this (?:section|part|heading|paragraph|guideline)|here)\.?$/i.test(where);
  if (section) {
    // Inside an item "this section" is the item; above it, the section's whole tree, known only later.
    if (own !== undefined && condition.kind === 'leaf')
      return {
        ...target,
        condition: { ...condition, concept: null, refersTo: own, label: 'this section' },
        span,
      };
    return { ...target, condition: { ...condition, label: 'this section' }, span };
  }
  const under = /^(?:section |item |part )?([A-Z]{2,6}-[A-Z0-9]+|[A-Z]?\d*(?:\.\d+)*)\.?$/i.exec(where);
  if (under?.[1] !== undefined && under[1] !== '')
    return {
      ...target,
      condition: condition.kind === 'leaf' ? { ...condition, concept: null, refersTo: under[1] } : condition,
      span,
    };
  // A condition in which nothing is understood can release from nothing; freer words that speak of care alone tell when it was enough.
  return namesSomething(condition) && !(found.loose && ofCareAlone(condition))
    ? { ...target, condition, span }
    : null;
}

function ofCareAlone(condition: CriterionNode): boolean {
  const named = leavesOf(condition).flatMap(({ concept }) => (concept === null ? [] : [concept]));
  return (
    named.length > 0 &&
    named.every(
      (concept) =>
        therapyConcepts.has(concept) || concept === 'symptom-duration' || concept === 're-evaluation',
    )
  );
}

/** Whether any leaf is understood: a release under a condition that nobody understands never holds. */
export function namesSomething(node: CriterionNode): boolean {
  return leavesOf(node).some(({ concept, refersTo }) => concept !== null || refersTo !== null);
}

/** A section of releases as one waiver, its tree the condition. */
export function waiverOf(item: OutlineItem, tree: CriterionNode, reader: Reader): PolicyWaiver {
  const heading = headingOf(reader, item) ?? '';
  if (item.sets !== undefined) {
    // "When item c) is lifted": the title may name more than the sentence below it.
    const titled = targetsOf(heading, reader);
    return {
      waivesLabels: [...new Set([...item.sets.waivesLabels, ...titled.waivesLabels])],
      waivesConcepts: [...new Set([...item.sets.waivesConcepts, ...titled.waivesConcepts])],
      condition: tree,
      span: itemSpan(reader, item),
    };
  }
  const text = words(reader, item);
  // What a red flag is explained by ("pain with features of a serious disease") is not what it releases from.
  const releasing = splitAt(text, sentenceEnds(text, 0, text.length)).filter((sentence) =>
    hasPhrase(sentence, 'waiver', 'text', reader.rules),
  );
  const target = targetsOf(
    releasing.length > 0 ? `${heading} ${releasing.join(' ')}` : heading,
    reader,
    new Set(item.children.flatMap(({ label }) => (label === null ? [] : [label.raw]))),
  );
  const named =
    target.waivesLabels.length > 0 || target.waivesConcepts.some((concept) => !testsAsked.has(concept));
  const waivesConcepts = named
    ? target.waivesConcepts
    : (['conservative-therapy', 'symptom-duration', ...target.waivesConcepts] as const);
  return { ...target, waivesConcepts, condition: tree, span: itemSpan(reader, item) };
}

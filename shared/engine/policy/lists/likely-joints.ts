/**
 * How a list is joined whose policy does not say so: as a careful reviewer takes it. What belongs to different steps of a work-up (the
 * course, the treatment, the film, the visit) is asked for together; things of one kind (treatments, signs, dangers), and
 * indications with lists of their own, are chosen among.
 */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { CriterionGroup, CriterionNode, PolicySection } from '../../../domain/policy.ts';
import { leavesOf } from '../criteria/criteria-tree.ts';
import { therapyConcepts } from '../vocabulary.ts';
import { runInTitle } from '../outline/titles.ts';
import { combinationIn } from './combine.ts';

/** The covered sections, each list that does not say how it combines joined by what its items are. */
export function likelyJoined(sections: readonly PolicySection[]): readonly PolicySection[] {
  return sections.map((section) =>
    section.tree === null || section.role !== 'covered'
      ? section
      : { ...section, tree: likely(section.tree, true) },
  );
}

function likely(node: CriterionNode, whole: boolean): CriterionNode {
  if (node.kind === 'leaf') return node;
  const children = node.children.map((child) => likely(child, false));
  const own = { ...node, children };
  return node.kind === 'any' && !node.stated && asksTogether(own, whole)
    ? { ...own, kind: 'all', count: children.length }
    : own;
}

/** Titles of lists whose items are chosen among, whatever they are. */
const choice =
  /\b(?:indications?|situations?|reasons?|scenarios?|circumstances?|presentations?|clinical picture|red flags?|red boxes|warning|alarm|danger|urgent|emergen\w+|examples?|signs?|risk factors?|exceptions?|exempt\w*|waive\w*|waivers?|not (?:covered|necessary|approved))\b/i;
/** Titles of what every request has to show. */
const general =
  /\b(?:always|throughout|general|common|(?:every|each|all) (?:\w+ )?(?:requests?|cases?|parts?|sections?|indications?|scans?|orders?|members?)|hold for|prerequisites?|requirements?|before (?:any|every|each))\b/i;

function asksTogether(node: CriterionGroup, whole: boolean): boolean {
  const { children } = node;
  if (children.length < 2) return false;
  const title = node.heading ?? lastSentence(node.text);
  // "Step 1 …", "Step 2 …" are taken one after the other.
  if (children.every(({ label }) => /^step\b/i.test(label ?? ''))) return true;
  if (choice.test(title)) return false;
  if (children.some(isTitled)) return false;
  if (whole && general.test(node.heading ?? ''))
    return children.every(({ kind, concept }) => kind === 'leaf' && ofEveryRequest.has(concept ?? ''));
  if (children.filter(isIndication).length * 4 >= children.length) return false;
  // A list within the list leaves a choice, or counts; what stands beside it is asked for as well.
  const lists = children.filter(
    (child): child is CriterionGroup => child.kind !== 'leaf' && child.stated && isListOfItsOwn(child),
  );
  if (lists.some(({ kind }) => kind === 'all') && children.some((child) => ofDisease(child))) return false;
  if (lists.some(({ kind }) => kind !== 'all')) return true;
  const steps = children.map(stepOf).filter((step) => step !== null);
  // Times that differ by what was found are a schedule.
  return new Set(steps).size >= 2 && steps.filter((step) => step === 'interval').length < 2;
}

/** "Melanoma, with suspicion of metastasis": names a disease for which a scan is made. */
function ofDisease(child: CriterionNode): boolean {
  return leavesOf(child)[0]?.concept === 'malignancy';
}

/** What a list of requirements of every request is made of. */
const ofEveryRequest: ReadonlySet<string> = new Set([
  'age',
  'prior-imaging',
  're-evaluation',
  'specialist-evaluation',
]);

/** Words with which a situation opens for which a scan is made, and no requirement does. */
const situation =
  /^(?:suspected|suspicion of|known|before|after|staging|initial staging|restaging|re-?staging|surveillance|monitoring|follow-?up|evaluation (?:of|for)|assessment of|planning|screening|acute|chronic|persistent or recurrent|recurrent|primary|secondary|pre-?operative|post-?operative|to (?:confirm|exclude|guide|plan|assess|evaluate|find|look|stage)|for an? \w+ (?:scan|study))\b/i;
/** What a requirement may be titled with ("Findings: …", "Treatment. …"). */
const aspect =
  /^(?:[\w-]+ ){0,2}(?:symptoms?|complaints?|findings?|signs?|exam(?:ination)?|history|duration|course|care|treatment|therapy|conservative \w+|medic\w+|films?|imaging|x-?rays?|radiographs?|visit|re-?check|re-?evaluation|follow-?up visit|response|interval|timing|age|risk|laboratory|labs?|tests?|function|intent|purpose|step \w+|who|why|change|reason|documentation|suitability)\b/i;

/** "Popliteal cyst. Ultrasound first.", "Before an injection. A prior MRI …": a situation with its own requirements behind it. */
function isIndication(child: CriterionNode): boolean {
  const text = child.text.trim();
  const own = runInTitle(text)?.title;
  const title =
    own !== undefined && text.length > own.length + 2
      ? own
      : child.heading !== null && !text.startsWith(child.heading.replace(/[.:]\s*$/, ''))
        ? child.heading
        : null;
  if (title !== null) return !aspect.test(title);
  const steps = new Set(leavesOf(child).map(({ concept }) => concept));
  return situation.test(text) || (child.kind === 'all' && steps.size >= 3 && stepOf(child) === null);
}

function lastSentence(text: string): string {
  return text.split(/(?<=[.])\s+(?=\p{Lu})/u).at(-1) ?? '';
}

/** An indication with a list of its own: a title, and below it what it asks for. */
export function isTitled(child: CriterionNode): boolean {
  if (child.kind === 'leaf' || child.heading === null || child.children.length < 2) return false;
  const title = child.heading.replace(/[.:]\s*$/, '');
  return (
    /^[\p{Lu}\d]/u.test(title) &&
    !/:\s*$/.test(child.heading) &&
    combinationIn(title) === null &&
    !(child.concept !== null && therapyConcepts.has(child.concept)) &&
    child.text.trim().startsWith(title) &&
    isListOfItsOwn(child)
  );
}

/** Its members were printed as items, not read out of one sentence. */
function isListOfItsOwn(child: CriterionGroup): boolean {
  return (
    child.children.length >= 2 &&
    child.children.some(({ span }) => span.start !== child.span.start || span.end !== child.span.end)
  );
}

type Step = 'course' | 'treatment' | 'test' | 'visit' | 'interval';
const stepsOf: ReadonlyMap<ClinicalConcept, Step> = new Map<ClinicalConcept, Step>([
  ...[...therapyConcepts].map((concept): [ClinicalConcept, Step] => [concept, 'treatment']),
  ['treatment-response', 'treatment'],
  ['symptom-duration', 'course'],
  ['prior-imaging', 'test'],
  ['re-evaluation', 'visit'],
  ['specialist-evaluation', 'visit'],
  ['interval', 'interval'],
]);

/** The step of a work-up that the item asks for; null where it is none, or several. */
function stepOf(child: CriterionNode): Step | null {
  const found = new Set(
    leavesOf(child)
      .map(({ concept }) => (concept === null ? undefined : stepsOf.get(concept)))
      .filter((step) => step !== undefined),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

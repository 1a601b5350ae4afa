/**
 * Words of policies that no rule understands, read by the learned readers: what a criterion asks for, and how the words above a list
 * join its items. Rules come first; the learned readers answer only where they are silent, and only where they are sure.
 */
import type { ClinicalConcept } from '../../domain/kinds.ts';
import { clinicalConcepts } from '../../domain/kinds.ts';
import type { LearnedRules } from '../../domain/learned.ts';
import type { CriterionNode } from '../../domain/policy.ts';
import { labelsOf, likeliest } from '../sentences/learned-reader.ts';
import { sentenceFeatures } from '../sentences/sentence-features.ts';
import type { Combination } from './lists/combine.ts';

/** Chances from which a concept, and a way of joining, are believed. */
const leastConcept = 0.75;
const leastJoint = 0.55;

const known: ReadonlySet<string> = new Set(clinicalConcepts);

/** How words that open a list join its items; null where the reader is not sure. */
export function learnedJoint(words: string, learned: LearnedRules): Combination | null {
  const { label, chance } = likeliest(learned.lines, sentenceFeatures(words));
  if (chance < leastJoint) return null;
  if (label === 'group-all') return { kind: 'all', count: 0 };
  return label === 'group-any' ? { kind: 'any', count: 1 } : null;
}

/** What a line of a policy does; null where the reader is not sure. */
export function learnedLine(words: string, learned: LearnedRules): string | null {
  const { label, chance } = likeliest(learned.lines, sentenceFeatures(words));
  return chance < leastJoint ? null : label;
}

/** The tree with a concept for each leaf that only the learned reader understands. */
export function withLearnedConcepts(node: CriterionNode, learned: LearnedRules): CriterionNode {
  const waivers = node.waivers.map((waiver) => ({
    ...waiver,
    condition: withLearnedConcepts(waiver.condition, learned),
  }));
  if (node.kind !== 'leaf')
    return { ...node, waivers, children: node.children.map((child) => withLearnedConcepts(child, learned)) };
  if (node.concept !== null || node.refersTo !== null) return { ...node, waivers };
  const concept = learnedConcept(node.text, learned);
  return concept === null ? { ...node, waivers } : { ...node, waivers, concept, ruleIds: ['learned.topic'] };
}

/** "A fracture on plain films", "a lesion shown by CT": asked for is what the film shows, not the film. */
const whatItShows =
  /\b(?:on|by|in|from) (?:an? |the |prior |plain |other )*(?:films?|x-?rays?|radiographs?|imaging|ultrasound|CT|MRI|scan)\b/i;

/** "Pain in the groin, buttock or thigh" is that of a hip, and of no nerve root. */
const ofJoint = /\b(?:groin|hips?|knees?|shoulders?|elbows?|ankles?|wrists?|joints?|heels?|foot|feet)\b/i;
const ofRoot =
  /\b(?:nerves?|roots?|radi(?:at|cul)\w*|shoot\w*|travel\w*|dermatom\w*|sciati\w*|numb\w*|tingl\w*|spine|spinal|neck|back|arms?|legs?)\b/i;

/** What words name that no rule understands; null where the reader is not sure. */
export function learnedConcept(words: string, learned: LearnedRules): ClinicalConcept | null {
  const first = labelsOf(learned.topics, sentenceFeatures(words), leastConcept).find(
    ({ label }) =>
      known.has(label) &&
      !(label === 'prior-imaging' && whatItShows.test(words)) &&
      !(label === 'radiculopathy' && ofJoint.test(words) && !ofRoot.test(words)),
  );
  // Boundary: the labels of the model are names of concepts, and this one is among the clinical ones.
  return first === undefined ? null : (first.label as ClinicalConcept);
}

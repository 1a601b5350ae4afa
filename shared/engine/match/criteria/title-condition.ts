/** The complaint that a section's own title names ("Pain with radiculopathy: … when all are met") is asked for like the items below it. */
import type { Finding } from '../../../domain/finding.ts';
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { CriterionOutcome } from '../../../domain/policy.ts';
import { conceptsOf } from '../../policy/criteria/criteria-tree.ts';
import { leaf } from '../../policy/criteria/criterion-nodes.ts';
import { conceptsIn } from '../../policy/vocabulary.ts';
import { matchCriteria } from '../outcomes/match-criteria.ts';
import { nameOf } from '../names.ts';
import { assertionsAbout, makeFinding, type PolicyCase, recordCitations } from '../policy-case.ts';

/** Complaints and signs; what else a title names is the disease, the test or the time that the section is about. */
const complaints: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'radiculopathy',
  'myelopathy',
  'weight-loss',
  'mechanical-symptoms',
  'joint-instability',
  'seizure',
]);

/** "Back pain without radicular signs", "with or without sciatica": named to leave it out. */
const leftOut = /\b(?:without|no|not|non|other than|absence|never|either)\b/i;

/** The finding that the record documents it; null where an item asks for it anyway, or the letter speaks of it. */
export function titleFinding(
  found: PolicyCase,
  choice: CriterionOutcome,
  items: readonly CriterionOutcome[],
): Finding | null {
  const section = found.choices.find(({ outcome }) => outcome === choice)?.section;
  if (section === undefined || choice.node.kind !== 'all' || !choice.node.stated) return null;
  const { heading, headingSpan: span, label } = section;
  const hit = conceptsIn(heading, found.input.rules.policy).find(({ rule }) => complaints.has(rule.concept));
  if (hit === undefined || leftOut.test(heading)) return null;
  const { concept } = hit.rule;
  if (items.some(({ node }) => conceptsOf(node).includes(concept))) return null;
  if (assertionsAbout(found, concept).length > 0) return null;
  const node = leaf(
    { text: heading, span, label, heading },
    heading,
    [hit],
    null,
    found.input.rules.policy,
    [],
  );
  const { state, factIds, steps, strength } = matchCriteria(node, { ...found.match, waivers: [] });
  const record = recordCitations(found, factIds);
  if (state !== 'met' || record.length === 0) return null;
  return makeFinding(
    found,
    'criterion-met',
    concept,
    `The policy asks for ${nameOf(concept)}; the record documents it.`,
    [{ role: 'policy', span }, ...record],
    { node, factIds, steps, rule: 'policy.criterion-met' },
    strength,
  );
}

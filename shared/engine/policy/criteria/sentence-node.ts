/** Running prose as criteria: the sentences that ask, each taken apart at its conditions. */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { criterionOf } from './criteria.ts';
import { group, type ItemWords } from './criterion-nodes.ts';
import { andMembers, clausesOf } from './prose.ts';
import { body, type Reader, splitAt } from '../reader.ts';
import { asksForScan } from '../roles.ts';
import { conceptsIn, hasPhrase } from '../vocabulary.ts';

/**
 * Running prose as criteria: sentences that cover the scan under conditions, each taken apart at "when", "if" and the
 * commas of its list. Several are indications of their own where they open with "For …", else all are asked for. Null
 * where the text is one plain criterion.
 */
export function sentenceNode(
  item: ItemWords,
  reader: Reader,
  inherited: Threshold | null,
): CriterionNode | null {
  const text = body(item.text);
  const sentences = splitAt(text, sentenceEnds(text, 0, text.length)).filter(
    (sentence) => conceptsIn(sentence, reader.rules).length > 0 && !isStatement(sentence, reader),
  );
  const demanding = sentences.filter((sentence) => asksForScan(sentence, reader) || mustBe.test(sentence));
  const necessary = sentences.filter((sentence) => isNecessary.test(sentence));
  const asking = demanding.length === 0 && necessary.length > 1 ? necessary : demanding;
  const chosen = asking.length > 0 ? asking : sentences;
  const nodes = chosen.map((sentence, index) =>
    conditionsOf({ ...item, text: index > 0 ? sentence.replace(otherWay, '') : sentence }, reader, inherited),
  );
  const only = nodes[0];
  if (only === undefined) return null;
  if (nodes.length === 1) return only.kind === 'leaf' && chosen.length === sentences.length ? null : only;
  const indicated = chosen.filter((sentence) =>
    /^(?:for|in)\s+(?!(?:all|both|each|addition)\b)/i.test(sentence),
  );
  if (indicated.length > 0) return group(item, 'any', nodes, false, reader.rules);
  if (asking.length < 2) return null;
  const ways = chosen.findIndex((sentence, index) => index > 0 && otherWay.test(sentence));
  if (ways < 0) return group(item, 'all', nodes, true, reader.rules);
  const [first = only] = nodes;
  const asked = ways === 1 ? first : group(item, 'all', nodes.slice(0, ways), true, reader.rules);
  return group(item, 'any', [asked, ...nodes.slice(ways)], true, reader.rules);
}

/** "If shorter, MRI is necessary if …", "Otherwise …", "With fewer than six weeks, …": another way for whoever lacks what the sentence before asks for. */
const otherWay =
  /^\W*(?:otherwise|alternatively|or else|as an alternative|earlier|sooner|before (?:that|then)|(?:if|when|where) (?:it (?:is|has been) |this is |the (?:pain|time|duration|course|trial|period)[\w ]{0,20} (?:is|was) )?(?:shorter|sooner|earlier|briefer|less|not|fewer)\b[^,]{0,40}|(?:for|with|in|after) (?:less|fewer|shorter|a shorter|briefer)\b[^,]{0,50}|(?:for|in) (?:all |any |every)?(?:others?|one else|body else)),\s+/i;

/** "MRI is necessary if …", "imaging is justified after …": several such sentences are ways or demands, one alone says no more than its words. */
const isNecessary =
  /\b(?:MRI|MRA|MR|CT|CTA|PET|scans?|imaging|study|studies)\b[^.;:]{0,24}\b(?:is|are) (?:then |also |considered |deemed )?(?:necessary|justified|warranted|reasonable|in order)\b/i;
const mustBe = /\b(?:must|shall|has to|have to|is required|are required|is needed|are needed|we ask for)\b/i;

/** A sentence that releases, limits, repeats or refers and is no criterion. */
function isStatement(sentence: string, reader: Reader): boolean {
  return (
    hasPhrase(sentence, 'not-required', 'text', reader.rules) ||
    hasPhrase(sentence, 'waiver', 'text', reader.rules) ||
    /^(?:repeat|source|references?|see also|replaces)\b|\bis (?:addressed|reviewed|covered|found) (?:in|under)\b/i.test(
      sentence,
    )
  );
}

/** One sentence's conditions: its clauses, and the members of a list that "and" closes. */
function conditionsOf(item: ItemWords, reader: Reader, inherited: Threshold | null): CriterionNode {
  const clauses = clausesOf(item.text);
  const conditions =
    clauses.length > 1 && asksForScan(clauses[0] ?? '', reader, true) ? clauses.slice(1) : clauses;
  // "when A, or when B": alternatives, not demands that come together.
  const either =
    conditions.length > 1 && conditions.slice(0, -1).some((clause) => /(?:,|;|\s)\s*or$/i.test(clause));
  const parts = conditions
    .flatMap((clause) => andMembers(clause, (part) => conceptsIn(part, reader.rules).length > 0))
    .filter((part) => conceptsIn(part, reader.rules).length > 0);
  if (parts.length < 2) {
    const text = conditions.length === 1 && parts.length === 1 ? (parts[0] ?? item.text) : item.text;
    return criterionOf({ ...item, text }, reader.rules, reader.definitions, inherited);
  }
  const nodes = parts.map((text) =>
    criterionOf({ ...item, text, label: null, heading: null }, reader.rules, reader.definitions, inherited),
  );
  return group(item, either ? 'any' : 'all', nodes, true, reader.rules);
}

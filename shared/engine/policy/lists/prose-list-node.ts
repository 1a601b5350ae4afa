/** Lists that stand in running prose without labels, as criteria: “…: signs of A; signs of B; signs of C”. */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { limitOf } from './announcements.ts';
import { criterionOf } from '../criteria/criteria.ts';
import { group, type ItemWords, leaf } from '../criteria/criterion-nodes.ts';
import { spanOf } from '../outline/flow.ts';
import type { OutlineItem } from '../outline/outline.ts';
import { membersOf, proseList, type ProseList } from '../criteria/prose.ts';
import { headingOf, itemSpan, type Reader } from '../reader.ts';
import { releaseIn } from '../releases/patterns.ts';
import { readThreshold } from '../thresholds.ts';
import { conceptsIn, hasPhrase } from '../vocabulary.ts';

/** "MRI is covered at once, with no trial of treatment, if any of these is found": says that the care is not asked for. */
const withoutCare = /\bwith(?:out| no)\b[^.;,]{0,30}\b(?:trial|waiting|wait|treatment|therapy|care|delay)\b/i;

/** "…: signs of A; signs of B; signs of C" without labels: as a list, with what the words before it ask beside it. */
export function listNode(
  item: OutlineItem,
  text: string,
  reader: Reader,
  inherited: Threshold | null,
  waiver: boolean,
): CriterionNode | null {
  const list = proseList(text) ?? (waiver ? releasedList(text) : null);
  if (list === null) return null;
  const combination = list.combination ?? (waiver ? { kind: 'any' as const, count: 1 } : null);
  if (combination === null) return null;
  const base: ItemWords = {
    text: list.announcement,
    span: itemSpan(reader, item),
    label: item.label?.raw ?? null,
    path: reader.paths.get(item),
    heading: headingOf(reader, item),
  };
  const announced = conceptsIn(list.announcement, reader.rules);
  if (announced.some(({ rule }) => rule.concept === 'contraindication'))
    return criterionOf({ ...base, text }, reader.rules, reader.definitions);
  const part = (words_: string): ItemWords => {
    const at = reader.flow.text.indexOf(words_.slice(0, 20), item.start);
    const span =
      at >= 0 && at < item.end ? spanOf(reader.flow, at, Math.min(item.end, at + words_.length)) : base.span;
    return { text: words_, span, label: null, heading: null };
  };
  const limit = limitOf(list.announcement, inherited);
  const members = list.members.map((member) =>
    criterionOf(part(member), reader.rules, reader.definitions, limit),
  );
  const lasting = symptomsLasting({ ...base, text }, limit, members, reader);
  if (lasting !== null) return lasting;
  const tree = group(
    base,
    combination.kind,
    members,
    list.combination !== null,
    reader.rules,
    combination.kind === 'at-least' ? combination.count : undefined,
  );
  const beside = [...list.beside, ...(waiver ? [] : [list.rest])]
    .filter(
      (clause) =>
        conceptsIn(clause, reader.rules).length > 0 &&
        !withoutCare.test(clause) &&
        // "Bypass of (ii): a fracture; fever": what releases is read elsewhere.
        (waiver || releaseIn(clause) === null) &&
        // "No treatment, and no plain film, need come first where …": what is not asked for is no condition of its release.
        !(
          waiver &&
          (/^\W*(?:no|neither|without)\b/i.test(clause) || hasPhrase(clause, 'waiver', 'text', reader.rules))
        ),
    )
    .map((clause) => criterionOf(part(clause), reader.rules, reader.definitions));
  return beside.length === 0
    ? tree
    : group(base, 'all', [...beside, { ...tree, label: null }], true, reader.rules);
}

/** Complaints that no rule names one by one. */
const complaint =
  /\b(?:pain|pressure|ache|aching|discomfort|block(?:ed|age)|stuffed|congest\w+|drain\w*|discharge|smell|cough\w*|swelling|stiff\w*|numb\w*|tingl\w+|fatigue|bleeding|nausea|vomit\w+|diarrh\w+|dizz\w+|vertigo|hoarse\w*|obstruct\w+|sneez\w+|headaches?|dyspnea|breath\w*|wheez\w+|urgency|frequency|weakness|cramp\w*|itch\w*|ringing|tinnitus|spasms?)\b/i;

/** "Two of these for twelve weeks or longer: blocked nose; facial pressure; …": how long the complaint has lasted, whatever its signs. Null for other lists. */
function symptomsLasting(
  item: ItemWords,
  limit: Threshold | null,
  members: readonly CriterionNode[],
  reader: Reader,
): CriterionNode | null {
  const rule = reader.rules.concepts.find(({ concept }) => concept === 'symptom-duration');
  // "Two or more of: … They have gone on for 12 weeks or more."
  const lasting = limit?.minDays ?? readThreshold(item.text)?.minDays;
  if (lasting === undefined || rule === undefined) return null;
  if (!members.every((member) => member.kind === 'leaf' && member.concept === null)) return null;
  if (members.filter(({ text }) => complaint.test(text)).length * 2 < members.length) return null;
  return leaf(item, item.text, [{ rule, start: 0, end: 0 }], { minDays: lasting }, reader.rules, []);
}

/** "… does not apply with a fever, a fracture, or a history of cancer": conditions without a colon. */
function releasedList(text: string): ProseList | null {
  const found =
    /\b(?:waived|exempt|released|(?:not|n't) (?:required|apply|needed|asked for|necessary)|set aside|passed over|skipped|covered at once|at once)\s+(?:for|with|when|if|in(?: case of)?|after|where)(?: there is| the (?:patient|member|person) has)?\s+(.+?)[.]?$/is.exec(
      text,
    );
  // "Suspected infection; known cancer; foot drop. No therapy first.": a list by its semicolons alone.
  const plain = text.split(/[.]\s+(?=\p{Lu})/u).find((part) => (part.match(/;/g)?.length ?? 0) >= 2);
  const listed = found?.[1]?.split(/[.]\s+(?=\p{Lu})/u)[0] ?? plain;
  const members = listed === undefined ? [] : membersOf(listed);
  return members.length < 2
    ? null
    : {
        beside: [],
        announcement: text.slice(0, found?.index ?? 0),
        combination: { kind: 'any', count: 1 },
        members,
        rest: '',
      };
}

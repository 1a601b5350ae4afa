/** Running prose as criteria: the sentences that ask, each taken apart at its joints. */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import { sentenceEnds } from '../../../text/blocks.ts';
import { learnedConcept, learnedLine } from '../learned-words.ts';
import { isExcluded } from '../lists/no-criterion.ts';
import { allowedOnly } from '../lists/remarks.ts';
import { body, type Reader, splitAt } from '../reader.ts';
import { releaseIn } from '../releases/patterns.ts';
import { asksForScan, tellsOnly } from '../roles.ts';
import { readThreshold } from '../thresholds.ts';
import { conceptsIn, hasPhrase } from '../vocabulary.ts';
import { criterionOf, unlessPattern } from './criteria.ts';
import { group, type ItemWords } from './criterion-nodes.ts';
import { ownSpan } from './own-words.ts';
import { conditionalIn } from './prose-forms.ts';
import { conditionBehindRefusal } from './refusals.ts';
import { askedIn, withoutOpener } from './sentence-head.ts';
import { partsOf, type Names, type Part } from './sentence-parts.ts';

/**
 * Running prose as criteria: sentences that cover the scan under conditions, each taken apart at its joints. Several are indications of
 * their own where they open with "For …", else all are asked for. Null where the text is one plain criterion.
 */
export function sentenceNode(
  item: ItemWords,
  reader: Reader,
  inherited: Threshold | null,
): CriterionNode | null {
  const text = body(item.text);
  const names = namesFor(reader);
  const every = splitAt(text, sentenceEnds(text, 0, text.length));
  if (excludes(every[0] ?? '', reader)) return null;
  const sentences = every.filter(
    (sentence) =>
      // What only the learned reader understands must be demanded besides.
      (names.sure(sentence).length > 0 ||
        (names.all(sentence).length > 0 && (isDemand(sentence, reader) || adds.test(sentence)))) &&
      !isStatement(sentence, reader),
  );
  const demanding = sentences.filter((sentence) => isDemand(sentence, reader));
  const necessary = sentences.filter((sentence) => isNecessary.test(sentence));
  const asking = demanding.length === 0 && necessary.length > 1 ? necessary : demanding;
  // An item asks by what it names first, whatever the sentence behind it demands.
  const listed = item.label !== null && item.heading === null;
  const chosen =
    asking.length === 0
      ? sentences
      : sentences.filter(
          (sentence, index) =>
            asking.includes(sentence) ||
            (index > 0 && adds.test(sentence)) ||
            (listed &&
              index === 0 &&
              sentence.split(/\s+/).length >= fewestWords &&
              !explains.test(sentences[1] ?? '')),
        );
  const nodes = chosen.map((sentence, index) =>
    conditionsOf(
      { ...item, text: index > 0 ? sentence.replace(otherWay, '') : sentence },
      reader,
      names,
      inherited,
    ),
  );
  const only = nodes[0];
  if (only === undefined) return null;
  if (nodes.length === 1) return only.kind === 'leaf' && chosen.length === sentences.length ? null : only;
  const indicated = chosen.filter((sentence) =>
    /^(?:for|in)\s+(?!(?:all|both|each|addition)\b)/i.test(sentence),
  );
  if (indicated.length > 0) return group(item, 'any', nodes, false, reader.rules);
  if (asking.length === 1 && chosen.length === 1) return null;
  if (asking.length === 0)
    return listed || hasPhrase(item.heading ?? '', 'not-covered', 'heading', reader.rules)
      ? null
      : group(item, 'all', nodes, false, reader.rules);
  const ways = chosen.findIndex((sentence, index) => index > 0 && otherWay.test(sentence));
  if (ways < 0) return group(item, 'all', nodes, true, reader.rules);
  const [first = only] = nodes;
  const asked = ways === 1 ? first : group(item, 'all', nodes.slice(0, ways), true, reader.rules);
  return group(item, 'any', [asked, ...nodes.slice(ways)], true, reader.rules);
}

/** What words name by the rules; where these are silent, what the learned reader is sure of, if the words are more than a scrap. */
function namesFor(reader: Reader): Names {
  const known = new Map<string, readonly string[]>();
  const sure = (words: string): readonly string[] => {
    const text = words.trim();
    const found = known.get(text) ?? conceptsIn(text, reader.rules).map(({ rule }) => rule.concept);
    known.set(text, found);
    return found;
  };
  const guessed = new Map<string, readonly string[]>();
  const all = (words: string): readonly string[] => {
    const hits = sure(words);
    const text = words.trim();
    if (hits.length > 0 || text.split(/\s+/).length < fewestWords) return hits;
    const learned =
      guessed.get(text) ??
      [learnedConcept(text, reader.learned)].filter(
        // How long ago an operation was is no time since the last scan: rules alone tell the two apart.
        (name) => name !== null && name !== 'interval',
      );
    guessed.set(text, learned);
    return learned;
  };
  return { all, sure };
}
const fewestWords = 4;

/** "If shorter, MRI is necessary if …", "Otherwise …", "It is likewise covered when …": another way for whoever lacks what the sentence before asks for. */
const otherWay =
  /^\W*(?:(?:otherwise|alternatively|or else|as an alternative|earlier|sooner|before (?:that|then)|(?:if|when|where) (?:it (?:is|has been) |this is |the (?:pain|time|duration|course|trial|period)[\w ]{0,20} (?:is|was) )?(?:shorter|sooner|earlier|briefer|less|not|fewer)\b[^,]{0,40}|(?:for|with|in|after) (?:less|fewer|shorter|a shorter|briefer)\b[^,]{0,50}|(?:for|in) (?:all |any |every)?(?:others?|one else|body else)),\s+|(?=(?:it|the (?:scan|study|test)|MRI|CT|PET|imaging|coverage)\b[^.;,]{0,30}\b(?:is|are|may be|can be) (?:likewise|also|equally) (?:covered|approved|accepted|allowed|appropriate|indicated|necessary|medically necessary|granted|supported)\b))/i;

/** "In addition the likelihood has to lie …", "We also want to read …": a further demand behind the first. */
const adds =
  /^\W*(?:in addition|additionally|further(?:more)?|moreover|besides|also|as well|and)\b|\b(?:we|the plan|the reviewer) (?:also |further |will )*(?:wants?|looks? for|expects?|needs?|asks?|wishe?s?|requires?)\b|\bthe (?:second|third|fourth|last|final|other) (?:thing|point|condition|requirement)\b/i;

/** "MRI is necessary if …", "imaging is justified after …": several such sentences are ways or demands, one alone says no more than its words. */
const isNecessary =
  /\b(?:MRI|MRA|MR|CT|CTA|PET|scans?|imaging|study|studies)\b[^.;:]{0,24}\b(?:is|are) (?:then |also |considered |deemed )?(?:necessary|justified|warranted|reasonable|in order)\b/i;
const mustBe =
  /\b(?:must|shall|has to|have to|is required|are required|is needed|are needed|(?:is|are) to (?:be|have)|we (?:ask|look|want) for|(?:approval|coverage|it|this|that|the (?:plan|scan|study|request)|MRI|CT|PET) (?:also )?(?:depends on|requires|calls for|presupposes|rests on|needs))\b/i;

function isDemand(sentence: string, reader: Reader): boolean {
  return asksForScan(sentence, reader) || mustBe.test(sentence) || conditionBehindRefusal(sentence) !== null;
}

/** "A second scan is not approved sooner than …": another scan's coverage. */
const otherScan =
  /^\W*(?:an? )?(?:second|repeat(?:ed)?|further|follow-?up|later|third)\b[^.;,]{0,30}\b(?:MRI|CT|PET|scan|study|imaging|examination)\b/i;

/** "It can be therapy or exercise, …": tells what the item before means. */
const explains = /^\W*(?:this|that|these|it|they|such)\b/i;

function excludes(sentence: string, reader: Reader): boolean {
  return (
    isExcluded(sentence, reader) &&
    conditionBehindRefusal(sentence) === null &&
    !/\b(?:unless|except|until)\b/i.test(sentence)
  );
}

/** A sentence that releases, limits, tells, repeats or refers and is no criterion. */
function isStatement(sentence: string, reader: Reader): boolean {
  if (conditionBehindRefusal(sentence) !== null) return false;
  return (
    hasPhrase(sentence, 'not-required', 'text', reader.rules) ||
    (hasPhrase(sentence, 'waiver', 'text', reader.rules) &&
      (releaseIn(sentence) !== null || !mustBe.test(sentence))) ||
    excludes(sentence, reader) ||
    allowedOnly(sentence) !== null ||
    tellsOnly(sentence, reader) ||
    otherScan.test(sentence) ||
    /\b(?:go|proceed|skip|turn|return) (?:straight |directly |on |back )?to\b/i.test(sentence) ||
    (learnedLine(sentence, reader.learned) === 'background' && !isDemand(sentence, reader)) ||
    /^(?:repeat|source|references?|see also|replaces)\b|\bis (?:addressed|reviewed|covered|found) (?:in|under)\b/i.test(
      sentence,
    )
  );
}

/** One sentence's conditions: what it says beside granting the scan, taken apart at its joints. */
function conditionsOf(
  item: ItemWords,
  reader: Reader,
  names: Names,
  inherited: Threshold | null,
): CriterionNode {
  const inner = { ...item, label: null, heading: null };
  const read = (text: string, of: ItemWords): CriterionNode =>
    criterionOf({ ...of, text, span: ownSpan(item.span, text) }, reader.rules, reader.definitions, inherited);
  // "When the nodule measures 8 mm or more, …" is asked for in that case alone.
  const sized = conditionalIn(item.text);
  if (sized !== null && readThreshold(sized.condition)?.quantity?.min !== undefined)
    return read(item.text, item);
  const asked = askedIn(item.text, names).map((words) => partsOf(words, names));
  // "Therapy or exercises, unless …": the exception is of both.
  const excepted = unlessPattern.test(item.text) && conditionBehindRefusal(item.text) === null;
  if (excepted && asked.some(({ kind }) => kind === 'any')) return read(item.text, item);
  const build = (part: Part, of: ItemWords): CriterionNode => {
    if (part.kind === 'clause') return read(of === item ? part.text : withoutOpener(part.text), of);
    const own = of === item ? item : { ...of, text: part.text, span: ownSpan(item.span, part.text) };
    return group(
      own,
      part.kind,
      part.parts.map((each) => build(each, inner)),
      part.stated || asksForScan(item.text, reader) || mustBe.test(item.text),
      reader.rules,
    );
  };
  const [only] = asked;
  if (only !== undefined && asked.length === 1) return build(only, item);
  return group(
    item,
    'all',
    asked.flatMap((part) => {
      const node = build(part, inner);
      return node.kind === 'all' && node.stated ? node.children : [node];
    }),
    true,
    reader.rules,
  );
}

/** What a section or paragraph of a policy is for: criteria, exclusions, releases, definitions, history. */
import type { Concept } from '../../domain/kinds.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import type { SectionRole } from '../../domain/policy.ts';
import { sentenceEnds } from '../../text/blocks.ts';
import { likeliest } from '../sentences/learned-reader.ts';
import { sentenceFeatures } from '../sentences/sentence-features.ts';
import { conditionBehindRefusal } from './criteria/refusals.ts';
import { termDefined } from './definitions/defining.ts';
import { oneLine } from './outline/flow.ts';
import type { OutlineItem } from './outline/outline.ts';
import { type Reader, words, wordsAbove, headingOf, announcesWaiver, splitAt } from './reader.ts';
import { labelsIn } from './releases/targets.ts';
import { allowedOnly } from './lists/remarks.ts';
import { asksNothing } from './outline/tables.ts';
import { readThreshold } from './thresholds.ts';
import { codesIn, conceptsIn, hasPhrase, therapyConcepts } from './vocabulary.ts';

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
  if (editions.test(title) || tellsEdition.test(text) || logsChanges.test(text)) return 'history';
  const aside = asideOf(title, rules);
  if (aside !== null) return aside;
  if (
    item.heading === null &&
    item.label === null &&
    (termDefined(text, false) !== null || opensWithTerm.test(text))
  )
    return 'definitions';
  const intro = text.slice(0, 400);
  // What a list of criteria is announced by stands above it; behind it a release may follow ("… is not required under Section B").
  const lead = wordsAbove(item, reader).slice(0, 400);
  // "MRI is not medically necessary unless:" says when it is.
  const coveredUnless =
    (onlyUnless.test(intro) || conditionBehindRefusal(intro) !== null) && conceptsIn(whole, rules).length > 0;
  if (coveredUnless && item.heading === null) return 'covered';
  const waives = hasPhrase(title, 'waiver', 'heading', rules) && !withoutFlags.test(title);
  if (!waives && hasPhrase(title, 'not-covered', 'heading', rules)) return 'not-covered';
  if (
    waives ||
    (item.children.length > 0 &&
      announcesWaiver(lead, rules) &&
      !/medically necessary when|approve/i.test(lead))
  )
    return 'waiver';
  if (item.sets !== undefined || (item.children.length > 0 && releasesNamed(lead, reader))) return 'waiver';
  if (item.children.length === 0 && opensWithRelease(text, headingOf(reader, item), reader)) return 'waiver';
  if (coveredUnless) return 'covered';
  const opening = text.slice(text.startsWith(heading) ? heading.length : 0).replace(/^[\s.:]+/, '');
  if (refuses.test(opening)) return 'not-covered';
  const covered = hasPhrase(intro, 'covered', 'text', rules);
  const notCovered = hasPhrase(text.slice(0, heading.length + 170), 'not-covered', 'text', rules);
  if (
    notCovered &&
    !(covered && /(?:is|are) (?:medically necessary|established|covered|proven)/i.test(intro))
  )
    return 'not-covered';
  if (covered) return 'covered';
  if (item.children.length === 0 && remarksOnly(text, reader)) return 'other';
  if (listsCodes(whole)) return 'other';
  return conceptsIn(whole, rules).length > 0 ? 'covered' : 'other';
}

/** "Surveillance. Investigational in every lymphoma once …": the first words below a title refuse, without an exception. */
const refuses =
  /^(?:(?:is|are) )?(?:regarded as |considered )?(?:investigational|unproven|experimental|not (?:yet )?(?:proven|established|covered|payable|approved))\b(?![^.]*\b(?:unless|except|save|but|until|other than)\b)/i;

/** Roles of what stands beside the criteria, in the order in which a title is tried for them. */
const asides = ['history', 'documentation', 'definitions', 'other'] as const;

/** What the title says the section is, where that is no criteria: "Scope", "Purpose and scope", "Codes and references". Null for all others. */
function asideOf(title: string, rules: PolicyRules): SectionRole | null {
  const own = (words: string): SectionRole | null =>
    asides.find((role) => hasPhrase(words, role, 'heading', rules)) ?? null;
  const whole = own(title);
  if (whole !== null || title.length > 80) return whole;
  const parts = title.split(/\s*(?:,|;|&|\/|\band\b)\s*/i).filter((part) => part !== '');
  const roles = parts.map(own);
  return parts.length > 1 && roles.every((role) => role !== null) ? (roles[0] ?? null) : null;
}

/** "Codes 70450, 70460, 70470 CT head": codes with the names of their scans, which asks for nothing. */
function listsCodes(whole: string): boolean {
  return codesIn(whole).length >= 2 && readThreshold(whole) === null && !demands.test(whole);
}

/** "Lines 10.2 and 10.3 fall away for": words above a list that name items, and that the learned reader takes for a release. */
function releasesNamed(intro: string, { learned }: Reader): boolean {
  if (labelsIn(intro).length === 0) return false;
  const { label, chance } = likeliest(learned.lines, sentenceFeatures(intro));
  return label === 'waive' && chance >= leastRelease;
}

const leastRelease = 0.5;

/** "Revision history v9.0: waiver made explicit": a title with what follows it on its line. */
const editions =
  /^(?:(?:revision|version|document|policy|change|edition|amendment|update)s? (?:history|log|record|table|list|notes?|control|summary)|history of (?:this|the|our) (?:policy|document|guideline|bulletin|standard|form|paper|rules?)|(?:bulletin|policy|guideline|document|form|standard|paper|rule)s?(?: [\w.-]+)? (?:history|changes|log)$|(?:record|list|log|table|summary|history) of (?:changes|revisions|versions|editions|amendments|updates)|what (?:has )?changed)\b/i;

/** "Advisory panel, 16 January 2026. New in 2026: chest film added to section 2": what an edition changed. */
const tellsEdition =
  /^[^.:]{0,90}[.:]?\s*(?:new|changed?|changes|added|revised|what is new|what changed) (?:in|from|since|with) (?:\d{1,2}\/|v(?:ersion)? ?)?(?:20\d\d|\d[\d.]*)\b[^.]*\b(?:added|removed|dropped|shortened|lengthened|raised|lowered|widened|narrowed|replaced|changed|made|deleted|clarified)\b/i;

/** "07/01/2025 C(4) changed from six to eight weeks", "v6.2 3.1 now asks …": entries that open with the day or number of an edition. */
const logsChanges =
  /^(?:[^.:;\d]{0,60}[\s.:]+)?(?:v(?:ersion)?\.? ?\d+(?:\.\d+)*|rev(?:ision)?\.? ?\w{1,4}|\d{1,2}\/(?:\d{1,2}\/)?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?|(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\d{1,2}, )?20\d\d)[\s:.,;–-]+(?:[^.]{0,120}\b(?:changed|added|removed|dropped|shortened|lengthened|raised|lowered|widened|narrowed|replaced|deleted|clarified|reworded|adopted|reviewed|retired|no longer asks?|now asks?|was:|(?:no|without) (?:substantive )?changes?|new section|first (?:issued?|adopted|edition)))/i;

/** '"Radiograph" means two views', '"Lone" tolerates …': what a word stands for. */
const opensWithTerm =
  /^["“][^"”]{2,40}["”]\s+(?:(?:is|are) (?!required|needed)|means?|includes?|leaves? out|takes? in|tolerates?|refers?|does|covers?|excludes?)/;

/** Words of a sentence that tells how things are in general: shares of people, studies, what a test can do. */
const general =
  /\b(?:(?:one|two|three|half|most|many|majority|fewer|less|more|minority|third|quarter|(?:some|few|nearly|about|roughly|almost|under|over) \w+|\d+ ?(?:%|per ?cent)) (?:than \w+ )?(?:of|in|out of) (?:all |the |these |such |\w+ )?(?:patients?|people|persons?|adults?|cases?|women|men|members?|cancers?|autops\w+|population|operations?|tumou?rs?|falls?|visits?|reasons?|scans?|knees?|hips?|backs?|ten|hundred)|(?:stud(?:y|ies)|trials?|literature|data|meta-?analys[ei]s|registr\w+|authors?|experts?) (?:show|suggest|ha(?:ve|s)(?! (?:not )?been (?:done|performed|made|obtained|taken|read|completed))|found|find|support|agree|report)\w*|(?:is|are) (?:common|uncommon|rare|frequent|widespread|seldom|usually|often|among the (?:most|more))|(?:raises?|lowers?|increases?|reduces?|multipl(?:y|ies)|doubles?) (?:the )?(?:risk|likelihood|chances?|rates?|yield|probability|odds)|(?:has|have) (?:not )?been (?:shown|tied|linked|associated|outdone)|accounts? for (?:\w+ ){0,3}(?:one|two|half|most|many|\d+)|(?:carr(?:y|ies)|deliver|gives?) (?:no|little|less|more) radiation|accuracy|sensitivity|specificity|prevalence|incidence|yield of|natural history|miss(?:es)? (?:about|roughly|some|one|many)|helps? (?:to )?(?:tell|distinguish|separate|differentiate))\b/i;

/** A sentence that tells and asks for nothing. */
export function tellsOnly(text: string, reader: Reader): boolean {
  return general.test(text) && !demands.test(text) && !asksForScan(text, reader, true);
}

/** Words by which a sentence demands. */
export const demands =
  /\b(?:must|shall|has to|have to|is required|are required|is needed|are needed|needs?|requires?|we (?:ask|look|want|need|expect)|(?:is|are) (?:expected|asked) to|should (?:have|be)|comes? first|at least|no (?:fewer|less) than)\b/i;

/** "In the absence of red flags, MRI requires …": the general rule, not what releases from it. */
const withoutFlags =
  /\b(?:in the absence of|absent|without|where (?:there are )?no|if (?:there are )?no|unless there are|other than)\s+(?:\w+ ){0,2}(?:red flags?|warning signs?|alarm (?:signs|features)|danger signs?|exceptions?)\b/i;

export const onlyUnless =
  /\bnot (?:be )?(?:considered )?(?:medically necessary|necessary|covered|approved|authori[sz]ed|indicated|supported)\b[^.;:]{0,60}\bunless\b/i;

/** What policies ask for beside treatment; a release is under other conditions than these. */
export const requirements: ReadonlySet<Concept> = new Set<Concept>([
  'prior-imaging',
  're-evaluation',
  'symptom-duration',
  'age',
]);

/** "Note. An injection may help in doubtful cases. It is not a prerequisite": every sentence allows, praises or says what is not asked for. */
export function remarksOnly(text: string, reader: Reader): boolean {
  const sentences = splitAt(text, sentenceEnds(text, 0, text.length)).filter(
    (sentence) => /\p{L}/u.test(sentence) && !/^\W*(?:notes?|remarks?|comments?)\W*$/i.test(sentence),
  );
  return (
    sentences.some((sentence) => allowedOnly(sentence) !== null) &&
    sentences.every(
      (sentence) =>
        allowedOnly(sentence) !== null ||
        hasPhrase(sentence, 'not-required', 'text', reader.rules) ||
        /^\W*(?:it|they|this|these)\s+(?:may|might|can|could)\b/i.test(sentence) ||
        tellsOnly(sentence, reader),
    )
  );
}

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
export function underWaivers(item: OutlineItem, reader: Reader): boolean {
  const { paths, flow } = reader;
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
  const titled = above.some(
    (line) => line.length < 90 && /\b(?:waivers?|exemptions?|exceptions? to)\b/i.test(line),
  );
  if (!titled) return false;
  // Items below the title of their own section are read with it.
  const parent = [...paths.keys()].find(({ children }) => children.includes(item));
  const title = parent === undefined || parent.label === null ? null : headingOf(reader, parent);
  return title === null || !hasPhrase(title, 'waiver', 'heading', reader.rules);
}

/** A table's title and its heads stand within this many signs above its first row. */
const waiverReach = 240;

/** False for an unlabelled part that explains, or lists what is not covered. */
export function holdsCriteria(item: OutlineItem, reader: Reader): boolean {
  if (underWaivers(item, reader)) return false;
  if (item.label !== null && item.label.raw !== '|') return true;
  const role = roleOfItem(item, reader);
  return role === 'covered' || role === 'waiver';
}

/** What an item without a label, or a row of a table, is for. */
export function roleOfItem(item: OutlineItem, reader: Reader): SectionRole {
  const text = words(reader, item);
  if (item.children.length === 0 && tellsOnly(text, reader)) return 'other';
  if (isNotRequired(text, reader)) return 'other';
  if (item.label?.raw === '|' && asksNothing(reader.flow.text.slice(item.start, item.end))) return 'other';
  return roleOf(
    headingOf(reader, item) ?? text.slice(0, 90),
    text,
    oneLine(reader.flow.text.slice(item.start, item.end)),
    item,
    reader,
  );
}

/** "Conventional imaging is not required before …" in an item of its own asks for nothing. */
export function isNotRequired(text: string, reader: Reader): boolean {
  const says = (sentence: string): boolean => hasPhrase(sentence, 'not-required', 'text', reader.rules);
  const isReason = (sentence: string): boolean =>
    !demands.test(sentence) &&
    readThreshold(sentence) === null &&
    !asksForScan(sentence, reader, true) &&
    !hasPhrase(sentence, 'waiver', 'text', reader.rules);
  const sentences = text.split(/(?<=[.])\s+(?=\p{Lu})/u).filter((sentence) => sentence.trim() !== '');
  return (
    sentences.some((sentence) => says(sentence)) &&
    // "Nothing need be tried first. A torn tendon draws back with time": the reason is given behind it.
    sentences.every((sentence, index) => says(sentence) || (index > 0 && isReason(sentence))) &&
    !/\bunless\b(?! (?:an?|the|that) (?:part|section|item|indication)\b)/i.test(text)
  );
}

/** "PET is accepted in members whose …", "the study is allowed after …": other verbs that grant a scan under conditions. */
const granting =
  /\b(?:scan|study|MRI|MRA|CT|CTA|PET|imaging|request|it)\b[^.;:,]{0,40}\b(?:is|are|may be|will be|can be) (?:(?:also|likewise|then|only) )?(?:accepted|allowed|granted|authori[sz]ed|payable|paid for|justified|warranted|reasonable|certified)\b[^.;:]{0,20}\b(?:when|where|if|for|in|after|once|provided|so long as|as long as)\b/i;

/** A paragraph that says under which conditions a scan is covered. */
export function asksForScan(text: string, reader: Reader, head = false): boolean {
  return (
    (hasPhrase(text, 'covered', 'text', reader.rules) ||
      granting.test(text) ||
      /\bwe (?:approve|cover|ask|require|need)\b|\b(?:approve|cover|require|allow|authorize)s?\b.{0,80}\b(?:when|if|after|for|once)\b|\b(?:approves?|covers?|allows?) (?:an? )?(?:\w+ )?(?:MRI|CT|PET|scan|imaging)/i.test(
        text,
      )) &&
    (head || conceptsIn(text, reader.rules).length > 0)
  );
}

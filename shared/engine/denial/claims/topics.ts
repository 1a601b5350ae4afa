/**
 * What a sentence of a letter speaks of: each concept it names, by the patterns of the rules and by the longer list of
 * other names. Titles of policies, examples of a group and the first cell of a row name nothing.
 */
import type { DenialRules } from '../../../domain/rules.ts';
import { findPattern } from '../../../text/pattern.ts';
import type { PhraseSet } from '../../../text/phrases.ts';
import { compilePhrases, findPhrases, tokenize } from '../../../text/phrases.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { sortOf } from '../../sentences/claim-features.ts';
import type { Topic } from './claims.ts';

/** A name of the list; `veto` where the words are those of something else ("exercise stress test" is no home exercise). */
interface Name {
  readonly concept: Topic['concept'];
  readonly ruleId: string;
  readonly veto: boolean;
}

const cache = new WeakMap<DenialRules, PhraseSet<Name>>();

function compiledNames(rules: DenialRules): PhraseSet<Name> {
  const known = cache.get(rules);
  if (known !== undefined) return known;
  const compiled = compilePhrases(
    rules.names.flatMap(({ id, concept, phrases, unless }) => {
      const name: Name = { concept, ruleId: id, veto: false };
      const veto: Name = { ...name, veto: true };
      return [
        ...phrases.map((phrase) => ({ phrase, value: name })),
        ...unless.map((phrase) => ({ phrase, value: veto })),
      ];
    }),
  );
  cache.set(rules, compiled);
  return compiled;
}

/** Names of the list in the text that no longer name holds. */
function namesIn(text: string, rules: DenialRules): readonly Topic[] {
  const hits = findPhrases(compiledNames(rules), tokenize(text));
  return hits
    .filter(
      (hit) =>
        !hit.value.veto &&
        // "Nothing sent to us shows": no ultrasound.
        !/^us\b/.test(text.slice(hit.start, hit.end)) &&
        // "Reason code 22F" tells of no woman of twenty-two.
        !/\bcodes?:?\s*$/i.test(text.slice(Math.max(0, hit.start - 8), hit.start)) &&
        !hits.some(
          (other) =>
            (other.value.veto &&
              other.value.concept === hit.value.concept &&
              other.first <= hit.last &&
              hit.first <= other.last) ||
            (other.first <= hit.first &&
              other.last >= hit.last &&
              other.last - other.first > hit.last - hit.first),
        ),
    )
    .map(({ value, start, end }) => ({ concept: value.concept, ruleId: value.ruleId, start, end }));
}

/** The kinds of care that a letter may name, without care in general. */
const kindsOfCare: ReadonlySet<string> = new Set(
  [...therapyConcepts].filter((concept) => concept !== 'conservative-therapy'),
);

/** "Therapy had been going on for three weeks": the length is the therapy's, and not the complaint's. */
function lastsAsCare(text: string, { start, end }: Topic, patterns: readonly Topic[]): boolean {
  return (
    !ofComplaint.test(text.slice(start, end)) &&
    patterns.some(
      (care) =>
        kindsOfCare.has(care.concept) &&
        care.end <= start &&
        !/[.;]|\bbut\b/.test(text.slice(care.end, start)),
    ) &&
    !ofComplaint.test(text.slice(Math.max(0, start - 40), end))
  );
}
const ofComplaint =
  /\b(?:pains?|symptoms?|aches?|aching|hurts?|hurting|complaints?|numbness|swelling|problems?|trouble|headaches?|condition|illness|cough|dizz\w+|weakness|injury|onset)\b/i;

/** Tests whose name may stand within the reason why they cannot be done. */
export const testsNamed: ReadonlySet<string> = new Set([
  'stress-test',
  'prior-imaging',
  'lab-result',
  'interval',
]);

/** The topics of a sentence in order. */
export function topicsIn(text: string, rules: DenialRules): readonly Topic[] {
  const patterns = rules.topics.flatMap((rule) =>
    findPattern(rule.pattern, text).map(({ start, end }) => ({
      concept: rule.concept,
      ruleId: rule.id,
      start,
      end,
    })),
  );
  // "No reason why a treadmill test could not be done": the reason is meant, not the test.
  const whole = patterns.filter(
    (hit) =>
      !patterns.some(
        (other) =>
          other.concept === 'contraindication' &&
          other !== hit &&
          testsNamed.has(hit.concept) &&
          other.start <= hit.start &&
          hit.end <= other.end,
      ),
  );
  // "An exercise program directed by a clinician": care in general is not meant beside a care that is named.
  const special = patterns.some(({ concept }) => kindsOfCare.has(concept));
  const names = namesIn(text, rules).filter(
    (name) =>
      !patterns.some(({ start, end }) => start < name.end && name.start < end) &&
      !(special && name.concept === 'conservative-therapy'),
  );
  const hits = [...whole, ...names].filter(
    (hit) => hit.concept !== 'symptom-duration' || !lastsAsCare(text, hit, whole),
  );
  const out: Topic[] = [];
  const group = patterns.find(({ concept }) => concept === 'conservative-therapy');
  const examples = group === undefined ? null : examplesBehind(text, group.end);
  const titles = titlesIn(text);
  // "Risk of lung cancer <tab> You have no record of smoking": the first cell only names the row.
  const tab = text.lastIndexOf('\t');
  const named = hits.some(({ start }) => start > tab);
  for (const hit of hits.toSorted((a, b) => a.start - b.start)) {
    if (tab > 0 && named && hit.start < tab) continue;
    if (hit.concept === 'malignancy' && onlyWeighed.test(text.slice(Math.max(0, hit.start - 60), hit.start)))
      continue;
    if (isAside(hit, text)) continue;
    if (isOfProtocol(hit.concept, text.slice(hit.end, hit.end + protocolReach))) continue;
    if (titles.some(({ start, end }) => hit.start >= start && hit.end <= end)) continue;
    if (examples !== null && hit.start >= examples.start && hit.end <= examples.end) continue;
    // Once a clause: "First, x-rays of the part; the file has no x-ray report" demands and misses the same thing.
    const again = out.findLast(({ concept }) => concept === hit.concept);
    if (again === undefined || newClause.test(text.slice(again.end, hit.start))) out.push(hit);
  }
  return out;
}

/** "Unproven, whatever their cholesterol": what makes no difference is claimed by nobody. */
const makesNoDifference =
  /\b(?:whatever|whichever|regardless of|irrespective of|no matter (?:what|how|which|whether)|independent(?:ly)? of|without regard (?:to|for)|notwithstanding)\b[^,;.]{0,60}$/i;
/** "You were referred because of high cholesterol and a brother with heart disease": why the scan was wanted, granted by who tells it. */
const whyReferred =
  /\b(?:referred|ordered|requested|asked for|prescribed|sent for|recommended|wanted)\b[^.;,]{0,30}\b(?:because of|because you (?:have|had)|due to|owing to|on account of|on the grounds? of|in view of|in light of|by reason of)\b[^.;]{0,60}$/i;
/** "You had two visits and then did not go back": to the therapist, who is none to look again after treatment. */
const toTherapist = /\btherap(?:y|ists?)\b|\bPT\b|\b(?:visits?|sessions?|appointments?)\b[^.;]*\band then\b/i;

function isAside({ concept, start }: Topic, text: string): boolean {
  const before = text.slice(Math.max(0, start - asideReach), start);
  if (concept === 're-evaluation' && toTherapist.test(text) && !toDoctor.test(text))
    return comesBack.test(text.slice(start));
  const sort = sortOf(concept);
  return makesNoDifference.test(before) || ((sort === 'sign' || sort === 'test') && whyReferred.test(before));
}
/** Letters before a topic in which the words stand that set it aside. */
const asideReach = 140;
const toDoctor = /\b(?:doctor|clinician|physician|provider|surgeon|practitioner|clinic|office)\b/i;
const comesBack = /^(?:go|went|gone|came|come|return(?:ed)?) (?:back|again)?\b/i;

/** Conditions after which protocols of a scan and clinics are named. */
const namesake: ReadonlySet<string> = new Set([
  'seizure',
  'vascular-event',
  'malignancy',
  'mass',
  'infection',
]);

/** "Seizure protocol", "Epilepsy Center": how a scan is made and who sees the patient, not what the patient has. */
function isOfProtocol(concept: string, behind: string): boolean {
  return (
    namesake.has(concept) &&
    /^[\s-]+(?:protocol|sequences|centers?|centres?|clinics?|program|conference|institute)\b/i.test(behind)
  );
}

/** Signs behind a name within which "protocol" makes it the name of a way to scan. */
const protocolReach = 24;

/** "A calculated probability that the nodule is cancer", "a blood test for lung cancer": a number or a test is meant, not the disease. */
const onlyWeighed =
  /\b(?:probability|risk|chance|likelihood|odds|suspicion)\b[^,;.]{0,40}$|\b(?:test(?:ing|s)?|screening|marker\w*|biomarker\w*)\b[^,;.]{0,12}\bfor (?:\w+ ){0,2}$/i;

/** What parts a clause from the one before. */
const newClause = /;|,\s+(?:and|but|yet|so)\b|\b(?:but|however|while)\b/i;

/** "Guideline SP-3 (Neck Pain With or Without Radiculopathy)": a title in brackets speaks of no record. */
function titlesIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const behindId = [
    ...text.matchAll(
      /(?<=[A-Z]-?\s?\d[\w.]{0,6},\s)((?:\p{Lu}[\p{L}/-]*|of|the|and|for|in|with|or|\s)+)(?=[,.;(]|\sand\b|$)/gu,
    ),
  ];
  // "Section 2 of J-8 (pain without injury, over 40) asks for": brackets behind a section or a policy say what it is for.
  const scopes = [...text.matchAll(scopeBehindSection)].map((match) => {
    const start = match.index + match[0].indexOf('(');
    return { start, end: match.index + match[0].length };
  });
  const titles = [...text.matchAll(/\(([^()]{8,90})\)/g), ...behindId].flatMap((match) => {
    const words = (match[1] ?? '').split(/[\s/]+/).filter((word) => /^\p{L}{4,}/u.test(word));
    const small = words.filter((word) => /^\p{Ll}/u.test(word) && !/^with(?:out)?$/.test(word)).length;
    return words.length >= 2 && small === 0
      ? [{ start: match.index, end: match.index + match[0].length }]
      : [];
  });
  return [...scopes, ...titles];
}

const scopeBehindSection =
  /\b(?:[A-Z]{1,8}[-. ]?[A-Z]*[-. ]?\d[\w.-]*|(?:[Ss]ection|[Pp]art|[Cc]hapter|[Rr]ule|[Cc]riterion|[Pp]aragraph|[Gg]uideline|[Pp]olicy|[Bb]ulletin)\s+[A-Z\d][\w.-]*)\s+\((?![^()]*\b(?:not|no|none|never|nothing|you|your|yours|did|does|was|were|have|has|had|is|are|met|unmet|lacking|missing)\b)[^()]{4,120}\)(?=\s+(?:asks?|calls?|requires?|demands?|wants?|needs?|allows?|covers?|expects?|provides?|says?|sets?|looks?|speaks?)\b)/g;

/**
 * "Conservative care (such as physical therapy, home exercise, or medication)": the group is meant, not each example.
 * A new clause (", and there was no …") ends the list.
 */
const exampleList =
  /^[^.;(]{0,40}[(,] ?(?:such as|for example|for instance|e\.g\.|including(?: but not limited to)?|like)[,:]? (?:(?!,? (?:and|but|or|nor|yet) (?:there|no|we|you|they|it|the (?:records?|notes?|file|chart|papers))\b)[^.;)])*/i;

/** The place of the examples right behind a word for care in general; null where none are named. */
export function examplesBehind(
  text: string,
  at: number,
): { readonly start: number; readonly end: number } | null {
  const match = exampleList.exec(text.slice(at));
  // One example alone ("conservative care, such as physical therapy") is what is really asked for.
  return match === null || !/,|\bor\b|\band\b/.test(match[0].replace(/^[^(,]*[(,]/, ''))
    ? null
    : { start: at, end: at + match[0].length };
}

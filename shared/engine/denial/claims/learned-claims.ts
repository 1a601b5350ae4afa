/**
 * What the letter claims in words that no rule knows: the learned reader says what a sentence speaks of and what is said of it.
 * The rules' own claims stand; where they are silent on a topic, the learned ones are added.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import { clinicalConcepts } from '../../../domain/kinds.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { LearnedRules } from '../../../domain/learned.ts';
import type { Rules } from '../../../domain/rules.ts';
import { regionsIn, sideOf } from '../../scan-names.ts';
import { claimFeatures, clauseOf, sortOf } from '../../sentences/claim-features.ts';
import { labelsOf, likeliest } from '../../sentences/learned-reader.ts';
import { sentenceFeatures } from '../../sentences/sentence-features.ts';
import { notAboutRecord, thresholdIn } from './assertions.ts';
import { isHeadLine } from './head-lines.ts';
import { grants, notPartOf, standsAlone } from './claims.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';
import { testsNamed } from './topics.ts';
import type { LetterSentence } from '../zones.ts';

/** Chances from which a topic, and what is said of it, are believed. */
const leastTopic = 0.75;
const leastClaim = 0.65;

const claims: ReadonlySet<string> = new Set(['absent', 'insufficient', 'normal', 'required']);

/** "Therapy did not help": what did not help was done. */
const didNotHelp =
  /\b(?:(?:did|does|has|have)(?: not|n['\u2019]t) (?:help|work|relieve|improve|change)\w*|without (?:relief|benefit|improvement)|no (?:relief|benefit|improvement)|failed to (?:help|relieve|improve))\b/i;

/** "You wore a stiff-soled shoe for about a week": how long something was worn or taken, and no length of a complaint. */
const careGoesOn =
  /\b(?:wore|worn|wearing|took|taken|taking|used?|using|tried|rested|braced|splinted|iced|stretched|exercised?|attended|underwent|received)\b/i;
const complaint =
  /\b(?:pains?|painful|ach(?:e|es|ing)|hurts?|hurting|sore\w*|symptom\w*|complain\w*|numb\w*|tingl\w*|weak\w*|headaches?|migraines?|swell\w*|swollen|stiffness|stiff(?![- ]sole)|dizz\w*|cough\w*|fevers?|bleeding|nausea|vomit\w*|problems?|condition|illness|onset|began|begun|started|bother\w*|suffer\w*|trouble\w*|discomfort|attacks?|episodes?|seizures?|memory|hearing|vision|breath\w*|lumps?|lasted)\b/i;

/** "While you did have an x-ray, there is no record of therapy": what the first clause names is granted. */
function grantsTopic(sentence: string, clause: string): boolean {
  const from = sentence.indexOf(clause);
  const opening =
    sentence
      .slice(Math.max(0, from - 14), from)
      .split(/[,;.]/)
      .at(-1) ?? '';
  return grants(clause) || grants(opening);
}

/** Something is said not to be there only in words that deny. */
const denies =
  /\b(?:no|not|none|never|nor|neither|nothing|nobody|without|cannot|lack\w*|miss\w+|absen\w+|fail\w*|unable|unanswered|omit\w*|omission|un\w+ed|silent|blank|empty|zero|outstanding|awaited|pending|still to come|yet to|declin\w+|refus\w+|in vain|incomplete|insufficient|inadequate|hardly|barely|scarcely|leaves? out|left out|gaps?)\b|n['\u2019]t\b/i;

/** "The question may be settled with blood tests in a year": what would do instead is asked of nobody. */
const suggests =
  /\b(?:may|might|could|can)(?: (?:well|also|still|instead|safely|then))? be (?:addressed|handled|managed|treated|followed(?: up)?|watched|monitored|dealt with|answered|settled|resolved|repeated|re-?checked|observed|tracked)\b/i;

/** Claims about topics for which the sentence holds none of `known`. */
export function learnedAssertions(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  known: readonly DenialAssertion[],
  rules: Rules,
  learned: LearnedRules,
): readonly DenialAssertion[] {
  return sentences.flatMap((sentence) => {
    const span = letterSpan(letter, sentence.start, sentence.end);
    if (!sentence.rationale || span === null || notAboutRecord.test(sentence.text)) return [];
    if (isHeadLine(sentence.text)) return [];
    const words = sentence.stem === null ? sentence.text : `${sentence.stem} ${sentence.text}`;
    const named = regionsIn(sentence.text, rules.scans).find(({ region }) => region.id !== 'spine');
    return labelsOf(learned.topics, sentenceFeatures(sentence.text), leastTopic).flatMap(({ label }) => {
      const concept = label as Concept;
      const told = known.some(
        (other) =>
          // "No reason why a treadmill test could not be done" misses the reason, and not the test.
          // "Three months have gone by since your last CT" says how long ago, and of the scan nothing.
          (other.concept === concept ||
            (other.concept === 'contraindication' && testsNamed.has(concept)) ||
            (other.concept === 'interval' &&
              other.claim === 'insufficient' &&
              concept === 'prior-imaging')) &&
          other.span.documentId === span.documentId &&
          other.span.pageIndex === span.pageIndex &&
          other.span.start < span.end &&
          span.start < other.span.end,
      );
      if (told) return [];
      const clause = clauseOf(sentence.text, concept, learned.topics);
      if (concept === 'symptom-duration' && careGoesOn.test(clause) && !complaint.test(sentence.text))
        return [];
      if (grantsTopic(sentence.text, clause)) return [];
      const said = likeliest(learned.claims, claimFeatures(words, concept, learned.topics));
      if (!claims.has(said.label) || said.chance < leastClaim) return [];
      if (said.label !== 'required' && standsAlone.test(sentence.text)) return [];
      if (concept === 'cancer-staging' && notPartOf.test(sentence.text.split(/\bstaging\b/i)[0] ?? ''))
        return [];
      if (said.label === 'absent' && !denies.test(words)) return [];
      if (said.label === 'required' && suggests.test(sentence.text.replaceAll(/\s+/g, ' '))) return [];
      if (said.label === 'absent' && didNotHelp.test(sentence.text)) return [];
      return [
        {
          concept,
          claim: said.label as DenialAssertion['claim'],
          threshold: thresholdIn(sentence.text),
          region: named?.region.id ?? null,
          side: sideOf(sentence.text),
          span,
          words: clause,
        },
      ];
    });
  });
}

/** Chances from which the learned reader overrules a claim that the rules' words found. */
const leastVeto = 0.65;

/**
 * The rules' claims without those whose words mean another: "we were asked for a scan for radiculopathy" denies nothing, "the
 * guideline expects six weeks for pain that follows a nerve" only demands. Signs alone: what is said of care and of tests the
 * rules read better.
 */
export function withoutMisread(
  read: readonly DenialAssertion[],
  learned: LearnedRules,
): readonly DenialAssertion[] {
  return read.flatMap((assertion) => {
    if (!mayMislead.has(assertion.claim) || !isSign(assertion.concept)) return [assertion];
    const said = likeliest(
      learned.claims,
      claimFeatures(assertion.span.quote.replace(/\s+/g, ' '), assertion.concept, learned.topics),
    );
    if (said.chance < leastVeto) return [assertion];
    if (said.label === 'granted') return [];
    return said.label === 'required' ? [{ ...assertion, claim: 'required' as const }] : [assertion];
  });
}

function isSign(concept: Concept): boolean {
  return (clinicalConcepts as readonly string[]).includes(concept) && sortOf(concept) === 'sign';
}

/** That something is not there is said in words that the rules seldom misread. */
const mayMislead: ReadonlySet<string> = new Set(['insufficient', 'normal']);

/** A criterion that asks for a finding, a test or a visit: met by what the record shows of now, in time and enough, and not taken back. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { ofEpisode, onsetOf, sinceOnset } from '../evidence/episode.ts';
import { showingResult } from '../evidence/result-asked.ts';
import { isEvidence, isSuspected, rankOf, wordsOf } from '../evidence/evidence.ts';
import { dayOf, inWindow, oldYear } from '../evidence/fact-times.ts';
import type { MatchContext } from './match-context.ts';
import { asksForDecline, matchDecline } from './decline.ts';
import { describe } from './lasting.ts';
import { matchQuantity } from './quantity.ts';
import { ids, outcome } from './outcome.ts';

/** "A fall or blow to the wrist": films without a fracture deny no fall. */
const anEvent = /\b(?:falls?|fell|blow|injur(?:y|ies)|trauma|accident|collision|twist\w*)\b/i;
const ofBone = /\bfract\w*|\bfx\b|\bdisloc\w*|\bbroken\b/i;

/** "Fracture or dislocation on X-ray or CT": a fall is none, nor is what only a film is to look for. */
function asksForBroken({ concept, text }: CriterionLeaf): boolean {
  return (
    concept === 'fracture-trauma' &&
    ofBone.test(text) &&
    !anEvent.test(text.replaceAll(/\b(?:ligament\w*|tendon|nerve|cord|soft[- ]tissue) injur\w*/gi, '')) &&
    !/\b(?:suspect\w*|suspicion|concern\w*|possib\w*|risk\w*|likely|worr\w*|rule out)\b/i.test(text)
  );
}

export function matchFinding(
  leaf: CriterionLeaf,
  found: readonly ClinicalFact[],
  against: readonly ClinicalFact[],
  all: readonly ClinicalFact[],
  context: MatchContext,
  facts: readonly ClinicalFact[],
): CriterionOutcome {
  const evidence = asksForBroken(leaf) ? found.filter((fact) => ofBone.test(wordsOf(fact))) : found;
  const denied =
    leaf.concept === 'fracture-trauma' && anEvent.test(leaf.text) && !ofBone.test(leaf.text)
      ? against.filter(({ subject }) => !ofBone.test(subject ?? ''))
      : against;
  const past =
    /\bhistory\b|\bpersonal\b|\b(?:prior|previous)\b(?! (?:\w+ )?(?:imaging|films?|x-?rays?|radiographs?|scans?|stud(?:y|ies)|authori[sz]ation|treatment|therapy))|\bhas had\b|\bknown\b|\bproven\b|\bconfirmed\b|\bestablished\b|\bshown\b|\bbaseline\b|\bin the past\b|\bwithin\b|\brecent\b/i.test(
      leaf.text,
    );
  const timeless =
    leaf.concept === 'malignancy' ||
    leaf.concept === 'tissue-diagnosis' ||
    leaf.concept === 'prior-imaging' ||
    leaf.concept === 'lab-result' ||
    leaf.concept === 'smoking-history' ||
    leaf.concept === 'genetic-test' ||
    leaf.concept === 'risk-score' ||
    leaf.concept === 'stress-test' ||
    leaf.concept === 'specialist-evaluation' ||
    leaf.concept === 're-evaluation' ||
    leaf.concept === 'contraindication';
  const smokesNow =
    leaf.concept === 'smoking-history' && /\b(?:current(?:ly)?|active(?:ly)?)\b/i.test(leaf.text);
  const current = evidence.filter(
    (fact) =>
      !(smokesNow && givenUp.test(wordsOf(fact))) &&
      ((fact.context.temporality !== 'historical' && oldYear(fact) === null && !isBygone(fact, context)) ||
        ((past || timeless) && !(isAbility(fact) && isBygone(fact, context)))),
  );
  const episode = leaf.concept === 'prior-imaging' && ofEpisode.test(leaf.text);
  const onset = episode ? onsetOf(facts, context) : null;
  const windowed = current.map((fact) => ({
    fact,
    within: episode ? sinceOnset(fact, onset, context) : inWindow(fact, leaf.threshold, context),
  }));
  const recent = windowed.filter(({ within }) => within === true).map(({ fact }) => fact);
  const undated = windowed.filter(({ within }) => within === null).map(({ fact }) => fact);
  if (recent.length === 0) {
    if (undated.length > 0) return outcome(leaf, 'ask', { factIds: ids(undated) });
    if (windowed.length > 0)
      return outcome(leaf, 'not-documented', {
        factIds: ids(windowed.map(({ fact }) => fact)),
        steps: [`documented, but older than asked for (${describe(leaf.threshold)})`],
      });
    // "Foveal sign positive, Watson shift negative" denies one test of several.
    const mixed =
      leaf.concept === 'provocative-test' &&
      denied.some((fact) => /\bpos(?:itive)?\b|\(\+\)|\+(?!\d)/i.test(wordsOf(fact)));
    if (mixed) return outcome(leaf, 'ask', { factIds: ids(denied) });
    if (denied.length > 0) return outcome(leaf, 'contradicted', { factIds: ids(denied) });
    return outcome(leaf, 'not-documented', { factIds: ids(all) });
  }
  if (showingResult(leaf, recent).length === 0)
    return outcome(leaf, 'ask', { factIds: ids(recent), steps: ['what it is to have shown was not read'] });
  if (leaf.threshold?.quantity !== undefined) {
    const sized = /^[mc]m$/.test(leaf.threshold.quantity.unit) && leaf.concept === 'prior-imaging';
    // "A nodule of 6 mm or more on the last CT": the size is told with the nodule, not with the scan.
    const told = sized
      ? facts.filter(
          (fact) =>
            fact.concept === 'mass' &&
            isEvidence(fact) &&
            inWindow(fact, leaf.threshold, context) === true &&
            sameLump(leaf.text, fact),
        )
      : [];
    const measured = matchQuantity(leaf, told.length > 0 ? told : recent, leaf.threshold.quantity);
    // A score or a size of another year, too low for the policy, says nothing of how things stand now.
    const old = measured.factIds.every((id) =>
      recent.some((fact) => fact.id === id && isBygone(fact, context)),
    );
    return measured.state === 'not-documented' && measured.factIds.length > 0 && old
      ? outcome(leaf, 'ask', { factIds: measured.factIds, steps: [...measured.steps, 'an old value'] })
      : measured;
  }
  if (leaf.concept === 'motor-deficit' && asksForDecline(leaf)) return matchDecline(leaf, recent);
  // An examination that finds it outranks a review of systems that denies it; among equals the later one counts,
  // and where both stand on one day the record is asked about, not believed.
  const best = recent[0];
  const opposite =
    best === undefined
      ? undefined
      : denied.find(
          (fact) =>
            sameTopic(fact, best) &&
            rankOf(fact) <= rankOf(best) &&
            (dayOf(fact) ?? '') >= (dayOf(best) ?? ''),
        );
  const undone =
    best === undefined || best.section === 'report' || leaf.concept !== 'prior-imaging'
      ? undefined
      : denied.find(
          (fact) =>
            fact.concept === 'prior-imaging' &&
            fact.detail === best.detail &&
            fact.status === 'not-done' &&
            (dayOf(fact) ?? '') > (dayOf(best) ?? ''),
        );
  if (best !== undefined && undone !== undefined)
    return outcome(leaf, 'not-documented', {
      factIds: [undone.id, best.id],
      steps: ['a later entry says that it was not done'],
    });
  const examined =
    best === undefined || rankOf(best) === 0 || !neurological.has(best.concept)
      ? undefined
      : denied.find(
          (fact) =>
            fact.concept === best.concept && rankOf(fact) === 0 && (dayOf(fact) ?? '') >= (dayOf(best) ?? ''),
        );
  if (best !== undefined && examined !== undefined)
    return outcome(leaf, 'ask', {
      factIds: [best.id, examined.id],
      steps: ['the examination speaks against it'],
    });
  if (best !== undefined && opposite !== undefined && !isSuspected(best))
    return outcome(leaf, 'ask', { factIds: [best.id, opposite.id], steps: ['the record speaks both ways'] });
  return outcome(leaf, 'met', {
    factIds: ids(recent),
    strength: best !== undefined && rankOf(best) <= 2 ? 'strong' : 'fair',
  });
}

const lumps = [/\bnodul/i, /\bcyst/i, /\bmass\b|\blesion|\blump|\btumou?r/i];

/** A nodule where the policy speaks of one, a cyst where it speaks of a cyst. */
function sameLump(asked: string, fact: ClinicalFact): boolean {
  const named = lumps.filter((lump) => lump.test(asked));
  return named.some((lump) => lump.test(wordsOf(fact)));
}

/** Days after which what was found is no longer how the patient is. */
const presentState = 400;

/** "Cannot walk two blocks" may pass, unlike an allergy. */
function isAbility(fact: ClinicalFact): boolean {
  return (
    fact.concept === 'contraindication' &&
    /\b(?:walk|climb|stairs|blocks?|exercise|treadmill|stand|lie (?:flat|still))\b/i.test(wordsOf(fact))
  );
}

/** "Quit smoking 2009", "former smoker": no current smoking. */
const givenUp = /\b(?:quit|stopped|former(?:ly)?|ex-?|past|gave up|prior|previous(?:ly)?)\b/i;

/** A fever of two years ago is none of today's illness. */
function isBygone(fact: ClinicalFact, context: MatchContext): boolean {
  const day = dayOf(fact);
  return day !== null && daysBetween(day, context.requestDate) > presentState;
}

const neurological: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'focal-neurological-deficit',
]);

/** Two facts speak of one thing: "O'Brien positive" and "Hawkins negative" do not, nor do left and right. */
function sameTopic(a: ClinicalFact, b: ClinicalFact): boolean {
  if (a.concept !== b.concept || a.concept === 'place-of-service') return false;
  if (a.side !== null && b.side !== null && a.side !== b.side) return false;
  // "No pacemaker" denies no other reason.
  if (a.concept === 'contraindication' && a.subject !== b.subject) return false;
  // A marrow without disease takes nothing from the node that proved it.
  if (a.concept === 'tissue-diagnosis') return false;
  // "Afebrile" denies no infection of the blood, nor films without a lesion the cancer of two years ago.
  if ((a.concept === 'infection' || a.concept === 'malignancy') && a.detail !== null && a.detail !== b.detail)
    return false;
  if (
    a.concept === 'provocative-test' ||
    a.concept === 'reflex-change' ||
    a.concept === 'motor-deficit' ||
    a.concept === 'sensory-deficit' ||
    a.concept === 'prior-imaging' ||
    a.concept === 'lab-result'
  )
    return false;
  return a.detail === b.detail || a.detail === null || b.detail === null;
}

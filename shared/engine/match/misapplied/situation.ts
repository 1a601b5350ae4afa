/** The letter applied a section for another clinical situation than the one that the record shows. */
import type { Finding } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { PolicySection } from '../../../domain/policy.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { conceptsOf } from '../../policy/criteria/criteria-tree.ts';
import { conceptsIn, dangerSigns, situationsIn } from '../../policy/vocabulary.ts';
import { isEvidence } from '../evidence/evidence.ts';
import { matchCriteria } from '../outcomes/match-criteria.ts';
import {
  citedSection,
  denialText,
  makeFinding,
  nodeWords,
  type PolicyCase,
  recordCitations,
} from '../policy-case.ts';
import { redirectsFrom } from '../sections/redirects.ts';
import { isLabel, wrongRegion } from '../sections/sections-for.ts';
import { fitOf } from '../sections/situation.ts';
import { releasingSections } from '../waivers/waivers.ts';
import { denialPlace, sentenceAround } from './cited-place.ts';
import { sectionQuoted } from './section-quoted.ts';

/** The cited section itself sends this patient elsewhere. */
export function redirected(found: PolicyCase): Finding | null {
  const section = citedSection(found) ?? sectionQuoted(found);
  const redirect = section === null ? undefined : redirectsFrom(found, section)[0];
  if (section === null || redirect === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'clinical-situation',
    `The denial applied “${section.heading}”; by the policy’s own words this request belongs under “${redirect.to.heading}”.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: redirect.span },
      { role: 'policy', span: redirect.to.headingSpan },
      ...recordCitations(found, redirect.factIds, 2),
    ],
    { factIds: redirect.factIds, steps: [oneLine(redirect.span.quote)], rule: 'policy.redirect' },
  );
}

/**
 * From where on the score of another section outweighs that of the cited one: on 282 labelled cases every section that was cited
 * rightly lies below, and so do those whose rightness the labels leave open.
 */
const leastScore = 3.5;
const leastLead = 2.5;
/** Where even a section that the record meets is not the patient's. */
const beyondDoubt = 6;
/** About one mention of a situation. */
const nearScore = 1;

/** The cited section is for a situation the record does not show, and another section's situation is the patient's. */
export function wrongSituation(found: PolicyCase): Finding | null {
  const section = citedSection(found) ?? sectionQuoted(found);
  if (section === null) return null;
  const others = found.choices.filter((choice) => choice.section !== section);
  // A section that the record speaks against is not the patient's, where one that it does not speak against is near.
  const near = others.find(
    ({ outcome, score }) => outcome.state === 'met' && score >= (others[0]?.score ?? 0) - nearScore,
  );
  const best = others[0]?.outcome.state === 'contradicted' ? (near ?? others[0]) : others[0];
  if (best === undefined || isLabel(section.label, best.section.label)) return null;
  const own = section.tree?.situations ?? situationsIn(section.heading, found.input.rules.policy);
  const right =
    best.node.situations.length > 0 ? best.node.situations : (best.section.tree?.situations ?? []);
  const fit = fitOf(own, found.situations);
  const otherFit = fitOf(right, found.situations);
  const chosen = found.choices.find((choice) => choice.section === section);
  const codesDiffer =
    section.codes.length > 0 &&
    !section.codes.some((code) => found.codes.includes(code)) &&
    best.section.codes.some((code) => found.codes.includes(code));
  const clear =
    own.length > 0 &&
    right.length > 0 &&
    otherFit >= 2 &&
    otherFit - fit >= 2 &&
    (best.outcome.state === 'met' ||
      (otherFit >= 3 && best.outcome.state !== 'contradicted') ||
      // Nothing in the record is of the cited section's situation, much of the other's: wrong whether or not it is met.
      (fit <= 0 && otherFit >= 5)) &&
    chosen?.outcome.state !== 'met';
  // The patient is in a section that asks for less, by the policy's own word; the letter applied another.
  const released =
    chosen?.outcome.state !== 'met' &&
    releasingSections(found).some((label) => isLabel(best.section.label, label));
  // All that speaks for a section (situation, what the letter misses, what the record shows) speaks for the other one.
  const outweighed =
    best.outcome.state !== 'contradicted' &&
    // The codes of a section and its part of the body show nobody's situation.
    (right.length === 0 || otherFit > 0 || best.outcome.state === 'met') &&
    best.score >= leastScore &&
    (section.role === 'covered'
      ? best.score - (chosen?.score ?? 0) >=
        (chosen?.outcome.state === 'met' && !deniedByRecord(section.heading, found) ? beyondDoubt : leastLead)
      : // A section that covers nothing, or of which nothing was understood, is one for scans all the same.
        chosen === undefined &&
        best.section.role === 'covered' &&
        (section.role === 'not-covered' ||
          (section.role === 'other' &&
            section.codes.length +
              section.modalities.length +
              situationsIn(section.heading, found.input.rules.policy).length >
              0) ||
          decidesScans(section)));
  if (!codesDiffer && !clear && !released && !outweighed) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'clinical-situation',
    `The denial applied “${section.heading}”; the record shows the situation of “${best.section.heading}”.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: best.section.headingSpan },
    ],
    {
      steps: [`fit of the cited section ${fit.toFixed(1)}, of the other ${otherFit.toFixed(1)}`],
      rule: 'policy.situation',
    },
  );
}

/** Titles for patients without any sign of danger, or in no hurry. */
const uneventful =
  /\b(?:without|no|absen(?:t|ce of)|uncomplicated|non-?specific|simple|benign|primary|migraines?|tension[- ]type|chronic|gradual|slow(?:ly)?|long[- ]standing|ordinary|routine|mechanical|atraumatic|stable|degenerative|axial)\b/i;

/**
 * "Migraine" for a patient with swollen discs, "Back pain without warning signs" for one who had cancer: the record meets the section
 * of the policy that is for the danger sign, and the letter applied the one for patients who have none.
 */
export function wrongCalm(found: PolicyCase): Finding | null {
  const section = citedSection(found) ?? sectionQuoted(found);
  if (section === null || !uneventful.test(section.heading)) return null;
  const named = affirmedIn(section.heading, found);
  for (const other of found.policy.sections) {
    if (other === section || other.tree === null || uneventful.test(other.heading)) continue;
    if ((other.role !== 'waiver' && other.role !== 'covered') || isLabel(section.label, other.label ?? ''))
      continue;
    if (wrongRegion(other, found.input.scan, found.input.rules.scans)) continue;
    // "Lung nodule without a diagnosis" is for nodules too: what the cited title names parts nobody from it.
    const signs = conceptsOf(other.tree).filter((concept) => dangerSigns.has(concept) && !named.has(concept));
    if (signs.length === 0) continue;
    const outcome = matchCriteria(other.tree, { ...found.match, waivers: [], releasing: true });
    const shown = outcome.factIds.filter((id) => signs.includes(found.facts.get(id)?.concept as never));
    if (outcome.state !== 'met' || shown.length === 0) continue;
    return makeFinding(
      found,
      'policy-misapplied',
      'clinical-situation',
      `The denial applied “${section.heading}”; the record shows what “${other.heading}” is for.`,
      [
        ...denialPlace(found),
        { role: 'policy', span: section.headingSpan },
        { role: 'policy', span: other.headingSpan },
        ...recordCitations(found, shown, 2),
      ],
      { factIds: shown, steps: [oneLine(other.heading)], rule: 'policy.danger-section' },
      outcome.strength,
    );
  }
  return null;
}

/** The concepts that a title names and does not exclude: "Back pain without weakness" names no weakness. */
function affirmedIn(heading: string, { input }: PolicyCase): ReadonlySet<Concept> {
  const [kept = ''] = heading.split(/\b(?:without|no|absent|absence of|not)\b/i);
  return new Set(conceptsIn(kept, input.rules.policy).map(({ rule }) => rule.concept));
}

/** "In all other memory loss FDG PET is regarded as investigational": the section says itself when a scan is paid for or refused. */
function decidesScans({ label, span }: PolicySection): boolean {
  return (
    label !== null &&
    /\b(?:MRI|MRA|CT|CTA|PET|SPECT|DXA|scans?|imaging)\b[^.;]{0,80}\b(?:is|are|may be|can be|will be) (?:\w+ ){0,3}?(?:investigational|experimental|unproven|necessary|covered|approved|appropriate|indicated)\b/.test(
      oneLine(span.quote),
    )
  );
}

/** "No biopsy so far", of a patient who had one: whatever else the section asks for, it is another's. */
function deniedByRecord(heading: string, { input }: PolicyCase): boolean {
  if (!/^\W*(?:no|without|never)\b/i.test(heading)) return false;
  const denied = new Set<string>(conceptsIn(heading, input.rules.policy).map(({ rule }) => rule.concept));
  return input.facts.some((fact) => denied.has(fact.concept) && isEvidence(fact));
}

/**
 * Within one section the letter applied the paragraph for another presentation ("5.1 Pain without injury" for an injury of
 * last week): the record meets the patient's own paragraph and not the one that is cited.
 */
export function wrongParagraph(found: PolicyCase): Finding | null {
  const best = found.choices[0];
  const { citedLabel } = found;
  if (best === undefined || citedLabel === null || best.outcome.state !== 'met') return null;
  const { tree } = best.section;
  if (tree === null || tree.kind !== 'any' || !isLabel(best.section.label, citedLabel)) return null;
  const cited = tree.children.find(({ label }) => isLabel(label, citedLabel));
  if (cited === undefined || cited === best.node || !tree.children.includes(best.node)) return null;
  if (cited.kind === 'leaf' || best.node.kind === 'leaf') return null;
  if (matchCriteria(cited, found.match).state === 'met') return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'clinical-situation',
    `The denial applied “${nodeWords(cited)}”; the record shows what “${nodeWords(best.node)}” is for.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: cited.span },
      { role: 'policy', span: best.node.span },
      ...recordCitations(found, best.outcome.factIds, 2),
    ],
    { node: best.node, factIds: best.outcome.factIds, rule: 'policy.paragraph' },
  );
}

/** Words by which a letter says what it takes the request for. */
const takenFor =
  /\b(?:your\s+(?:doctor|physician|provider|clinician|oncologist|surgeon)|the\s+(?:doctor|physician|provider|requesting\s+\w+|ordering\s+\w+)|dr\.?\s+\p{Lu}\w+)\s+(?:has\s+|have\s+)?(?:asked|ask|requested|ordered|wants|wanted)\b(?:\s+for|\s+it\s+for|\s+it\s+as)?|\b(?:this|the|your)\s+(?:request|scan|study|test|exam(?:ination)?|imaging|PET(?:\/CT)?|MRI|CT)(?:\s+\w+){0,3}?\s+(?:(?:is|was|appears\s+to\s+be)\s+(?:as|for|an?)|(?:is|was|has\s+been)\s+(?:considered|judged|regarded|treated|reviewed|being\s+done)(?:\s+(?:as|for|an?|to\s+be))?)\s+|\bit\s+(?:is|was|has\s+been)\s+(?:considered|judged|regarded|treated|reviewed|classified|handled|counted)\s+(?:as|to\s+be)\s+(?:an?\s+)?/giu;

/**
 * "Your doctor has asked for surveillance": the letter takes the request for another situation than the record shows.
 * Found only where the record knows nothing of it, the policy has a section for it, and the patient's own section is
 * met by the record.
 */
export function wrongPhase(found: PolicyCase): Finding | null {
  const right = found.choices[0];
  if (right === undefined || right.outcome.state !== 'met') return null;
  const { policy } = found.input.rules;
  const shown = right.node.situations.filter((id) => (found.situations.get(id) ?? 0) >= 1);
  if (shown.length === 0) return null;
  for (const page of denialText(found.input)) {
    for (const cue of page.text.matchAll(takenFor)) {
      const from = cue.index + cue[0].length;
      const words = oneLine(/^[^.;,]{0,80}/.exec(page.text.slice(from))?.[0] ?? '');
      if (/\b(?:not|no|denied|approved)\b/i.test(words)) continue;
      const claimed = situationsIn(words, policy).filter((id) => !found.situations.has(id));
      const section = found.policy.sections.find(
        (other) =>
          other !== right.section &&
          claimed.some(
            (id) =>
              !right.node.situations.includes(id) &&
              ((other.tree?.situations ?? situationsIn(other.heading, policy)).includes(id) ||
                // Where it is refused, the words of the section name it rather than its conditions.
                (other.role === 'not-covered' && situationsIn(other.span.quote, policy).includes(id))),
          ),
      );
      if (section === undefined) continue;
      return makeFinding(
        found,
        'policy-misapplied',
        'clinical-situation',
        `The denial takes the request for “${words.trim()}”; the record shows the situation of “${right.section.heading}”.`,
        [
          {
            role: 'denial',
            span: sentenceAround(page, cue.index, from),
          },
          { role: 'policy', span: section.headingSpan },
          { role: 'policy', span: right.section.headingSpan },
          ...recordCitations(found, right.outcome.factIds, 2),
        ],
        {
          node: right.node,
          factIds: right.outcome.factIds,
          steps: [`the letter: ${claimed.join(', ')}; the record: ${shown.join(', ')}`],
          rule: 'policy.phase',
        },
        'fair',
      );
    }
  }
  return null;
}

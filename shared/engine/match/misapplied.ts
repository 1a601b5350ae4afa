/** The letter applied a section or an edition of the policy that is not for this request. */
import type { Citation, Finding } from '../../domain/finding.ts';
import type { IsoDate } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import type { PolicySection } from '../../domain/policy.ts';
import { readDates } from '../../text/dates.ts';
import { oneLine } from '../policy/flow.ts';
import { knownHeading } from '../policy/known-headings.ts';
import { readVersion } from '../policy/header.ts';
import { situationsIn } from '../policy/vocabulary.ts';
import { isTracer } from '../scan-names.ts';
import { isOtherTracer, tracersIn } from '../tracers.ts';
import { citedSection, denialText, makeFinding, recordCitations, type PolicyCase } from './policy-case.ts';
import type { PolicyFindingsInput } from './policy-findings.ts';
import { choosePolicies, idKey, isLabel, wrongRegion } from './sections-for.ts';
import { ageOfPatient, agesOfHeading, isForOtherAge } from './section-ages.ts';
import { earlierEdition } from './earlier-edition.ts';
import { redirectsFrom } from './redirects.ts';
import { releasingSections } from './waivers.ts';
import { fitOf } from './situation.ts';

/** At most one finding for each respect in which the citation is wrong. */
export function misappliedFindings(found: PolicyCase): Finding[] {
  const version = wrongVersion(found) ?? oldNumbers(found);
  const region = wrongBodyRegion(found);
  const modality = wrongModality(found);
  const age = wrongAge(found);
  const situation =
    version === null && region === null
      ? (wrongSituation(found) ?? redirected(found) ?? wrongPhase(found))
      : null;
  return [version, region, modality, age, situation].filter((finding) => finding !== null);
}

/** Where the letter names the policy: the place, and the words around it. */
function citations(found: PolicyCase): {
  readonly span: Span;
  readonly text: string;
  readonly at: number;
  readonly pageIndex: number;
  readonly documentId: string;
}[] {
  const pages = denialText(found.input);
  return found.input.denial.citedPolicies.flatMap(({ span }) => {
    const page = pages.find(
      (candidate) => candidate.documentId === span.documentId && candidate.pageIndex === span.pageIndex,
    );
    return page === undefined
      ? []
      : [{ span, text: page.text, at: span.start, pageIndex: page.pageIndex, documentId: page.documentId }];
  });
}

/** "(effective 01/01/2023)", "edition of March 1, 2023", "version 8" beside the policy's name, against the one in force. */
function wrongVersion(found: PolicyCase): Finding | null {
  const current = found.policy.effectiveDate;
  if (current !== null && current > found.governingDay) return null;
  for (const place of citations(found)) {
    const cited = citedEdition(place, current, found);
    if (cited === null) continue;
    return makeFinding(
      found,
      'policy-misapplied',
      'policy-version',
      `The denial applied ${cited.name}; the policy in force was ${current === null ? `version ${found.policy.version ?? ''}` : `that of ${current}`}.`,
      [{ role: 'denial', span: sentenceAround(place, place.at, cited.end) }, ...policyPlace(found)],
      {
        steps: [
          `cited: ${cited.name}; in force: ${current ?? found.policy.version ?? ''}; governing day ${found.governingDay}`,
        ],
        rule: 'policy.version',
      },
    );
  }
  return null;
}

type Place = ReturnType<typeof citations>[number];

/** The edition that the letter names beside the policy, where it is not the one in force; else null. */
function citedEdition(
  place: Place,
  current: IsoDate | null,
  found: PolicyCase,
): { readonly name: string; readonly end: number } | null {
  const rest = place.text.slice(place.at, place.at + 260);
  const near = rest.split('\n\n')[0] ?? rest;
  const cue =
    /\b(?:effective|edition(?: of)?|version(?: of| dated)?|dated|rev(?:ised|\.|ision)?|issued?(?: of)?|in force (?:from|since)|as of)\s*:?\s*/gi;
  for (const match of current === null ? [] : near.matchAll(cue)) {
    const from = match.index + match[0].length;
    const date = readDates(near.slice(from, from + 30)).find(({ start }) => start <= 3);
    if (date === undefined || date.precision === 'year') continue;
    if (date.iso < (current ?? '') || date.iso > found.governingDay)
      return { name: `the edition of ${date.iso}`, end: place.at + from + date.end };
    return null;
  }
  const year = /\b((?:19|20)\d{2}) (?:edition|version)\b(?: of)?/i.exec(
    place.text.slice(Math.max(0, place.at - 60), place.at + 160),
  )?.[1];
  if (year !== undefined && current !== null && Number(year) < Number(current.slice(0, 4)))
    return { name: `the ${year} edition`, end: place.span.end };
  const version = readVersion(near.slice(0, 160));
  const own = found.policy.version;
  // Numbers are compared only where both are of one kind ("8" and "9.2", not "2023" and "9.2").
  if (version === null || own === null || version.length > 3 !== own.length > 3) return null;
  return Number.parseFloat(version) < Number.parseFloat(own)
    ? { name: `version ${version}`, end: place.span.end }
    : null;
}

/** The letter names no edition, but asks for the numbers that the policy says it had before. */
function oldNumbers(found: PolicyCase): Finding | null {
  const earlier = earlierEdition(found);
  if (earlier === null) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'policy-version',
    `The denial asks for ${earlier.old.join(' and ')}, which the policy had in an earlier edition and has no more.`,
    [
      { role: 'denial', span: earlier.denial },
      { role: 'policy', span: earlier.policy },
      ...policyPlace(found),
    ],
    { steps: [`old numbers in the letter: ${earlier.old.join('; ')}`], rule: 'policy.earlier-edition' },
  );
}

/** The cited section itself sends this patient elsewhere. */
function redirected(found: PolicyCase): Finding | null {
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

/** The letter applied an edition that began only after the service; the folder holds no other. */
export function notYetInForce(input: PolicyFindingsInput): Finding[] {
  const service = input.denial.serviceDate?.value;
  if (service === undefined) return [];
  const codes = input.orderedCodes ?? input.denial.procedureCodes.map(({ value }) => value);
  const chosen = choosePolicies(input.policies, input.denial, input.scan, codes, service, input.rules.scans);
  const policy = chosen.leftOut.find(
    (entry) => entry.because === 'not yet in force' && chosen.cited.includes(entry.policy),
  )?.policy;
  const effective = policy?.spans.effective;
  const cited = input.denial.citedPolicies[0]?.span;
  if (policy === undefined || effective === undefined || effective === null || cited === undefined) return [];
  return [
    {
      id: `policy-misapplied:policy-version:${cited.documentId}:${cited.pageIndex}:${cited.start}`,
      type: 'policy-misapplied',
      concept: 'policy-version',
      summary: `The denial applied a policy in force from ${policy.effectiveDate ?? ''}; the scan was done before, on ${service}.`,
      citations: [
        { role: 'denial', span: cited },
        { role: 'policy', span: effective },
      ],
      why: {
        ruleIds: ['policy.version'],
        criterion: null,
        factIds: [],
        steps: [`service ${service}; policy from ${policy.effectiveDate ?? ''}`],
      },
      strength: 'fair',
    },
  ];
}

function policyPlace(found: PolicyCase): Citation[] {
  const span = found.policy.spans.effective ?? found.policy.spans.id;
  return span === null ? [] : [{ role: 'policy', span }];
}

function sentenceAround(
  place: { readonly text: string; readonly documentId: string; readonly pageIndex: number },
  start: number,
  end: number,
): Span {
  const head = place.text.slice(0, start);
  const from = Math.max(
    head.lastIndexOf('. ') + 2,
    head.lastIndexOf('\n\n') + 2,
    head.lastIndexOf('.\n') + 2,
    start - 200,
    0,
  );
  const tail = /[.;](?=\s|$)|\n\n/.exec(place.text.slice(end));
  const to = Math.min(place.text.length, end + Math.min(160, tail === null ? 0 : tail.index + 1));
  const quote = place.text.slice(from, to);
  const lead = quote.length - quote.trimStart().length;
  return {
    documentId: place.documentId,
    pageIndex: place.pageIndex,
    start: from + lead,
    end: from + lead + quote.trim().length,
    quote: quote.trim(),
  };
}

/** The cited section is headed by another part of the body, and the policy has one for the part to be scanned. */
function wrongBodyRegion(found: PolicyCase): Finding | null {
  const { scan, rules } = found.input;
  const region = scan?.region ?? null;
  const section = citedSection(found) ?? headedAsCited(found);
  if (section === null || region === null || !wrongRegion(section, scan, rules.scans)) return null;
  const right = found.policy.sections.find((other) => other.regions.includes(region));
  if (right === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'body-region',
    `The denial applied “${section.heading}”; the scan is of another part of the body, for which the policy has its own section, “${right.heading}”.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
    ],
    {
      steps: [`cited section: ${section.label ?? ''} ${section.heading}`, `scan: ${region}`],
      rule: 'policy.region',
    },
  );
}

/** "EX-17 MRI of the Knee" in a book of guidelines: the number that the letter cites opens the heading. */
function headedAsCited({ policy, input }: PolicyCase): PolicySection | null {
  const ids = new Set(input.denial.citedPolicies.flatMap(({ id }) => (id === null ? [] : [idKey(id)])));
  return policy.sections.find(({ heading }) => ids.has(idKey(heading.trim().split(/\s+/)[0] ?? ''))) ?? null;
}

function denialPlace(found: PolicyCase): Citation[] {
  const place = citations(found)[0];
  if (place === undefined) return [];
  return [{ role: 'denial', span: sentenceAround(place, place.at, place.span.end) }];
}

/** A cited section for another kind of scan, by the codes it names. */
function wrongModality(found: PolicyCase): Finding | null {
  const section = citedSection(found);
  const modality = found.input.scan?.modality ?? null;
  const ofTracer = section === null ? null : wrongTracer(found, section);
  if (ofTracer !== null) return ofTracer;
  if (
    section === null ||
    modality === null ||
    section.codes.length === 0 ||
    section.codes.some((code) => found.codes.includes(code))
  )
    return null;
  // Sections for tracers name no other kind of scan, but the tracer's codes part them as plainly.
  const byTracer = section.codes.every(isTracer) && found.codes.some(isTracer);
  if (!byTracer && (section.modalities.length === 0 || section.modalities.includes(modality))) return null;
  const right = found.choices[0]?.section;
  if (right === undefined || right === section || !right.codes.some((code) => found.codes.includes(code)))
    return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'modality',
    `The denial applied “${section.heading}”, which is for another kind of scan; the policy has “${right.heading}” for the one ordered.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
    ],
    {
      steps: [`codes of the cited section: ${section.codes.join(', ')}; ordered: ${found.codes.join(', ')}`],
      rule: 'policy.modality',
    },
  );
}

/** A cited section headed by another tracer than the one ordered, where the policy has one for that. */
function wrongTracer(found: PolicyCase, section: PolicySection): Finding | null {
  if (!isOtherTracer(section, found.codes)) return null;
  const ordered = tracersIn('', found.codes);
  const right = found.choices.find(({ section: other }) =>
    tracersIn(other.heading, []).some((tracer) => ordered.includes(tracer)),
  )?.section;
  if (right === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'modality',
    `The denial applied “${section.heading}”, which is for another tracer; the policy has “${right.heading}” for the one ordered.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
    ],
    {
      steps: [`cited section: ${section.label ?? ''} ${section.heading}; ordered: ${found.codes.join(', ')}`],
      rule: 'policy.modality',
    },
  );
}

/** The cited policy is for children, or for adults only, and the patient is not. */
function wrongAge(found: PolicyCase): Finding | null {
  const section = wrongAgeOfSection(found);
  if (section !== null) return section;
  const { ageMin, ageMax } = found.policy;
  if (ageMin === null && ageMax === null) return null;
  if (!found.chosen.cited.includes(found.policy)) return null;
  const fact = found.input.facts.find(
    (candidate) =>
      candidate.concept === 'age' &&
      candidate.context.experiencer === 'patient' &&
      candidate.measure?.quantity?.unit.startsWith('year') === true,
  );
  const age = fact?.measure?.quantity?.value;
  const span = fact?.spans[0];
  if (age === undefined || span === undefined || (age >= (ageMin ?? 0) && age <= (ageMax ?? 200)))
    return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'age',
    `The policy is for persons of ${ageMin ?? 0} to ${ageMax ?? 'any'} years; the patient is ${age}.`,
    [...denialPlace(found), ...policyPlace(found), { role: 'record', span }],
    {
      factIds: fact === undefined ? [] : [fact.id],
      steps: [`age ${age}; policy ${ageMin ?? 0} to ${ageMax ?? 'any'}`],
      rule: 'policy.age',
    },
  );
}

/** The cited section's heading names other ages, and the policy has a section for the patient's. */
function wrongAgeOfSection(found: PolicyCase): Finding | null {
  const { facts } = found.input;
  const section = citedSection(found);
  const age = ageOfPatient(facts);
  const span = age?.fact.spans[0];
  if (section === null || age === null || span === undefined || !isForOtherAge(section.heading, facts))
    return null;
  const right = found.policy.sections.find(
    (other) => agesOfHeading(other.heading) !== null && !isForOtherAge(other.heading, facts),
  );
  if (right === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'age',
    `The denial applied “${section.heading}”; the patient is ${age.years}, for whom the policy has “${right.heading}”.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
      { role: 'record', span },
    ],
    {
      factIds: [age.fact.id],
      steps: [`age ${age.years}; cited section: ${section.heading}`],
      rule: 'policy.age-section',
    },
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
function wrongSituation(found: PolicyCase): Finding | null {
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
    best.score >= leastScore &&
    (section.role === 'covered'
      ? best.score - (chosen?.score ?? 0) >= (chosen?.outcome.state === 'met' ? beyondDoubt : leastLead)
      : // A section that covers nothing, or of which nothing was understood, is one for scans all the same.
        chosen === undefined &&
        best.section.role === 'covered' &&
        (section.role === 'not-covered' ||
          (section.role === 'other' &&
            section.codes.length +
              section.modalities.length +
              situationsIn(section.heading, found.input.rules.policy).length >
              0)));
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

/** Words by which a letter says what it takes the request for. */
const takenFor =
  /\b(?:your\s+(?:doctor|physician|provider|clinician|oncologist|surgeon)|the\s+(?:doctor|physician|provider|requesting\s+\w+|ordering\s+\w+)|dr\.?\s+\p{Lu}\w+)\s+(?:has\s+|have\s+)?(?:asked|ask|requested|ordered|wants|wanted)\b(?:\s+for|\s+it\s+for|\s+it\s+as)?|\b(?:this|the|your)\s+(?:request|scan|study|test|exam(?:ination)?|imaging|PET(?:\/CT)?|MRI|CT)(?:\s+\w+){0,3}?\s+(?:(?:is|was|appears\s+to\s+be)\s+(?:as|for|an?)|(?:is|was|has\s+been)\s+(?:considered|judged|regarded|treated|reviewed|being\s+done)(?:\s+(?:as|for|an?|to\s+be))?)\s+|\bit\s+(?:is|was|has\s+been)\s+(?:considered|judged|regarded|treated|reviewed|classified|handled|counted)\s+(?:as|to\s+be)\s+(?:an?\s+)?/giu;

/**
 * "Your doctor has asked for surveillance": the letter takes the request for another situation than the record shows.
 * Found only where the record knows nothing of it, the policy has a section for it, and the patient's own section is
 * met by the record.
 */
function wrongPhase(found: PolicyCase): Finding | null {
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

/** Letters of a title: shorter ones are quoted by chance, longer ones in whatever case. */
const leastHeading = 12;
const longHeading = 40;

/** "… section on pain in the right upper abdomen". */
function isCalledSection(words: string, title: string): boolean {
  const at = words.toLowerCase().indexOf(title.toLowerCase());
  return (
    at >= 0 &&
    /\b(?:sections?|parts?|chapters?|headings?|titles?|criteria|rules?|indications?|category|path|track)(?: \w+)? ?["“'‘(]?$/i.test(
      words.slice(Math.max(0, at - 30), at).trimEnd(),
    )
  );
}

/** The section whose title the letter quotes. */
function sectionQuoted(found: PolicyCase): PolicySection | null {
  const pages = denialText(found.input).map(({ text }) => ({ key: idKey(text), words: oneLine(text) }));
  const names = new Set(found.input.denial.citedPolicies.map(({ title }) => idKey(title ?? '')));
  const hits = found.policy.sections.filter(({ tree, heading, label }) => {
    if (tree === null || heading.length < leastHeading) return false;
    const title = oneLine(heading);
    // The whole policy's own name, above its sections, is no section of it.
    if (label === null && names.has(idKey(heading))) return false;
    // "Not medically necessary" stands in every denial: such a title is quoted only where it is called a section.
    if (knownHeading.test(title)) return pages.some(({ words }) => isCalledSection(words, title));
    // "The simpler treadmill electrocardiogram" names a test; a short title is quoted with its capital, or called a section.
    return pages.some(
      ({ key, words }) =>
        key.includes(idKey(heading)) &&
        (title.length >= longHeading || words.includes(title) || isCalledSection(words, title)),
    );
  });
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

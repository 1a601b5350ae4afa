/** The letter applied a section or an edition of the policy that is not for this request. */
import type { Citation, Finding } from '../../domain/finding.ts';
import type { Span } from '../../domain/page-text.ts';
import type { PolicySection } from '../../domain/policy.ts';
import { readDates } from '../../text/dates.ts';
import { citedSection, denialText, makeFinding, type PolicyCase } from './policy-case.ts';
import { idKey, isLabel, wrongRegion } from './sections-for.ts';
import { fitOf } from './situation.ts';

/** At most one finding for each respect in which the citation is wrong. */
export function misappliedFindings(found: PolicyCase): Finding[] {
  const version = wrongVersion(found);
  const region = wrongBodyRegion(found);
  const modality = wrongModality(found);
  const age = wrongAge(found);
  const situation = version === null && region === null ? wrongSituation(found) : null;
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

/** "(effective 01/01/2023)", "edition of March 1, 2023" beside the policy's name, against the edition in force. */
function wrongVersion(found: PolicyCase): Finding | null {
  const current = found.policy.effectiveDate;
  if (current === null) return null;
  for (const place of citations(found)) {
    const near = place.text.slice(place.at, place.at + 260);
    const cue =
      /\b(?:effective|edition(?: of)?|version(?: of| dated)?|dated|rev(?:ised|\.|ision)?|issued|in force (?:from|since)|as of)\s*:?\s*/gi;
    for (const match of near.matchAll(cue)) {
      const from = match.index + match[0].length;
      const date = readDates(near.slice(from, from + 30)).find(({ start }) => start <= 3);
      if (date === undefined || date.iso >= current || current > found.requestDate) continue;
      if (near.slice(0, match.index).includes('\n\n')) continue;
      const span = sentenceAround(place, place.at, place.at + from + date.end);
      return makeFinding(
        found,
        'policy-misapplied',
        'policy-version',
        `The denial applied the edition of ${date.iso}; the edition of ${current} was in force when the scan was asked for.`,
        [{ role: 'denial', span }, ...policyPlace(found)],
        {
          steps: [`cited edition ${date.iso}; in force since ${current}; request of ${found.requestDate}`],
          rule: 'policy.version',
        },
      );
    }
  }
  return null;
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
  const section = citedSection(found);
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

function denialPlace(found: PolicyCase): Citation[] {
  const place = citations(found)[0];
  if (place === undefined) return [];
  return [{ role: 'denial', span: sentenceAround(place, place.at, place.span.end) }];
}

/** A cited section for another kind of scan, by the codes it names. */
function wrongModality(found: PolicyCase): Finding | null {
  const section = citedSection(found);
  const modality = found.input.scan?.modality ?? null;
  if (
    section === null ||
    modality === null ||
    section.codes.length === 0 ||
    section.codes.some((code) => found.codes.includes(code))
  )
    return null;
  if (section.modalities.length === 0 || section.modalities.includes(modality)) return null;
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

/** The cited policy is for children, or for adults only, and the patient is not. */
function wrongAge(found: PolicyCase): Finding | null {
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

/** The cited section is for a situation the record does not show, and another section's situation is the patient's. */
function wrongSituation(found: PolicyCase): Finding | null {
  const section = citedSection(found) ?? sectionQuoted(found);
  if (section === null) return null;
  const best = found.choices.find((choice) => choice.section !== section);
  if (best === undefined || isLabel(section.label, best.section.label)) return null;
  const own = section.tree === null ? [] : section.tree.situations;
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
    (best.outcome.state === 'met' || (otherFit >= 3 && best.outcome.state !== 'contradicted')) &&
    chosen?.outcome.state !== 'met';
  if (!codesDiffer && !clear) return null;
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

/** The section whose title the letter quotes. */
function sectionQuoted(found: PolicyCase): PolicySection | null {
  const pages = denialText(found.input).map(({ text }) => idKey(text));
  const hits = found.policy.sections.filter(
    (section) =>
      section.tree !== null &&
      section.heading.length >= 12 &&
      pages.some((text) => text.includes(idKey(section.heading))),
  );
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

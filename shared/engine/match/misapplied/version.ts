/** The letter applied another edition of the policy than the one in force on the day that counts. */
import type { Finding } from '../../../domain/finding.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import { readDates } from '../../../text/dates.ts';
import { readVersion } from '../../policy/header.ts';
import { earlierEdition } from './earlier-edition.ts';
import { makeFinding, type PolicyCase } from '../policy-case.ts';
import type { PolicyFindingsInput } from '../policy-findings.ts';
import { choosePolicies } from '../sections/sections-for.ts';
import { citations, type Place, policyPlace, sentenceAround } from './cited-place.ts';

/** "(effective 01/01/2023)", "edition of March 1, 2023", "version 8" beside the policy's name, against the one in force. */
export function wrongVersion(found: PolicyCase): Finding | null {
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
export function oldNumbers(found: PolicyCase): Finding | null {
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

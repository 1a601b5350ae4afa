/** The letter applied the section for another situation: named by label, by title, or only by its words. All papers are invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const misapplied = 'policy-misapplied/clinical-situation';

interface Papers {
  readonly scan: string;
  readonly policy: string;
  readonly chart: string;
  readonly diagnosis: string;
}

const findings = ({ scan, policy, chart, diagnosis }: Papers, rationale: string): string[] =>
  analyze(
    caseOf({
      'letter.pdf': `Alder Ridge Health\nMay 6, 2026\nMember: Tove Lindqvist\nMember ID: ARH 3310 882\nRe: ${scan}\nDiagnosis ${diagnosis}\nDear Ms. Lindqvist:\nWe denied this request. ${rationale}\nYou may appeal within 180 days of receipt of this letter.`,
      'policy.pdf': `Alder Ridge Health\nMedical Policy AR-44: Imaging\nEffective January 1, 2026\n${policy}`,
      'chart.pdf': `Millpond Clinic\nOffice visit 04/22/2026\nPatient: Tove Lindqvist   DOB 03/04/1972\n${chart}\nJ. Abara, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

const wrist: Papers = {
  scan: 'MRI of the right wrist without contrast (73221)',
  diagnosis: 'S63.591A',
  policy: `Track A: Scaphoid fracture
MRI is covered when the snuffbox is tender and films are negative.

Track B: Carpal tunnel
MRI is not covered. Nerve conduction studies and six weeks of splinting come first.

Track C: TFCC and ligament injury
MRI (73221) is covered for ulnar-sided pain after an injury with films that show no fracture.
`,
  chart:
    'Fell on the right hand 04/05/2026, ulnar-sided wrist pain. Films 04/06/2026: no fracture. Impression: TFCC tear suspected. Plan: MRI right wrist.',
};
const nerve = {
  ...wrist,
  diagnosis: 'G56.01',
  chart:
    'Numb thumb at night, no injury. Phalen positive. Impression: carpal tunnel syndrome. Plan: MRI right wrist.',
};

it.each([
  'Medical Policy AR-44, track B, was used.',
  'Medical Policy AR-44 was used. Track B is not satisfied.',
  'BASIS: Medical Policy AR-44, carpal tunnel.',
  'The part of AR-44 headed "Carpal tunnel" was applied.',
  'Our Medical Policy AR-44 has a section on carpal tunnel, and we went by it.',
  'Under AR-44 nerve conduction studies and six weeks of splinting have to come first.',
])('knows the section that the letter went by: %s', (rationale) => {
  expect(findings(wrist, rationale)).toContain(misapplied);
  expect(findings(nerve, rationale)).not.toContain(misapplied);
});

it('takes the items of another paper for no section', () => {
  expect(
    findings(
      wrist,
      'Medical Policy AR-44 was used. See the Summary Plan Description, page 12, part B, for what is not paid.',
    ),
  ).not.toContain(misapplied);
});

const head: Papers = {
  scan: 'MRI of the brain with and without contrast (70553)',
  diagnosis: 'R51.9',
  policy: `1. Migraine
MRI is covered after two preventive medicines have each been taken for eight weeks.

2. Headache with a danger sign
MRI (70553) is covered without delay for papilledema or a new focal deficit.

3. Seizure
MRI is covered for a first seizure.
`,
  chart: 'Daily headache for a month. Fundi: papilledema of both eyes. Plan: MRI brain 70553.',
};

it('sees that a section for the uneventful was applied to a patient with a danger sign', () => {
  const rationale = 'Medical Policy AR-44, section 1, was used. Two preventive medicines were not tried.';
  expect(findings(head, rationale)).toContain(misapplied);
  expect(
    findings(
      { ...head, chart: 'Migraine, unchanged for years. Fundi: discs sharp. Plan: MRI brain.' },
      rationale,
    ),
  ).not.toContain(misapplied);
});

it('leaves alone a section for people without symptoms, where the chart shows no other situation', () => {
  const heart: Papers = {
    scan: 'Coronary CT angiography (75574)',
    diagnosis: 'Z82.49',
    policy: `1. Members without symptoms
Coronary CT is not covered to look for disease in members who feel well.

2. Chest pain
Coronary CT (75574) is covered for new exertional chest pain.
`,
    chart: 'Feels well. LDL 168. Her father had an infarct at 52. Plan: CCTA.',
  };
  const rationale =
    'Medical Policy AR-44, section 1, was used. A scan of a person without symptoms is not covered.';
  expect(findings(heart, rationale)).not.toContain(misapplied);
  const pressure = {
    ...heart,
    diagnosis: 'R07.2',
    chart: 'New exertional chest pain for six weeks. Plan: CCTA.',
  };
  expect(findings(pressure, rationale)).toContain(misapplied);
});

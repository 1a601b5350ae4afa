/** A denial of the hospital as the place, answered by an implant that no freestanding center can watch. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter = (reason: string) =>
  `Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: 73721 MRI left ankle\n\n${reason} No implanted device, need of sedation, or other circumstance that a freestanding center cannot handle was reported to us. We used Standard SOC-12.\n\nYou may appeal within 180 days.`;
const place =
  'The scan is approved, but not in a hospital outpatient department: the hospital is not medically needed as the place of service.';
const policy =
  'SOC-12 Site of Care for Advanced Imaging\nEffective 01/01/2026\n\n1. Rule\nMRI is done in a freestanding center.\n\n2. When a hospital outpatient department is approved\nSection 1 is waived and the hospital is approved if the record shows one of these:\n2.1 General anesthesia is planned.\n2.2 A pacemaker or other active implant that has to be watched by trained staff during the scan.\n';
const chart = (device: string) =>
  `Device Clinic\nVisit 05/10/2026\nPatient: Iris Fenton DOB 11/03/1964\n${device}\nPlan: MRI left ankle 73721.\nA. Ruiz, MD`;
const found = (reason: string, device: string) =>
  analyze(
    caseOf(
      { 'letter.pdf': letter(reason), 'policy.pdf': policy, 'chart.pdf': chart(device) },
      { today: '2026-06-01' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

it('answers the claim about the place by its name, too', () => {
  const findings = found(place, 'Dual chamber pacemaker implanted 06/14/2023. Needs device RN during MRI.');
  expect(findings).toContain('denial-contradicted-by-record/place-of-service');
});

it('says nothing of the place where there is no implant', () => {
  const findings = found(place, 'No pacemaker, no implanted device.');
  expect(findings.filter((key) => key.endsWith('/place-of-service'))).toEqual([]);
});

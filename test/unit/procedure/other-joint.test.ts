/** A letter about another joint than the one that was ordered, where both have the same code. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const book =
  'Extremity Imaging Guidelines 2026\nFernhill Health Plan | in force 01/01/2026\n\nEX-14 MRI OF THE HIP (73721, 73722, 73723)\nStep 1. Radiographs of the hip are obtained.\nStep 3. All other hip pain. Six weeks of therapy.\fEX-17 MRI OF THE KNEE (73721, 73722, 73723)\nStep 1. Weight-bearing radiographs of the knee.\nStep 3. All other knee pain. Six weeks of treatment, AND a positive meniscal test (McMurray) or persistent effusion.';
const letter = (joint: string) =>
  `Fernhill Health Plan\nMay 19, 2026\nMember: Ada Lowe\nMember ID: FHP 4471 9920\nRequest: A26-0511\nDate received: May 11, 2026\nService: 73721, MRI of a joint of the leg without contrast (right ${joint})\n\nNot medically necessary. You have pain in your right ${joint}. We use guideline EX-17, MRI of the Knee. The notes do not describe a positive test on examination.\n\nYou may appeal within 180 days.`;
const visit = (plan: string, more = '') =>
  `High Desert Sports\nVisit 05/06/2026\nPatient: Ada Lowe DOB 02/03/1997\nHPI: Right groin pain for 3 weeks.\nExam: R hip: log roll positive. Knee R: no effusion, McMurray negative.\nPlan\n${plan}\nM. Moss DO${more}`;
const found = (joint: string, page: string) =>
  analyze(
    caseOf(
      { 'letter.txt': letter(joint), 'book.txt': book, 'visit.txt': page },
      { planType: 'aca-individual' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
const told = 'fact-mismatch/body-region';

it.each([
  ['MRI right HIP without contrast (73721-RT), urgent.'],
  ['Order: MRI hip R w/o, 73721'],
  ['73721 MRI of the right hip, no contrast'],
  ['MRI right hip 73721.\f05/11/2026 Auth request keyed in portal: 73721 RT, knee by default.'],
  ['MRI right hip 73721.\f05/20/2026 Denied: "right knee 73721". It is the hip.'],
  ['Imaging order: MRI R hip without contrast CPT 73721 Dx M25.551'],
])('tells the joint of the order from that of the letter: %s', (plan) => {
  const keys = found('knee', visit(plan));
  expect(keys).toContain(told);
  expect(keys).toContain('policy-misapplied/body-region');
  expect(keys.filter((key) => key.startsWith('criterion-unmet'))).toEqual([]);
});

it.each([
  ['hip', 'MRI right hip 73721.'],
  ['knee', 'MRI right knee 73721.'],
  ['knee', 'MRI right hip 73721 and MRI right knee 73721.\nMRI right knee 73721.'],
])('says nothing of a letter about the %s where %s was ordered', (joint, plan) => {
  expect(found(joint, visit(plan))).not.toContain(told);
});

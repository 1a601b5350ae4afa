/** Care named by examples is one claim; a panel that recommends "it" speaks of the scan named before. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (files: Readonly<Record<string, string>>) =>
  analyze(caseOf(files), rules).findings.map(({ type, concept }) => `${type}/${concept}`);

const letter = (service: string, why: string, diagnosis: string) =>
  `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied ${service}. Diagnosis ${diagnosis}.\n${why}\nYou may appeal within 180 days.`;

describe('care named by examples', () => {
  const note =
    'Eastlake Orthopedics\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1958\nHPI: Right knee pain. She completed eight weeks of physical therapy for the right knee without relief.\nExam: right knee effusion.\nA. Ruiz, MD';
  it.each([
    'It is not medically necessary. We did not find six weeks of conservative care (such as physical therapy, home exercise, or medication).',
    'It is not medically necessary. The notes do not show six weeks of conservative treatment, including physical therapy, chiropractic care or medicine.',
    'It is not medically necessary. No six-week course of conservative management (e.g., supervised therapy, injections, NSAIDs) was documented.',
  ])('is one claim, answered by any of them: %s', (why) => {
    const all = found({ 'letter.pdf': letter('MRI right knee (73721)', why, 'M23.91'), 'note.pdf': note });
    expect(all).toContain('denial-contradicted-by-record/conservative-therapy');
    expect(all).not.toContain('denial-contradicted-by-record/home-exercise');
    expect(all).not.toContain('denial-contradicted-by-record/medication-trial');
  });
});

describe('a guideline that points back', () => {
  const guideline = (words: string) =>
    `North American Oncology Consortium\nClinical Practice Guideline: Esophageal Cancer\nVersion 3.2026\nDiscussion\n${words}\nPanel members’ disclosures are on file.`;
  const denied = letter(
    'FDG PET/CT (78815)',
    'The service is considered experimental and investigational.',
    'C15.5',
  );
  it.each([
    'FDG PET/CT finds distant disease that CT misses. The panel recommends it before surgery.',
    'PET/CT changes the plan in one patient of five. The panel suggests its use at initial staging.',
    'FDG PET/CT finds occult metastases. It is recommended for all patients before treatment.',
  ])('supports the scan its sentence before is about: %s', (words) => {
    expect(found({ 'letter.pdf': denied, 'guideline.pdf': guideline(words) })).toContain(
      'evidence-supports/guideline-support',
    );
  });
  it.each([
    'Endoscopic ultrasound shows depth better than FDG PET/CT. The panel recommends it for all patients.',
    'Endoscopy beats FDG PET/CT here. The panel recommends it for all patients.',
    'FDG PET/CT has no role in Barrett esophagus. Endoscopy is done yearly. The panel recommends it.',
    'The panel recommends against FDG PET/CT in all patients.',
    'The society does not endorse FDG PET/CT; it recommends endoscopy.',
    'The committee suggests no FDG PET/CT before treatment.',
  ])('does not where another test is meant, or it speaks against the scan: %s', (words) => {
    expect(found({ 'letter.pdf': denied, 'guideline.pdf': guideline(words) })).not.toContain(
      'evidence-supports/guideline-support',
    );
  });
});

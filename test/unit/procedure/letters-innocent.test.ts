/** What a hasty reader would hold against a letter that is not wrong. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return analyze(caseOf(files, { planType: 'aca-individual' }), rules).findings.map(
    ({ type, concept }) => `${type}/${concept}`,
  );
}

const rights =
  'How to appeal\n\nYour appeal must come to us within 180 days. In a hurry? Call for an expedited appeal, decided within 72 hours. You may look at your claim file and get copies of all documents in it at no charge. You can ask for an external review by an independent review organization. You may bring a civil action under section 502(a).';
const letter = (service: string, reason: string, end = rights) =>
  `Pinebluff Health Plans\n\nNOTICE: PRIOR AUTHORIZATION NOT GRANTED July 7, 2026\n\nMember: Rosa Quaye\nMember ID: PVX 2088 4163\nReference number: 0702-CT-91836\nRequest received: July 2, 2026\nService: ${service}\n\nDear Rosa Quaye:\n\nNot medically necessary under Guideline RC-214. ${reason}\n\n${end}`;
const chart = (text: string) =>
  `Hillside Clinic\nPatient: Rosa Quaye  DOB 02/03/1983\nOffice visit 06/29/2026\n\n${text}\n\nElectronically signed: I. Bell, MD`;

describe('an innocent letter', () => {
  it('has its rights on the second picture that was taken of it', () => {
    const first = `${letter('74177 CT abdomen and pelvis with contrast', 'Weight loss is not documented.', '')}\nPVH-PA-N 26 1 / 2`;
    const pictures = { 'IMG_0902.jpg': first, 'IMG_0903.jpg': `${rights}\nPVH-PA-N 26 2 / 2` };
    expect(found(pictures).filter((key) => key.startsWith('notice-defect'))).toEqual([]);
    // The control: without that picture nothing is claimed either, as the sheet says that one is missing.
    expect(found({ 'IMG_0902.jpg': first }).filter((key) => key.startsWith('notice-defect'))).toEqual([]);
  });

  it.each([
    ['MRI brain without\nand with contrast (70553)', 'Exam: MRI brain without and with contrast, 70553'],
    ['MRI brain without and with contrast (70553)', 'MRI BRAIN WO/W CONTRAST, 70553'],
  ])('names the contrast of the order: %s', (service, order) => {
    const files = {
      'letter.pdf': letter(service, 'Headache is stable.'),
      'order.pdf': chart(`Order\n${order}`),
    };
    expect(found(files)).not.toContain('fact-mismatch/contrast');
  });

  it('is still told that its contrast is another', () => {
    const files = {
      'letter.pdf': letter('MRI brain without contrast (70553)', 'Headache is stable.'),
      'order.pdf': chart('Order\nMRI brain without and with contrast, 70553'),
    };
    expect(found(files)).toContain('fact-mismatch/contrast');
  });

  it('may speak of an age of long ago', () => {
    const said = (reason: string) =>
      found({
        'letter.pdf': letter('77049 MRI breast, bilateral', reason),
        'chart.pdf': chart('Exam: breasts normal. Plan: MRI breast 77049.'),
      });
    expect(said('Your chest radiation was given after age 30.')).not.toContain('fact-mismatch/age');
    expect(said('You are a 30-year-old woman without symptoms.')).toContain('fact-mismatch/age');
  });
});

describe('therapy by dated visits', () => {
  const visits = (days: readonly string[]) =>
    `Doe River Rehab\nPatient: Rosa Quaye  DOB 02/03/1983\nPhysical therapy, low back\n\n${days.map((day) => `${day}  visit: therapeutic exercise, gait`).join('\n')}`;
  const answered = (days: readonly string[]) =>
    found({
      'letter.pdf': letter(
        '72148 MRI lumbar spine',
        'The records do not show six weeks of physical therapy.',
      ),
      'rehab.pdf': visits(days),
    }).includes('denial-contradicted-by-record/physical-therapy');

  it('are six weeks when they go on for six weeks, and not when three lie far apart', () => {
    const weekly = [
      '05/04/2026',
      '05/11/2026',
      '05/18/2026',
      '05/26/2026',
      '06/02/2026',
      '06/09/2026',
      '06/16/2026',
      '06/23/2026',
    ];
    expect(answered(weekly)).toBe(true);
    expect(answered(['05/04/2026', '05/11/2026', '06/26/2026'])).toBe(false);
  });
});

/** A sign that a history or a plan tells in passing is a question, one that an examination or a report shows a contradiction. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const result = (why: string, note: string) => {
  const { findings, pleaseCheck } = analyze(
    caseOf({
      'letter.pdf': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of the right knee (73721). Diagnosis M25.561. It is not medically necessary.\n${why}\nYou may appeal within 180 days.`,
      'note.pdf': `Eastlake Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\n${note}\nPlan: MRI right knee 73721.\nA. Ruiz, MD`,
    }),
    rules,
  );
  return {
    contradicted: findings
      .filter(({ type }) => type === 'denial-contradicted-by-record')
      .map(({ concept }) => concept),
    asked: pleaseCheck.map(({ concept }) => concept),
  };
};

describe('what the letter says is not there', () => {
  it('is a question where only the history tells of it', () => {
    const { contradicted, asked } = result(
      'No joint effusion was found.',
      'HPI: Right knee pain with an effusion.',
    );
    expect(contradicted).not.toContain('joint-effusion');
    expect(asked).toContain('joint-effusion');
  });

  it('is contradicted by the examination', () => {
    const { contradicted } = result(
      'No joint effusion was found.',
      'HPI: Right knee pain.\nExam: moderate effusion of the right knee.',
    );
    expect(contradicted).toContain('joint-effusion');
  });

  it('is contradicted by a film with its day and what it showed', () => {
    const { contradicted } = result(
      'No X-ray of the knee was done.',
      'HPI: Right knee pain. XR right knee 03/28/2026: no fracture.',
    );
    expect(contradicted).toContain('prior-imaging');
  });

  it('is asked of no more once another statement on it is answered', () => {
    const why = 'No X-ray of the knee was done. No ultrasound of the knee was done.';
    const ultrasound = 'HPI: Right knee pain. An ultrasound of the right knee was done elsewhere.';
    const films = 'Imaging: XR right knee 03/28/2026: no fracture.';
    expect(result(why, ultrasound).asked).toContain('prior-imaging');
    const { contradicted, asked } = result(why, `${ultrasound}\n${films}`);
    expect(contradicted).toContain('prior-imaging');
    expect(asked).not.toContain('prior-imaging');
  });
});

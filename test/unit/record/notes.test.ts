import { describe, expect, it } from 'vitest';
import { comparePerson } from '../../../shared/text/person.ts';
import { splitNotes } from '../../../shared/engine/segment/notes.ts';
import { pagesOf } from './pages.ts';

const visit = `Hillside Family Medicine
12 Oak St, Salem OR 97301
OFFICE VISIT Date of service: 05/28/2026 Provider: Ann Holt, DO
Patient: Mary T Doe MRN 0027716 DOB: 03/14/1971

HPI

Low back pain for five weeks.`;

describe('splitNotes', () => {
  it('parts a radiology report from the phone note under it', () => {
    const page = `Valley Diagnostic Imaging
Exam: XR LUMBAR SPINE 2-3 VIEWS Exam date: 05/29/2026
Patient: DOE, MARY T DOB 03/14/1971
FINDINGS: No fracture.
IMPRESSION: Mild disc disease.
Electronically signed by Ilse Brand, MD 05/29/2026 15:07

PHONE NOTE 06/24/2026 taken by: K. Moua, LPN
Pt calls: finished meloxicam on 6/11.`;
    expect(splitNotes(pagesOf(visit, page)).map((note) => [note.kind, note.date])).toEqual([
      ['visit', '2026-05-28'],
      ['imaging-report', '2026-05-29'],
      ['phone', '2026-06-24'],
    ]);
  });

  it('parts entries of other years below one another', () => {
    const page = `Juniper Road Family Practice

08/14/2026 T. Amari MD. Cough for nine days, lungs clear.
Return if it goes on.

02/20/2021 T. Amari MD. Hip so sore that he cannot climb stairs.

03/02/2021 Hip better.`;
    expect(splitNotes(pagesOf(page)).map(({ date }) => date)).toEqual([
      '2026-08-14',
      '2021-02-20',
      '2021-03-02',
    ]);
  });

  it('carries a note over to a page that says it goes on', () => {
    const notes = splitNotes(pagesOf(visit, 'Doe, Mary 05/28/2026 page 2\nPLAN\n- Refer to PT'));
    expect(notes).toHaveLength(1);
    expect(notes[0]?.pieces.map((piece) => piece.pageIndex)).toEqual([0, 1]);
  });

  it('ignores the strip of a fax machine for the date', () => {
    const [note] = splitNotes(pagesOf(`06/12/2026 10:11 GREENE HOSP HIM 9375550130 PAGE 2 OF 9\n\n${visit}`));
    expect(note?.date).toBe('2026-05-28');
  });

  it('reads author and patient', () => {
    expect(splitNotes(pagesOf(visit))[0]).toMatchObject({
      author: 'Ann Holt, DO',
      patient: { name: 'Mary T Doe', birthDate: '1971-03-14' },
    });
  });
});

describe('comparePerson', () => {
  const mary = { name: 'Mary Doe', birthDate: '1971-03-14' };
  const cases = [
    [{ name: 'DOE, MARY T', birthDate: null }, 'same'],
    [{ name: 'Doe, M', birthDate: null }, 'unknown'],
    [{ name: 'Doe, Simone', birthDate: null }, 'other'],
    [{ name: 'Doe, Mary', birthDate: '1989-02-11' }, 'other'],
    [{ name: 'Doe, Mary', birthDate: '1971-03-11' }, 'same'],
    [{ name: null, birthDate: null }, 'unknown'],
  ] as const;
  it.each(cases)('%j is %s', (other, answer) => {
    expect(comparePerson(other, mary)).toBe(answer);
  });

  it.each([
    ['Ernesto Paredes-Luna', 'other'],
    ['PAREDES-LUNA, RUBEN', 'same'],
    ['Ruben Paredes', 'same'],
    ['Ana Ruben Paredes-Luna', 'same'],
  ] as const)('%s beside Rubén A. Paredes-Luna is %s', (name, answer) => {
    expect(comparePerson({ name, birthDate: null }, { name: 'Rubén A. Paredes-Luna', birthDate: null })).toBe(
      answer,
    );
  });
});

/** Two notes on one page, the second of a later day; how clinics head the second. */
describe('a visit below a call, a message or a result', () => {
  const told = 'Took naproxen every day since March, five weeks. No better now.';
  const exam = 'S: Knee pain, 13 weeks now.\nO: Effusion. McMurray positive.';
  it.each([
    [
      `DOE, Ana DOB 03/04/1970 Telephone 04/14/2026 (C. Moss RN)\n\n${told}`,
      'Encounter 05/12/2026 Provider: L. Hart MD',
    ],
    [`Phone call 04/14/2026, J. Moss RN\n${told}`, '05/12/2026 Office visit, L. Hart MD'],
    [`Portal message from patient, 04/14/2026\n${told}`, 'Visit 05/12/2026 with L. Hart MD'],
    [`NURSE CALL 04/14/2026\n${told}`, 'RETURN VISIT 05/12/2026 - L. Hart, MD'],
    [`04/14/2026 Lab: metabolic panel normal, creatinine is 1.0.`, 'DOS 05/12/2026 L. Hart MD follow up'],
    [`Doe, Ana DOB 3/4/70\n4/14/26 TE: ${told}`, '5/12/26 Dr Hart. Knee pain for 13 weeks.'],
  ])('%j, then %j', (first, head) => {
    expect(splitNotes(pagesOf(`${first}\n\n${head}\n${exam}`)).map(({ date }) => date)).toEqual([
      '2026-04-14',
      '2026-05-12',
    ]);
  });

  it.each(['Chart export 05/20/2026', 'Printed 05/20/2026', 'Records requested by patient 05/20/2026'])(
    'takes %j for no day of a visit',
    (line) => {
      const notes = splitNotes(
        pagesOf(`Valley Clinic, DOE, Ana, ${line}\nEncounter 05/12/2026 L. Hart, MD\n\n${exam}`),
      );
      expect(notes.map(({ date }) => date)).toEqual(['2026-05-12']);
    },
  );
});

describe('birth dates without a word', () => {
  it.each(['Doe, A 05/17/1992', 'Doe A. / 05-17-92 / R knee', 'DOE, ANA 5/17/1992 33 F'])('%j', (line) => {
    const text = `HILL THERAPY, visits\n${line}\n\n1\t2/9\teval\n2\t2/12\trows\n3\t2/16\trows\n4\t2/19\trows`;
    const [note] = splitNotes(pagesOf(text), new Set(['1992-05-17']));
    expect([note?.date, note?.patient.birthDate, note?.kind]).toEqual([null, '1992-05-17', 'therapy']);
  });
});

describe('sheets of one stay in an emergency department', () => {
  it('takes a physician record without a day for the visit of the nurse intake, and no title for what to look out for', () => {
    const notes = splitNotes(
      pagesOf(
        'EMERGENCY DEPT — NURSE INTAKE Doe, Ana 38 F\nArr 04/11/2026 21:17\nStroke alert called.',
        'EMERGENCY PHYSICIAN RECORD Doe, Ana seen 21:24\n\nSudden neck pain.\nExam: Right ptosis.',
      ),
    );
    expect(notes.map(({ kind, date }) => [kind, date])).toEqual([['emergency', '2026-04-11']]);
  });
});

/** Forms that ask for a test: by their lines, not by the study in their title. */
describe('an order', () => {
  it.each([
    'Valley Cardiology – Test order\n\nDoe, Ana DOB 06/07/1959\n\nOrdered 12/29/2025 by P. Moss, MD\n\nTest: Myocardial perfusion SPECT, CPT 78452\n\nDx: R07.89\n\nPriority: routine',
    'Hill Family Medicine: order\nPatient: Ana Doe\nDate: 05/27/2026\nExam: MRI CERVICAL SPINE WITHOUT CONTRAST, CPT 72141\nDiagnosis: M54.12\nReason: arm pain\nOrdering: T. Moss, DO',
    'RIVER HIP\nOrder 05/01/2026\n\nExam\tMR arthrogram R hip, 73722\nDx\tM25.551\nSide\tRIGHT\nPriority\troutine\nAuth\tfaxed 05/08/2026 with H&P 1/26',
    'VALLEY UROLOGY\nImaging request 02/24/2026\nExam MRI PROSTATE WITHOUT AND WITH CONTRAST 72197\nICD-10 R97.20\nReason rising PSA\nRequested by: F. Moss, MD',
    'ORDER FOR DIAGNOSTIC TESTING\nStudy: Stress echocardiogram (93351)\nDiagnosis: R07.9\nHistory: normal treadmill 2021.\nSigned: P. Moss MD 12/29/2025',
    'Prescription for MRI\nName: Ana Doe   Date: 01/12/2026\nPlease perform: MRI right knee without contrast\nDx: S83.511A\nSignature: L. Hart DO',
  ])('%j', (text) => {
    expect(splitNotes(pagesOf(text)).map(({ kind }) => kind)).toEqual(['order']);
  });

  it.each([
    'VALLEY IMAGING\nExam: MRI RIGHT KNEE WITHOUT CONTRAST  Exam date: 01/20/2026\nOrdering: L. Hart DO\nReason: knee pain\nFindings: Tear of the medial meniscus.\nImpression: Tear.',
    'CT chest 10/14/2025, report\nOrdered by: L. Hart MD\nDx: R91.1\n5 mm nodule. Read by V. Moss MD',
  ])('but not %j', (text) => {
    expect(splitNotes(pagesOf(text))[0]?.kind).toBe('imaging-report');
  });

  it('begins a note where the banner of a page names the day of another visit', () => {
    const banner = (day: string) => `Doe, Mary M 03/14/1971 55F Visit ${day}`;
    const first = `Penrose Internal Medicine\n\n${banner('03/24/2026')}\n\nHPI\n\nNeck pain since early March.\n\nExam\n\nStrength 5/5.\n\nA/P\n\nNeck strain.\n\nPortal message 04/20/2026\n\n"Therapy is going OK."`;
    const same = `${banner('03/24/2026')}\n\nStrength 5/5.`;
    const later = `${banner('05/27/2026')}\n\nHPI\n\nFinished therapy.`;
    expect(splitNotes(pagesOf(first, later)).map(({ date }) => date)).toEqual([
      '2026-03-24',
      '2026-04-20',
      '2026-05-27',
    ]);
    expect(splitNotes(pagesOf(first, same)).map(({ date }) => date)).toEqual(['2026-03-24', '2026-04-20']);
  });

  it('takes the day of collection for that of a sheet of results, wrapped or over a column of older ones', () => {
    const sheet = (head: string) =>
      `Hillside Internal Medicine Laboratory results ${head}\nCreatinine\t0.96\t0.57-1.00\t0.94`;
    expect(
      [
        'Doe, Mary Collected\n04/28/2026 08:10\n\nTest\tResult\tReference\t12/02/2025',
        'Doe, Mary\nTest\tResult\tReference\t12/02/2025\nDrawn 04/28/2026',
        'Doe, Mary 04/28/2026\n\nTest\tResult\tReference\t12/02/2025',
      ].map((head) => splitNotes(pagesOf(sheet(head)))[0]?.date),
    ).toEqual(['2026-04-28', '2026-04-28', '2026-04-28']);
  });
});

it('parts sheets by the day in the cells of their heads', () => {
  const notes = splitNotes(
    pagesOf(
      'TERN HEART | Office Visit | 04/21/2026\nFENTON, IRIS | DOB 11/03/1964\nTightness on stairs.',
      'TERN HEART | Order | 04/22/2026\nFENTON, IRIS | DOB 11/03/1964\nOrder: SPECT 78452',
      'TERN NUCLEAR | Result | DOS 05/14/2026\nFENTON, IRIS | 11/03/1964\nPerfusion: reversible defect.',
    ),
  );
  expect(notes.map(({ date }) => date)).toEqual(['2026-04-21', '2026-04-22', '2026-05-14']);
});

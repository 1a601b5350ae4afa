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
    expect(splitNotes(pagesOf(page)).map(({ date }) => date)).toEqual(['2026-08-14', '2021-02-20']);
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

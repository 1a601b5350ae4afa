/** What an item asks for where a clause stands between its head and what the head does; all policies are invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const treeOf = (items: string, lead = 'MRI is covered when all of these are on record:') =>
  sketch(
    policyOf(`QX-6 Imaging standard. Effective 01/01/2026.
Section A. Imaging (73721)
${lead}
${items}
Section B. Codes
73721.`).sections[0]?.tree,
  );

describe('an item', () => {
  it.each([
    [
      'a psychiatrist with experience in dementia has examined the member and says what the result would change',
      'specialist-evaluation',
    ],
    [
      'a specialist in infectious diseases, hematology or transplantation recommends it',
      'specialist-evaluation',
    ],
    [
      'Loss of memory or of words that has gone on for at least a year, told by a relative',
      'symptom-duration>=365d',
    ],
    [
      'Complaints (cramps, bleeding) that are new or worse, and have lasted for three weeks or longer',
      'symptom-duration>=21d',
    ],
    ['Pain that is new or worse', 'progression'],
    ['the tumor was diagnosed under the microscope', 'tissue-diagnosis'],
    [
      'an anti-inflammatory medicine, by mouth, for three weeks or more, or the reason it is unsafe',
      'medication-trial>=21d',
    ],
    [
      'Burning or tingling that goes into the chest wall or flank along the course of a thoracic nerve root',
      'radiculopathy',
    ],
  ])('"%s" asks for %s', (words, asked) => {
    expect(treeOf(`a. ${words}.\nb. Radiographs of the joint.`)).toBe(`all(${asked}, prior-imaging)`);
  });
});

describe('sentences that are counted', () => {
  it('are items, though one of them holds a list', () => {
    expect(
      treeOf(
        '',
        'It is covered for an adult with a suspected tear, provided that the record shows each of the following four things. First, pain of the knee for two months or longer. Second, radiographs of the knee made in the last six months. Third, pain on at least one of the tests for the meniscus: McMurray, Thessaly, or Apley. Fourth, physical therapy for six weeks or longer.',
      ),
    ).toBe('all(symptom-duration>=60d, prior-imaging<180d, provocative-test, physical-therapy>=42d)');
  });
});

describe('what is said in passing to be needless', () => {
  const section = (lead: string) =>
    policyOf(`QX-7 Imaging standard. Effective 01/01/2026.
1. Suspected osteonecrosis of the humeral head. ${lead}
(a) shoulder pain for three weeks or more;
(b) radiographs of the shoulder within the last 60 days;
(c) an examination by an orthopedist.
2. Codes
73221.`).sections[0];

  it('makes no section of releases of one that covers', () => {
    const found = section(
      'MRI is necessary, and no trial of therapy is called for, when the member takes steroids and all of these are found in the record:',
    );
    expect(found?.role).toBe('covered');
    expect(sketch(found?.tree)).toBe('all(symptom-duration>=21d, prior-imaging<60d, specialist-evaluation)');
  });

  it('releases where any of the list is enough', () => {
    expect(section('No trial of therapy is called for when any of these is found in the record:')?.role).toBe(
      'waiver',
    );
  });

  it('is of the shoulder, not of the head', () => {
    expect(section('MRI is necessary when all of these are found in the record:')?.regions).toEqual([
      'shoulder',
    ]);
  });
});

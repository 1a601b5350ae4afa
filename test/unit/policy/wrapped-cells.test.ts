/** Tables whose cells wrap, typed with blanks, tabs or borders: read row by row and cell by cell. All policies are invented. */
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../shared/engine/policy/read-policy.ts';
import { documentOf } from '../../support/printed-text.ts';
import { rules, sketch } from './support.ts';

const printed = (text: string) => {
  const document = documentOf('policy', text.split('\f'));
  return { document, ...readPolicy(document, rules) };
};
const rowsOf = (text: string): string[] =>
  printed(text)
    .sections.filter(({ role }) => role === 'covered')
    .map(({ heading, tree }) => `${heading}: ${sketch(tree)}`);

const head = `Larkfield Health
Rule LK-7   MRI OF THE ELBOW (73221)
Effective 01/01/2026
`;

it('gives each row its title and the items of its cell, and leaves out what is to be sent', () => {
  expect(
    rowsOf(`${head}
INDICATION           WHAT MUST BE SHOWN                    SEND
------------------------------------------------------------------
Tennis elbow         1. Twelve weeks of pain               Therapy notes
not settling         2. Six weeks of physical              with dates
                        therapy
                     3. Radiographs

Locked elbow         1. The elbow cannot be                Exam
                        straightened
                     2. Radiographs

NOTES
Reviewed every year by the committee.
`),
  ).toEqual([
    'Tennis elbow not settling: all(symptom-duration>=84d, physical-therapy>=42d, prior-imaging)',
    'Locked elbow: all(mechanical-symptoms, prior-imaging)',
  ]);
});

it.each([
  ['AND', 'all'],
  ['OR', 'any'],
  ['+', 'all'],
])('parts a cell at %s', (word, kind) => {
  expect(
    rowsOf(`${head}
Indication           Required                              Documents

Pain after           Radiographs of the elbow              Film report
an injury            ${word} six weeks of physical
                     therapy
                     ${word} a second visit after the
                     treatment

Infection            Fever                                 Note
                     ${word} a raised CRP
`)[0],
  ).toMatch(
    new RegExp(`^Pain after an injury: ${kind}\\(prior-imaging, physical-therapy>=42d, re-evaluation`),
  );
});

it('goes on across a page whose head names the policy again', () => {
  expect(
    rowsOf(`${head}
Indication           Required                              Documents

Pain after           Radiographs of the elbow              Film report
an injury            AND six weeks of physical
                     therapy
\fRule LK-7   MRI OF THE ELBOW

Infection            Fever                                 Note
of the joint         AND a raised CRP
`),
  ).toHaveLength(2);
});

describe('a table with a border', () => {
  it('is a list where its rows have labels', () => {
    expect(
      rowsOf(`${head}
Table 1. Screening with CT (71271): all rows must be answered "yes"
+------+--------------------------------------------+
| 1a   | Age 50 through 80                          |
| 1b   | 20 pack-years or more                      |
+------+--------------------------------------------+

Table 2. Follow-up of a nodule (71250): any row
+------+--------------------------------------------+
| 2a   | A nodule of 6 mm or more on an             |
|      | earlier CT                                 |
| 2b   | Hemoptysis with a chest radiograph         |
+------+--------------------------------------------+
`).map((row) => row.replace(/^.*?: /, '')),
    ).toEqual([
      expect.stringContaining('all(age[years 50..80], smoking-history[pack-years 20..])'),
      expect.stringMatching(/any\(.*\)$/),
    ]);
  });

  it('is read by its columns where they have names', () => {
    expect(
      rowsOf(`${head}
+--------------------+-----------------------------------+--------------+
| Indication         | Required                          | Documents    |
+--------------------+-----------------------------------+--------------+
| Tennis elbow       | Six weeks of physical therapy     | Notes        |
| not settling       | AND radiographs                   |              |
+--------------------+-----------------------------------+--------------+
| Infection          | Fever                             | Labs         |
|                    | AND radiographs                   |              |
+--------------------+-----------------------------------+--------------+
`),
    ).toEqual([
      'Tennis elbow not settling: all(physical-therapy>=42d, prior-imaging)',
      'Infection: all(infection, prior-imaging)',
    ]);
  });
});

it('quotes only what stands on the page', () => {
  const { document, sections } = printed(`${head}
Indication           Required                              Documents

Pain after           Radiographs of the elbow              Film report
an injury            AND six weeks of physical             Notes
                     therapy
`);
  const spans = sections.flatMap(({ span, tree }) => [span, ...(tree === null ? [] : [tree.span])]);
  expect(spans.length).toBeGreaterThan(1);
  for (const { pageIndex, start, end, quote } of spans)
    expect(document.pages[pageIndex]?.text.slice(start, end)).toBe(quote);
});

it('is no table where words in two columns name no requirement', () => {
  const { sections } = printed(`${head}
Condition            Phone
Elbow                800-555-0100

1. Pain
MRI is covered after six weeks of physical therapy.
`);
  expect(sections.some(({ tree }) => sketch(tree) === 'physical-therapy>=42d')).toBe(true);
});

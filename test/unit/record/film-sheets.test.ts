/** Films whose report stands in a chart without the word "report": a part and its views for a title; all invented. */
import { describe, expect, it } from 'vitest';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const filmsOf = (text: string) =>
  readRecords([{ documentId: 'd', pages: pagesOf('d', text) }], rules.record, {
    name: 'Jordan Vale',
    birthDate: '1970-04-12',
  })
    .facts.filter(({ concept, detail }) => concept === 'prior-imaging' && detail === 'radiograph')
    .filter(isEvidence)
    .map(({ date, region, spans }) => `${date} ${region} ${spans[0]?.quote.split('\n')[0]}`);

const visit = `MARLOW FAMILY CLINIC
Patient: Jordan Vale
Date of birth: 04/12/1970
Date seen: May 4, 2026
The ankle has hurt since she stepped off a curb. Walks with a limp.
Plan: ankle films. Boot. Return in three weeks.
`;

describe('a sheet of a film', () => {
  it.each([
    [
      `${visit}\fPINE STREET X-RAY\n\nVALE, JORDAN\t04/12/1970\nRIGHT ANKLE, AP/LATERAL/MORTISE, 05/06/2026\n\nReport: Mortise even. No fracture line.\n\nConclusion: Mild soft tissue swelling.\n\nI. Brandt, M.D.`,
      '2026-05-06 ankle RIGHT ANKLE, AP/LATERAL/MORTISE, 05/06/2026',
    ],
    [
      `${visit}---------------------------------------\nPINE STREET IMAGING\tXR ANKLE AP/LAT/OBL\t05/06/2026\nVALE, JORDAN. Hx: twisted. No priors.\nMortise even. No fracture line. IMPR: soft tissue swelling. -- I. Brandt MD`,
      '2026-05-06 ankle PINE STREET IMAGING\tXR ANKLE AP/LAT/OBL\t05/06/2026',
    ],
    [
      `${visit}\fMARLOW SPORT\nImaging read in office 05/04/2026 Vale, Jordan 04/12/1970\nX-ray AP and lateral of the right ankle. Mortise even, no fracture line.\nRead by O. Hale MD 05/04/2026`,
      '2026-05-04 ankle X-ray AP and lateral of the right ankle. Mortise even, no fracture line.',
    ],
  ])('is that of a film that was made', (text, film) => {
    expect(filmsOf(text)).toContain(film);
  });

  it('is none where a plan only asks for views', () => {
    expect(filmsOf(`${visit}Order: right ankle, AP, lateral and mortise.\n`)).toEqual([]);
  });
});

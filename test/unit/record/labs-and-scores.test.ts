import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';
import { proofOf } from './proof.ts';

const rules = loadRecordRules();

/** Laboratory values of a visit of 05/06/2026, normal ones too. */
const labsOf = (text: string) =>
  readRecords(
    [
      {
        documentId: 'doc',
        pages: pagesOf(`HILLSIDE CLINIC OFFICE VISIT  05/06/2026\nPatient: Mary Doe\n\n${text}`),
      },
    ],
    rules,
    null,
  ).facts.filter(({ concept }) => concept === 'lab-result');

describe('laboratory values of many names and tables', () => {
  it.each([
    'Skin tests last year: dust mite. IgE 310. Immunoglobulins normal.',
    'UA micro 01/26: RBC >100/hpf. Culture 01/26: no growth',
    'CA 27.29 112 (was 28 in Jan)',
    'PSA trend\n   Date        Total     % free\n   10/2025     6.3       12\n   03/24/26    7.2       11',
    'Hgb 9.8 (01/22)',
    '                 02/06     02/27     03/24\n  ALT            61        210       188\n  T bili         0.9       2.4       2.1',
    'Labs 05/27: glucose 292',
    'Na 128, K 5.9',
    'UA with microscopic hematuria, RBC 40/hpf',
    'Lp(a) 140. Creat 1.8',
    'Total IgG 512 L',
    'Eos 900',
    'IgE: 310 IU/mL',
    'ANA 1:640',
    'RF positive, CCP >250',
    'CA 15.3 = 88',
    'PTH 112',
    'Ca 10.9',
    'INR 3.4',
    'D dimer 1.9',
    'HLA-B27 pos',
    'Glu 290',
    'Cr 2.3',
    'hs-Tn 44 flat',
    'Lyme WB pos',
    'PTH, intact     112   H',
    'FT4 0.2 L',
    '% free PSA 7',
    'PSA density 0.21',
    'Date        ESR     CRP\n10/2025     60       12\n03/24/26    72       41',
    'PSA\nDate    PSA\n10/01/2025    6.3\n03/24/26    7.2',
    'PSA trend\n10/2025     6.3\n03/24/26    7.2 H',
    'Date\tPSA\n10/01/2025\t6.3 H',
  ])('%j is read', (text) => {
    expect(proofOf('lab-result', text)).not.toEqual([]);
  });
  it.each([
    'PSA to be drawn',
    'CA 06103 Hartford',
    'K tape x 2, Na',
    'RBC count to be checked if fever',
    'Cr cardiac rehab 12 visits',
    'mother PSA 12',
    'breast Ca 2.1 cm',
  ])('%j tells none', (text) => {
    expect(proofOf('lab-result', text)).toEqual([]);
  });
});

describe('scores told in sentences and tables', () => {
  it.each([
    'Shopping cart helps. ODI 52%. Aquatic therapy',
    'Oswestry           48%          44%',
    'SNOT-22 = 54. Skin tests',
    '  EDSS          3.0 (10/2025: 2.0)',
    '4Kscore 04/01/26 : 27 %',
    'AUA risk group: HIGH',
    'ETT equivocal, Duke score +2',
    'Mayo score for malignancy 34%',
    'NDI score today: 44%',
    'QuickDASH 61/100',
    'LEFS\t38\t41',
    'SPADI (03/02/26) 71',
    'HIT-6: 66',
    'Oswestry Disability Index was 46',
    'NCCN risk category unfavorable intermediate',
    'MoCA 17/30',
    'IPSS 22',
    'KOOS JR   52.5',
  ])('%j is read', (text) => {
    expect(proofOf('risk-score', text)).not.toEqual([]);
  });
  it.each([
    'Will complete ODI at next visit',
    'ODI 04/12/2026 not filled in',
    'NCCN risk group: low',
    'TR     4 weeks',
    'DASH diet 3 times',
  ])('%j tells none', (text) => {
    expect(proofOf('risk-score', text)).toEqual([]);
  });
});

describe('each value of a table has the day of its own column', () => {
  const valuesOf = (text: string) =>
    labsOf(text).map(({ date, measure }) => [date, measure?.quantity?.value]);
  const both = [
    ['2026-05-06', 0.96],
    ['2025-12-02', 0.94],
  ];
  it.each([
    'Test\tResult\tFlag\tReference\t12/02/2025\nCreatinine, serum\t0.96 mg/dL\t0.57-1.00\t0.94',
    'Test\tResult\tFlag\tReference\t12/02/2025\nCreatinine, serum\t0.96 mg/dL\tH\t0.57-1.00\t0.94',
    'Component\tYour Value\tStandard Range\t12/2/25\nCreatinine\t0.96\t0.57-1.00\t0.94',
    'Test\tCurrent Result and Flag\tPrevious Result and Date\tUnits\tReference Interval\nCreatinine\t0.96\t0.94 12/02/2025\tmg/dL\t0.57-1.00',
    'Test\tResult\tPrevious (12/02/2025)\tUnits\nCreatinine\t0.96\t0.94\tmg/dL',
  ])('%j', (text) => {
    expect(valuesOf(text)).toEqual(both);
  });

  it('gives no day to an earlier value whose column names none', () => {
    expect(valuesOf('Test\tResult\tPrevious\tUnits\nCreatinine\t0.96\t0.94\tmg/dL')).toEqual([
      ['2026-05-06', 0.96],
    ]);
  });

  it('takes the one day over a column for that of its values', () => {
    expect(valuesOf('Test\t04/05/2026\tReference\tFlag\nLipase\t41\t10-60 U/L')).toEqual([
      ['2026-04-05', 41],
    ]);
    expect(valuesOf('05/01/26\t03/31/26\nCEA\t17\t10.3| (H)')).toEqual([
      ['2026-05-01', 17],
      ['2026-03-31', 10.3],
    ]);
  });

  it('takes the day of collection for that of the results', () => {
    expect(
      valuesOf(
        'Labs, collected 04/28/2026\nTest\tResult\tReference\t12/02/2025\nCreatinine\t0.96\t0.57-1.00\t0.94',
      ),
    ).toEqual([['2026-04-28', 0.96], both[1]]);
  });

  it.each([
    'Cr 0.96 (0.94 on 12/02/2025).',
    'Creatinine 0.96, previously 0.94 (12/02/2025).',
    'Creatinine 0.96 (baseline 0.94 12/02/2025)',
    'Creatinine 0.96, up from 0.94 on 12/02/2025',
  ])('leaves the day of the value before to it in %j', (text) => {
    expect(valuesOf(text)).toEqual([both[0]]);
  });

  it('gives one day to all values before its bracket', () => {
    expect(valuesOf('Cr 0.94, eGFR 64 (12/02/25).')).toEqual([
      ['2025-12-02', 0.94],
      ['2025-12-02', 64],
    ]);
  });

  it('takes the formula of a filtration rate for no disease of the kidney', () => {
    expect(proofOf('contraindication', 'eGFR (CKD-EPI 2021) 63')).toEqual([]);
  });
});

describe('a table with a row for each day has the values of a test below its name', () => {
  const valuesOf = (name: string, text: string) =>
    labsOf(text)
      .filter(({ detail }) => detail === name)
      .map(({ date, measure }) => [date, measure?.quantity?.value]);
  const two = [
    ['2025-10-07', 0.4],
    ['2026-04-02', 0.9],
  ];
  it.each([
    ['psa', 'Date\tPSA ng/mL\tDrawn at\n10/07/2025\t0.4\tRiverside Lab\n04/02/2026\t0.9\tRiverside Lab'],
    ['psa', 'Collected\tPSA, total (ng/mL)\tFlag\n10/07/2025\t0.4\n04/02/2026\t0.9\tH'],
    [
      'psa',
      'Prostate-specific antigen (goal below 0.1)\n\nCollected\tResult\n10/07/2025\t0.4\n04/02/2026\t0.9',
    ],
    ['psa', 'PSA (ng/mL) normal: 0 to 4\n10/07/2025 0.4\n04/02/2026 0.9'],
    ['thyroglobulin', 'Date\tTg, ng/mL (TSH low)\tTg antibody\n10/07/2025\t0.4\tneg\n04/02/2026\t0.9\tneg'],
    [
      'pth',
      'Date\tCalcium (8.5-10.2)\tPTH (15-65)\n08/01/2025\t10.6\t—\n10/07/2025\t10.8\t0.4\n04/02/2026\t10.9\t0.9',
    ],
  ])('%s in %j', (name, text) => {
    expect(valuesOf(name, text)).toEqual(two);
  });

  it.each([
    ['tsh', 'Date\tThyroglobulin (TSH 0.1)\tDrawn at\n10/07/2025\t0.4\tLab'],
    ['thyroglobulin', 'Date\tTSH\tTg antibody\n10/07/2025\t0.4\t1.2'],
    ['psa', 'Date\tPSA\tTestosterone\n10/07/2025\t410'],
    ['chromogranin', 'Date\tChromogranin A (ref <93)\t24-h urine 5-HIAA\n10/07/2025\tnot drawn\t4.2'],
  ])('no %s in %j', (name, text) => {
    expect(valuesOf(name, text)).toEqual([]);
  });

  it('holds a value against the range in its head', () => {
    const [low, high] = labsOf('Date\tPTH (15-65)\n10/07/2025\t40\n04/02/2026\t118');
    expect(low?.context.negation).toBe('negated');
    expect(high?.context.negation).toBe('affirmed');
  });
});

import { describe, expect, it } from 'vitest';
import { proofOf } from './proof.ts';

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

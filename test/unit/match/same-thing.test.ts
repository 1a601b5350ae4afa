import { describe, expect, it } from 'vitest';
import { isSameThing } from '../../../shared/engine/match/evidence/same-thing.ts';
import { fact } from './support.ts';

describe('what answers a letter that misses films', () => {
  const mri = fact('prior-imaging', 'MRI CERVICAL SPINE W/O CONTRAST', { detail: 'mri' });
  const films = fact('prior-imaging', 'XR cervical spine, 3 views', { detail: 'x-ray' });
  it.each([
    'Plain x-rays of the cervical spine, which should come before an MRI, have not been taken.',
    'We have no radiographs, needed prior to MRI.',
  ])('is not the scan that is asked for: %s', (words) => {
    expect(isSameThing(films, words, 'cervical-spine')).toBe(true);
    expect(isSameThing(mri, words, 'cervical-spine')).toBe(false);
  });
  it('is an echocardiogram by its short name', () => {
    const echo = fact('prior-imaging', 'TTE 02/11/2026: LVEF 36%', { detail: 'ultrasound' });
    const kidneys = fact('prior-imaging', 'US kidneys 02/11/2026', { detail: 'ultrasound' });
    expect(isSameThing(echo, 'There is no echocardiogram on file.', 'heart')).toBe(true);
    expect(isSameThing(kidneys, 'There is no echocardiogram on file.', 'heart')).toBe(false);
  });
  it('is the scan where the scan itself is missed', () => {
    expect(isSameThing(mri, 'We have no earlier MRI.', 'cervical-spine')).toBe(true);
  });
  it('is no CT with contrast where the CT belongs to a PET', () => {
    const pet = fact('prior-imaging', 'PET/CT skull base to mid-thigh', { detail: 'pet' });
    const ct = fact('prior-imaging', 'CT CHEST WITH CONTRAST', { detail: 'ct' });
    const missed = 'A CT scan with contrast has to be done first. No such CT was found.';
    expect(isSameThing(pet, missed, 'whole-body')).toBe(false);
    expect(isSameThing(ct, missed, 'whole-body')).toBe(true);
  });
});

describe('what answers a letter that misses a medicine by its name', () => {
  const drug = (quote: string) => fact('medication-trial', quote, { detail: 'headache-preventive' });
  it('is that medicine and no other', () => {
    const missed = 'There was no trial of levodopa of at least three months.';
    expect(isSameThing(drug('Propranolol 80 mg from January to April.'), missed, 'brain')).toBe(false);
    expect(isSameThing(drug('Carbidopa-levodopa 25/100 since May.'), missed, 'brain')).toBe(true);
  });
  it('is any of the class where the letter names the class', () => {
    const missed = 'No anti-inflammatory medicine such as ibuprofen was taken.';
    const naproxen = fact('medication-trial', 'Naproxen 500 mg for four weeks.', { detail: 'nsaid' });
    expect(isSameThing(naproxen, missed, 'knee')).toBe(true);
  });
});

it.each([
  ['Brock model 12 percent.', true],
  ['Mayo risk of malignancy 34%', true],
  ['Agatston 88', false],
  ['ASCVD 10 yr 33 percent', false],
])('the probability that a nodule is malignant is answered by its own models: %s', (quote, answers) => {
  const score = fact('risk-score', quote, { detail: 'risk-model' });
  expect(isSameThing(score, 'No calculated probability of malignancy was included.', 'chest')).toBe(answers);
});

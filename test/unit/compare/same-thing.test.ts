import { describe, expect, it } from 'vitest';
import { isSameThing } from '../../../shared/engine/compare/same-thing.ts';
import { fact } from '../match/support.ts';

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

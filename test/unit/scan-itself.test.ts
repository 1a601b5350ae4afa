/** A scan that was done and billed lies in the folder with its report: it is no earlier test of any kind. */
import { expect, it } from 'vitest';
import { analyze } from '../../shared/engine/index.ts';
import { isScanItself } from '../../shared/engine/scan-itself.ts';
import { caseOf, rules } from './engine-kit.ts';
import { fact } from './match/support.ts';

const denialOf = (service: string) =>
  analyze(
    caseOf({
      'letter.pdf': `Tern Federal Plan\nJune 22, 2026\nMember: Iris Fenton\nClaim received: June 3, 2026\nDate of service: May 14, 2026\nService: ${service}\n\nThe study was not medically necessary.\n\nYou may appeal within 180 days.`,
    }),
    rules,
  ).denial;
const spect = denialOf('78452 SPECT heart perfusion');
const knee = denialOf('73721 MRI right knee without contrast');

it('is the study of its kind on the day of service', () => {
  expect(isScanItself(fact('stress-test', 'SPECT', { status: 'done', date: '2026-05-14' }), spect)).toBe(
    true,
  );
  const mri = { status: 'done', date: '2026-05-14', detail: 'mri', region: 'knee' } as const;
  expect(isScanItself(fact('prior-imaging', 'MRI KNEE', mri), knee)).toBe(true);
});

it('is none of another day, of another kind or of another part of the body', () => {
  expect(isScanItself(fact('stress-test', 'SPECT', { status: 'done', date: '2024-02-14' }), spect)).toBe(
    false,
  );
  const films = { status: 'done', date: '2026-05-14', detail: 'radiograph', region: 'knee' } as const;
  expect(isScanItself(fact('prior-imaging', 'XR KNEE', films), knee)).toBe(false);
  const other = { status: 'done', date: '2026-05-14', detail: 'mri', region: 'shoulder' } as const;
  expect(isScanItself(fact('prior-imaging', 'MRI SHOULDER', other), knee)).toBe(false);
  expect(isScanItself(fact('stress-test', 'SPECT', { status: 'done', date: '2026-05-14' }), null)).toBe(
    false,
  );
});

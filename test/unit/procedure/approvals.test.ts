/** Approvals on file: how they print number and days, and whose day counts when the claim's is a slip. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { approvalPeriod } from '../../../shared/engine/procedure/access/approval-period.ts';
import { caseOf, rules } from '../engine-kit.ts';

it.each([
  ['Valid 03/20/2026 through 06/18/2026', '2026-03-20', '2026-06-18'],
  ['Valid from\t02/24/2026\nValid through\t05/24/2026', '2026-02-24', '2026-05-24'],
  ['Eff 03/16/26 exp 05/15/26', '2026-03-16', '2026-05-15'],
  ['Start date: 03/01/2026   End date: 05/30/2026', null, null],
  ['Effective March 1, 2026 - Expires May 30, 2026', '2026-03-01', '2026-05-30'],
  ['Authorized dates of service: 3/1/2026 to 5/30/2026', '2026-03-01', '2026-05-30'],
  ['First day 3/1/2026 | Last day of service 5/30/2026', '2026-03-01', '2026-05-30'],
  ['March 1, 2026\nThe scan must be done by May 30, 2026.', '2026-03-01', '2026-05-30'],
  ['March 1, 2026\nThis approval expires on May 30, 2026.', '2026-03-01', '2026-05-30'],
  ['March 1, 2026\nThe approval is good for 60 days.', '2026-03-01', '2026-04-30'],
  ['March 1, 2026\nWe had your request of May 30, 2026.', null, null],
])('reads the days that an approval covers: %s', (text, from, to) => {
  const period = approvalPeriod(text);
  if (from === null) expect(period?.to ?? '2026-05-30').toBe('2026-05-30');
  else expect([period?.from, period?.to]).toEqual([from, to]);
});

const letter = (day: string, why = 'No prior approval was found for this service.') =>
  `Fernhill Community Plan\nMay 12, 2026\nMember: Ada Lowe\nMember ID: FCP 4471 9920\nClaim: C26-881204\nDate of service: ${day}\nService: 75557 Cardiac MRI without contrast\n\nWe will not pay for this service.\nReason: Prior approval is needed for heart MRI. ${why}\n\nYou may appeal within 60 days.`;
const approval = (person = 'Ada Lowe, FCP 4471 9920', number = 'Approval no.\tPA 6075-33918') =>
  `Fernhill Community Plan\nMarch 16, 2026\nAPPROVED\nMember\t${person}\n${number}\nService\t75561 Cardiac MRI without and with contrast\nValid\t03/16/2026 through 05/15/2026`;
const report = (day: string, note = '') =>
  `RIVER HEART CENTER CARDIAC IMAGING\nLOWE, ADA 11/17/1990 Exam: CMR W/O AND W CONTRAST (75561)\n${day} 08:40 Outpatient\nIndication: myocarditis.\nTechnique: cine, late enhancement after contrast.\nFindings: LV EF 47%.\nImpression: Active myocarditis.\nE. Holm MD${note}`;
const found = (files: Readonly<Record<string, string>>) =>
  analyze(caseOf(files, { planType: 'medicaid-managed-care', today: '2026-06-01' }), rules).findings.map(
    ({ type, concept }) => `${type}/${concept}`,
  );
const onFile = 'authorization-on-file/prior-authorization';

describe('an approval that covers the day of the report', () => {
  it('answers a claim whose day is a slip', () => {
    const keys = found({
      'letter.txt': letter(
        '02/04/2026',
        'No approval was found. Your provider did not ask us before the scan.',
      ),
      'ok.txt': approval(),
      'mri.txt': report(
        '04/02/2026',
        '\n\nBILLING NOTE 05/19/2026: Clearinghouse sent DOS as 02/04/26 & 75557.',
      ),
    });
    expect(keys).toContain(onFile);
    expect(keys).toContain('fact-mismatch/dates');
    expect(keys).toContain('code-mismatch/procedure-code');
    expect(keys).toContain('denial-contradicted-by-record/prior-authorization');
  });

  it('is found where the report names the scan and bears no code', () => {
    const bare = (day: string) =>
      report(day).replace(' (75561)', '').replace('CMR W/O AND W CONTRAST', 'Cardiac MRI without contrast');
    const ok = approval().replace(
      '75561 Cardiac MRI without and with contrast',
      '75557 Cardiac MRI without contrast',
    );
    const files = { 'letter.txt': letter('02/04/2026'), 'ok.txt': ok };
    expect(found({ ...files, 'mri.txt': bare('04/02/2026') })).toContain(onFile);
    // Two scans: either may be the one that was billed.
    expect(found({ ...files, 'mri.txt': bare('04/02/2026'), 'old.txt': bare('02/20/2026') })).not.toContain(
      onFile,
    );
    expect(found({ ...files, 'mri.txt': bare('05/20/2026') })).not.toContain(onFile);
  });

  it.each([
    ['another member', approval('Jonah Lowe, FCP 4471 9931'), '04/02/2026'],
    ['a scan after it ran out', approval(), '05/20/2026'],
    ['a scan on the very day of the claim', approval(), '02/04/2026'],
  ])('does not count for %s', (_what, ok, day) => {
    expect(found({ 'letter.txt': letter('02/04/2026'), 'ok.txt': ok, 'mri.txt': report(day) })).not.toContain(
      onFile,
    );
  });

  it.each(['Approval\tI |UM-2602-047713', 'PA # 88120-447', 'Precert no: P 88120-447', 'Auth: MW-606-22915'])(
    'knows the number in %s',
    (number) => {
      expect(
        found({
          'letter.txt': letter('04/02/2026'),
          'ok.txt': approval('Ada Lowe', `Approval number\n${number}`),
        }),
      ).toContain(onFile);
    },
  );
});

it.each(['No doctor looked at it.', 'No physician reviewed this claim.', 'It was not reviewed by a doctor.'])(
  'takes "%s" for a word on the claim, not on specialists seen',
  (words) => {
    const keys = found({
      'letter.txt': letter('04/02/2026', `No approval was found. ${words}`),
      'visit.txt':
        'River Heart Center\nLena Moss, MD, Cardiology\nVisit 03/11/2026\nPatient: Ada Lowe\nHPI: chest pain.\nPlan: cardiac MRI 75561.',
    });
    expect(keys).not.toContain('denial-contradicted-by-record/specialist-evaluation');
  },
);

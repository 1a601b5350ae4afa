/** Named tests, tissue and risk models in the words of many notes, each through the whole engine; all invented. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

interface Asked {
  readonly scan: string;
  readonly criterion: string;
  readonly history: string;
}

/** Findings on a record where the letter misses something else. */
const found = ({ scan, criterion, history }: Asked, record: string): string[] =>
  analyze(
    caseOf({
      'letter.txt': `Fenwick Health\nMay 4, 2026\nMember: Ivo Tarn\nMember ID: FH20881\nRe: ${scan}\nDear Ivo Tarn:\nWe denied this request. It is not medically necessary under Fenwick Policy Q-3.\nThe notes do not show how long the complaint has lasted.\nYou may appeal within 180 days of receipt.`,
      'policy.txt': `Fenwick Health\nMedical Policy Q-3\nEffective January 1, 2026\n${scan} is medically necessary when all of the following are met:\n1. A complaint of six weeks or more.\n2. ${criterion}\n`,
      'note.txt': `Brook Clinic\nOffice visit 04/20/2026\nPatient: Ivo Tarn   DOB 02/03/1975\nHPI: ${history}\n${record}\nPlan: ${scan}.\nL. Ames, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

const knee: Asked = {
  scan: 'MRI of the left knee (73721)',
  criterion: 'A positive McMurray, Thessaly or Apley test.',
  history: 'Left knee pain since January.',
};
const hip: Asked = {
  scan: 'MRI of the right hip (73721)',
  criterion: 'On examination, loss of motion or pain when the hip is turned inward.',
  history: 'Right groin pain since January.',
};
const shoulder: Asked = {
  scan: 'MRI of the left shoulder (73221)',
  criterion: 'Positive impingement signs, such as Neer, Hawkins, a painful arc or empty can.',
  history: 'Left shoulder pain since January.',
};

describe('a named test', () => {
  it.each([
    [knee, 'Exam: +McMurray, no effusion.'],
    [knee, 'Positive lateral McMurray.'],
    [knee, 'Apley grind hurts on the left.'],
    [knee, 'McM + with clunk.'],
    [shoulder, 'There is a painful arc from 80 to 110.'],
    [shoulder, 'Impingement signs are positive.'],
    [shoulder, 'Supraspinatus testing is weak and sore.'],
    [hip, 'Right hip IR 10 deg, hurts in the groin.'],
    [hip, 'Inward rotation of the right hip is restricted.'],
    [hip, 'FADIR + R.'],
  ])('is positive in the words of the note', (asked, record) => {
    expect(found(asked, record)).toContain('criterion-met/provocative-test');
  });
  it.each([
    [knee, 'McMurray without pain.'],
    [knee, 'McMurray attempted, limited by pain.'],
    [knee, 'Apley pain-free.'],
    [shoulder, 'No painful arc.'],
    [shoulder, 'Impingement signs absent.'],
    [hip, 'Right hip IR 40 deg, painless.'],
    [hip, 'Left hip IR 10 deg and painful, right hip full and painless.'],
  ])('is not positive where it hurt nobody or was not done', (asked, record) => {
    expect(found(asked, record)).not.toContain('criterion-met/provocative-test');
  });
});

const node: Asked = {
  scan: 'PET-CT (78815)',
  criterion: 'Lymphoma has been proven by biopsy.',
  history: 'Swollen nodes in the neck since January.',
};

describe('proof in tissue', () => {
  it.each([
    'Excisional bx of the neck node 4/2: DLBCL.',
    'LEFT CERVICAL LYMPH NODE, EXCISION:\n- Mantle cell lymphoma.',
    'Histopathologic examination of the node showed Hodgkin lymphoma.',
  ])('%s', (record) => {
    expect(found(node, record)).toContain('criterion-met/tissue-diagnosis');
  });
  it.each([
    'Core biopsy of the node 04/02/2026: reactive changes, no lymphoma.',
    'FNA 04/02/2026 was nondiagnostic.',
    'Skin biopsy 04/02/2026: benign nevus.',
  ])('is none where nothing was found: %s', (record) => {
    expect(found(node, record)).not.toContain('criterion-met/tissue-diagnosis');
  });
});

const nodule: Asked = {
  scan: 'PET-CT (78815) for a lung nodule',
  criterion: 'The chance of cancer is 5 to 65 percent by a published calculator.',
  history: 'A nodule of 12 mm in the lung since January.',
};
const breast: Asked = {
  scan: 'Screening MRI of the breast (77049)',
  criterion: 'Lifetime risk of breast cancer of 20 percent or more by a model that rests on family history.',
  history: 'Mother with breast cancer.',
};
const arteries: Asked = {
  scan: 'CT angiography of the coronary arteries (75574)',
  criterion: 'Pretest probability of coronary disease of 15 percent or more.',
  history: 'Chest pain since January.',
};

describe('a figure of a risk model', () => {
  it.each([
    [nodule, 'Brock 21%.'],
    [nodule, 'Risk of malignancy (Mayo): 30.5%.'],
    [breast, 'BRCAPRO lifetime risk of 23 percent.'],
    [breast, 'Claus: 27% lifetime.'],
    [arteries, 'Diamond-Forrester 41%.'],
  ])('is read behind its name', (asked, record) => {
    expect(found(asked, record)).toContain('criterion-met/risk-score');
  });
  it.each([
    [breast, 'A lifetime risk above 20% would qualify for MRI.'],
    [arteries, 'ASCVD 10-year risk 21%.'],
    [nodule, 'Brock 2%.'],
  ])('is none of another risk, or of what is asked for', (asked, record) => {
    expect(found(asked, record)).not.toContain('criterion-met/risk-score');
  });
});

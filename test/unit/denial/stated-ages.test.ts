/** Ages that letters give the member, and those of criteria, relatives, things and earlier days. */
import { expect, it } from 'vitest';
import { statedAges } from '../../../shared/engine/denial/claims/stated-ages.ts';

it.each([
  ['The beneficiary is a 54-year-old with pain of the left hip.', 54],
  ['Wren is a 15-year-old with epilepsy that began this year.', 15],
  ['You are 71 years old and have back pain.', 71],
  ['You are 71, with pain in the back.', 71],
  ['This 44 y/o member has neck pain.', 44],
  ['Pt is a 44yo F w/ neck pain.', 44],
  ['The member, aged 33, has headaches.', 33],
  ['Member age: 33', 33],
  ['The request is for a woman of 52 with a lump.', 52],
  ['The request is for a woman of fifty-two with a lump.', 52],
  ['The enrollee is a sixty-two year old man.', 62],
  ['This man, 61, has a nodule.', 61],
  ['The claimant (age 29) hurt his knee.', 29],
  ['58F with chest pain; patient walks well.', 58],
  ['Your age is 40 and you have no risk factor.', 40],
  ['The child is 6 and has seizures.', 6],
  ['The subscriber is 47 years of age.', 47],
  ['You are described as a 41-year-old man who has lost weight.', 41],
  ['The request lists you as a 41-year-old woman.', 41],
  ['Your doctor presented the patient as a 41 year old male with pain.', 41],
  ['The form identifies the member as a 41-year-old.', 41],
] as const)('%s', (sentence, years) => {
  expect(statedAges(sentence, ['Wren', 'Sato']).map((age) => age.years)).toEqual([years]);
});

it.each([
  'Screening is a benefit for members 50 to 80 years of age.',
  'You must be 50 years or older.',
  'You must be aged 50 to 77.',
  'It is for a patient under 40 years of age.',
  'The member must be at least 18 years old.',
  'Your mother had breast cancer, aged 44.',
  'Your sister is a 44-year-old with cancer.',
  'You were 41 when the operation was done.',
  'As a 12-year-old, you fractured the hip.',
  'You were first seen as a 30-year-old.',
  'The chart shows that you broke the wrist as a 9-year-old.',
  'Your radiation was given at age 30.',
  'You have smoked since age 16.',
  'Your CT is a three-year-old study.',
  'You have a 3-year-old MRI on file.',
  'You had pain for 12 years.',
  'We cover it for a woman of 40 or older.',
  'The risk over ten years is 7 percent for you.',
  'For patients aged 65 the rule differs, and you are not one.',
  'Adults between 50 and 80 years of age, as you are, may ask.',
  'The member is 4 weeks after surgery.',
])('tells no age of the member: %s', (sentence) => {
  expect(statedAges(sentence)).toEqual([]);
});

/** Short forms, idle negations and other names: what is written and what is read from it, as in assertion-sentences.ts. */
export const shortForms: readonly (readonly [string, ...string[]])[] = [
  // A label and what was found behind it
  ['X-ray: not received', 'prior-imaging: absent'],
  ['Nerve conduction study: no result enclosed.', 'lab-result: absent'],
  ['Cortisone shot: none found.', 'injection: absent'],
  ['Physical therapy | not found', 'physical-therapy: absent'],
  ['Steroid injection? No.', 'injection: absent'],
  ['Lachman: negative.', 'provocative-test: normal'],
  ['Pack-years: 12 recorded, 20 needed.', 'smoking-history: insufficient'],
  ['NSAID: yes, meloxicam x 7 wk.', '!medication-trial: absent', '!medication-trial: insufficient'],
  [
    'First, you have not had six weeks of physical therapy: the notes show visits from June 2 to June 18 only.',
    'physical-therapy: absent',
  ],
  // Negations that deny nothing of the record
  ['A stress echo would answer the same question with no isotope.', '!stress-test: absent'],
  ['This decision does not affect the emergency department visit.', '!emergency: absent'],
  ['Had this been an emergency, no authorization would have been needed.', '!prior-authorization: absent'],
  ['The place of service is the reason for this denial, not the test.', '!place-of-service: absent'],
  ['A painter of 61 who cannot walk to the mailbox.', '!functional-limitation: absent'],
  ['Hospital imaging is allowed for sedation or an implant.', '!contraindication: insufficient'],
  [
    "The neurologist's letter does not discuss fevers.",
    '!specialist-evaluation: absent',
    'infection: absent',
  ],
  // Other ways to be missing, too little, or in order
  ['The pathology report was left out.', 'tissue-diagnosis: absent'],
  ['Nobody drew a lipase.', 'lab-result: absent'],
  ['Your notes show that you took ibuprofen for ten days.', 'medication-trial: insufficient'],
  ['Four PT visits over two weeks are recorded.', 'physical-therapy: insufficient'],
  ['You took ibuprofen for eight weeks.', '!medication-trial: insufficient'],
  ['The ligament tests were fine.', 'provocative-test: normal'],
  ['The therapy was fine.', '!physical-therapy: normal'],
  // Other names
  ['No alpha-fetoprotein level was sent.', 'lab-result: absent'],
  ['We found no note of a rehab course or of acetaminophen.', 'medication-trial: absent'],
  ['There is no mention of a saddle joint.', '!cauda-equina: normal'],
];

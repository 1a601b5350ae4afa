/**
 * How events are said in other words. A phrase fits a name that has a word of each group in `all` and no word beyond
 * those, `also`, and fillers. The first phrase that fits and names an event with a rule for the plan wins, so the
 * narrower stand first: a word that changes the clock (urgent, extended, two levels) is never passed over.
 */
export interface EventPhrase {
  /** Names as the rules have them, tried in order: plan types call the same step differently. */
  readonly events: readonly string[];
  /** Groups of words, "|" between words of a group; words in the form of `sameWord`. */
  readonly all: readonly string[];
  /** Further words that may stand there, separated by spaces. */
  readonly also?: string;
}

const p = (events: string, all: string, also?: string): EventPhrase => ({
  events: events.split(' '),
  all: all.split(' '),
  ...(also === undefined ? {} : { also }),
});

export const eventPhrases: readonly EventPhrase[] = [
  // Outside review
  p(
    'external-claimant-additional-information',
    'claimant iro|external information',
    'missing review respond request',
  ),
  p('iro-forwards-claimant-information', 'iro forward', 'claimant information'),
  p(
    'external-plan-file-to-iro',
    'iro|external documents',
    'forward review information receives claimant case',
  ),
  p('external-plan-file-to-iro', 'plan iro|external information', 'forward review'),
  p('external-claimant-additional-information', 'iro|external information', 'missing review respond'),
  p('iro-written-confirmation', 'iro|external written|oral', 'decision urgent notice after review'),
  p(
    'external-preliminary-review-notice',
    'preliminary|eligibility notice',
    'external review request claimant after written result',
  ),
  p('external-preliminary-review-done', 'preliminary', 'external review request decision cure'),
  p('external-incomplete-request-cure', 'external cure|incomplete', 'request review claimant'),
  p('iro-decision-expedited', 'iro|external urgent decision', 'review appeal'),
  p('iro-decision-standard', 'iro|external decision', 'review appeal final novo'),
  p('external-review-request-provider', 'external provider', 'request review appeal own right'),
  p('external-review-request-expedited', 'external|iro urgent', 'request review appeal medical'),
  p(
    'external-review-request',
    'external|iro',
    'request review appeal medical claimant state federal hhs level2',
  ),
  // The plan's first decision
  p('plan-urgent-incomplete-notice', 'urgent incomplete|missing notice', 'information request initial'),
  p(
    'plan-urgent-decision-after-information',
    'urgent decision information|incomplete|missing',
    'initial after claimant incomplete missing',
  ),
  p('plan-notice-of-misfiled-urgent-claim', 'misfiled urgent', 'notice request preservice'),
  p('plan-notice-of-misfiled-preservice-claim', 'misfiled', 'notice request preservice'),
  p(
    'plan-concurrent-care-extension-decision',
    'concurrent',
    'care urgent extended decision request course treatment',
  ),
  p('plan-extension-notice-preservice', 'extended notice preservice', 'initial decision'),
  p('plan-extension-notice-postservice', 'extended notice postservice', 'initial decision'),
  p('plan-extension-notice', 'extended notice', 'appeal decision reasons'),
  p('plan-initial-decision-part-b-drug-expedited', 'drug|partb urgent', 'partb drug initial decision'),
  p('plan-initial-decision-part-b-drug', 'drug|partb', 'partb drug initial decision'),
  p(
    'plan-initial-decision-expedited-extended',
    'decision urgent extended',
    'initial preauthorization preservice one',
  ),
  p('plan-urgent-initial-decision', 'decision urgent', 'initial preservice preauthorization request'),
  p(
    'plan-initial-decision-prior-authorization-extended plan-initial-decision-preservice-extended',
    'decision preauthorization|preservice extended',
    'initial one',
  ),
  p(
    'plan-initial-decision-prior-authorization plan-initial-decision-preservice',
    'decision preauthorization|preservice',
    'initial request',
  ),
  p('plan-initial-decision-postservice-extended', 'decision postservice extended', 'initial one'),
  p('plan-initial-decision-postservice', 'decision postservice', 'initial'),
  p('plan-initial-decision-standard-extended', 'initial decision extended', 'one'),
  p('plan-initial-decision-standard', 'initial decision'),
  // The plan's decision on appeal
  p('plan-urgent-appeal-decision-two-levels', 'appeal decision urgent two', 'total preservice'),
  p('plan-appeal-decision-expedited-extended', 'appeal decision urgent extended'),
  p('plan-urgent-appeal-decision', 'appeal decision urgent', 'preservice one level1'),
  p('plan-appeal-decision-preservice-two-levels-each', 'appeal decision preservice two|level2', 'level1'),
  p('plan-appeal-decision-postservice-two-levels-each', 'appeal decision postservice two|level2', 'level1'),
  p('plan-appeal-decision-preservice-one-level', 'appeal decision preservice', 'one'),
  p('plan-board-decision-notice', 'board notice', 'decision appeal after postservice'),
  p('plan-appeal-decision-board', 'board', 'decision appeal postservice quarterly meeting next'),
  p('plan-appeal-decision-postservice-one-level', 'appeal decision postservice', 'one'),
  p('plan-appeal-decision-standard-extended', 'appeal decision extended', 'one'),
  p('plan-appeal-decision-standard', 'appeal decision'),
  p('plan-reconsideration-expedited', 'reconsideration urgent plan|decision', 'decision'),
  p('plan-reconsideration-payment', 'reconsideration payment|postservice plan|decision', 'decision'),
  p('plan-reconsideration-service', 'reconsideration plan|decision', 'decision preservice'),
  p('carrier-decision-after-information', 'decision|respond information', 'after reconsideration missing'),
  p(
    'plan-urgent-written-confirmation',
    'written|oral oral|urgent|decision|notice',
    'notice decision after urgent',
  ),
  p('carrier-reconsideration-decision', 'plan decision|respond|reconsideration', 'decision'),
  // The patient answers the plan, the plan answers the patient
  p('claimant-missing-information-urgent', 'urgent information|missing', 'claimant request missing respond'),
  p(
    'claimant-missing-information',
    'information|missing',
    'claimant request missing respond extended preservice postservice',
  ),
  p('claimant-missing-information', 'claimant respond extended', 'notice'),
  p('plan-explains-violation', 'explains|respond violation', 'written request deemed inquiry'),
  p('plan-notice-after-refused-immediate-review', 'resubmit', 'notice immediate review after opportunity'),
  p('administrator-furnishes-plan-documents', 'documents plan', 'request summary description spd'),
  // Medicare, Medicaid, federal employees, TRICARE
  p('qic-decision', 'qic decision', 'reconsideration'),
  p('qic-reconsideration-request', 'qic', 'reconsideration request'),
  p('redetermination-decision', 'redetermination decision'),
  p('redetermination-request', 'redetermination', 'request level1 appeal'),
  p('omha-decision', 'alj decision', 'hearing'),
  p('omha-hearing-request', 'alj', 'hearing request level3'),
  p('council-decision', 'council decision', 'review appeals medicare'),
  p('council-review-request', 'council', 'review request appeals medicare level4'),
  p('court-filing', 'court', 'request federal review action erisa opm complaint district level5'),
  p('independent-review-entity-forwarding', 'ire|forward', 'case forward documents upheld review entity'),
  p('state-fair-hearing-decision', 'hearing decision', 'state fair agency'),
  p('state-fair-hearing-decision', 'state decision', 'agency'),
  p('state-fair-hearing-request', 'hearing', 'state fair request medicaid'),
  p('hearing-request', 'hearing', 'request external factual necessity level3 dha'),
  p('continue-benefits-request', 'continue', 'benefits services aid paid request coverage'),
  p('opm-review-request-carrier-silent', 'opm silent', 'request review'),
  p('opm-review-request-information-requested', 'opm information', 'request review after missing asked'),
  p('opm-decision', 'opm decision|respond', 'review'),
  p('opm-review-request', 'opm', 'request review after decision upheld affirmed upholding level2'),
  p('tqmc-reconsideration-request', 'tqmc', 'reconsideration request appeal necessity'),
  p('formal-review-request', 'formal', 'review request dha factual'),
  p('appealing-party-correction', 'party', 'appealing correction wrong proper'),
  p('plan-grievance-decision', 'grievance decision', 'state'),
  p('grievance', 'grievance', 'request'),
  // The patient's appeals
  p('internal-appeal-level2', 'level2', 'appeal internal request review reconsideration'),
  p(
    'expedited-reconsideration-request internal-appeal-level1',
    'urgent reconsideration|appeal',
    'request preservice internal preadmission preprocedure',
  ),
  p('reconsideration-request', 'reconsideration', 'request factual necessity level1'),
  p('internal-appeal-level1', 'appeal', 'internal request level1 claimant first'),
];

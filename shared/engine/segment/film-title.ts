/** "LUMBOSACRAL SPINE, AP/LATERAL/SPOT", "Right hip: AP and frog-leg": a part of the body and its views, the title of a film's report. */
const part =
  '(?:spine|[CTL]-spine|neck|chest|pelvis|sacrum|coccyx|ribs?|clavicle|shoulders?|humerus|elbows?|forearm|wrists?|hands?|fingers?|thumb|hips?|femur|knees?|tibia|ankles?|f(?:oo|ee)t|heel|toes?|sinuses|abdomen)';
const view =
  "(?:(?:standing|weight[- ]bearing|bilateral|upright) )?(?:AP|PA|lat(?:eral)?s?|obl(?:ique)?s?|spot|odontoid|open[- ]mouth|swimmer'?s?|flex(?:ion)?(?: ?[/-] ?ext(?:ension)?)?|ext(?:ension)?|sunrise|merchant|tunnel|notch|axillary|outlet|grashey|Y|scapular Y|frog(?:[- ]leg)?(?: lat(?:eral)?)?|Dunn(?: lat(?:eral)?)?|mortise|navicular|(?:internal|external) rotation)";
export const filmTitle = new RegExp(
  `\\b${part}(?:[ ,(:-]+(?:left|right|bilateral|both|[RL]))?[ \\t,(:\u2013\u2014-]+${view}(?:\\s*(?:[,/&+]|,? and)\\s*${view})+(?: views?)?(?![\\p{L}])`,
  'iu',
);

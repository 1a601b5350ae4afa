/** Provocative tests by name: a policy that asks for a positive Lachman is not met by a positive McMurray. */

/** Each test with the ways records write it. Tests of one maneuver under two names are one. */
const tests: readonly RegExp[] = [
  /\bmc\s?murray/i,
  /\bthessaly/i,
  /\bapley/i,
  /\blachman/i,
  /\bdrawer/i,
  /\bpivot[- ]shift/i,
  /\b(?:varus|valgus)\b/i,
  /\b(?:straight[- ]leg[- ]rais\w*|SLR|las[eè]gue)/i,
  /\bslump/i,
  /\bspurling/i,
  /\bhawkins/i,
  /\bneer/i,
  /\b(?:jobe|empty[- ]can)/i,
  /\bdrop[- ]arm/i,
  /\bo['’]?brien/i,
  /\bspeed['’]?s/i,
  /\byergason/i,
  /\bapprehension/i,
  /\bFA?B(?:ER|RE)\b|\bpatrick/i,
  /\bFADD?IR\b/i,
  // The impingement test and the log roll turn the hip inward.
  /\b(?:internal|inward|medial|hip)\w* rotat|\brotat\w* (?:\w+ ){0,2}(?:inward|internally|of the hip|the hip)|\bturned inward|\bint\.? rot|\bIR\b|\bFADD?IR\b|\blog[- ]?roll|\bhip rotation|\b(?:anterior|hip) impingement/i,
  /\bhop(?:s|ping)?\b/i,
  /\btinel/i,
  /\bphalen/i,
  /\bfinkelstein/i,
  /\bwatson|\bscaphoid shift/i,
  /\bfovea/i,
  /\bthompson/i,
  /\bfemoral (?:nerve )?stretch/i,
  /\bmulder/i,
  /\bwindlass/i,
  /\bsilfverski/i,
  /\b(?:kleiger|external rotation stress)/i,
  /\bhook test/i,
  /\b(?:point|bony|focal|localized|scaphoid|navicular|metatarsal|snuff-?box) (?:bon[ey] )?(?:tender|TTP)|\b(?:tender\w*|TTP)\b[^.;]{0,40}\b(?:snuff-?box|scaphoid|navicular|metatarsal)|\bsnuff-?box\b/i,
  /\bsqueeze/i,
  /\b(?:ulnar grind|ulnocarpal|TFCC)/i,
  /\b(?:lunotriquetral|LT (?:shuck|shear))/i,
  /\bcozen/i,
  /\bstinchfield/i,
  /\bscour/i,
];

/** Whether the record's words name one of the tests that the policy names; any test does where it names none or only examples. */
export function testFits(asked: string, found: string): boolean {
  if (
    /\b(?:such as|e\.g\.|for (?:example|instance)|including|like|or (?:an)?other|or similar)\b/i.test(asked)
  )
    return true;
  const named = tests.filter((test) => test.test(asked));
  return named.length === 0 || named.some((test) => test.test(found));
}

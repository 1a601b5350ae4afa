/**
 * What a letter concedes outright: "that no biopsy was made is not held against you", "the six weeks of symptoms are not in
 * dispute". Whatever such a clause names or negates, it claims nothing of the record.
 */

const contested = String.raw`(?:disputed|contested|challenged|questioned|doubted|denied|at issue|at stake|in (?:dispute|question|doubt|issue|contention))`;
const accepted = String.raw`(?:accepted|acknowledged|conceded|granted|agreed|recogni[sz]ed|undisputed|uncontested|common ground)`;
const is = String.raw`(?:is|are|was|were|has been|have been)`;
const isNot = String.raw`(?:(?:is|are|was|were)(?: not|n['\u2019]t)|has not been|have not been)`;

const conceding = new RegExp(
  [
    String.raw`\b${isNot} (?:\w+ )?${contested}\b`,
    String.raw`\b(?:it|this|that)(?: ${is}|['\u2019]s) (?:\w+ )?${accepted}(?: (?:here|by us|by the plan))? that\b`,
    String.raw`^\W*that\b[^.;]*\b${is} (?:\w+ )?${accepted}\W*$`,
    String.raw`\b${isNot} (?:being )?(?:held|counted|weighed|used) against (?:you|him|her|the (?:member|patient|request))\b`,
    String.raw`\b(?:nobody|no[- ]one|none of us) (?:here )?(?:disputes|doubts|questions|contests|denies)\b`,
    String.raw`\bwe (?:take|have) no (?:issue|quarrel|argument) with\b`,
    String.raw`\b(?:there is|we see|we have) no (?:dispute|doubt|question|disagreement) (?:that|about|over|as to)\b`,
  ].join('|'),
  'i',
);

/** True for a clause that concedes what it names. */
export function concedes(clause: string): boolean {
  return conceding.test(clause.replaceAll(/\s+/g, ' '));
}

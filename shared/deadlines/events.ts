/**
 * Names of clock events. The rules list the usual names; this reads other spellings of them ("Pre-Service",
 * "first_level_appeal", "urgent" for "expedited") without ever mixing up what decides the length of a clock: a name is
 * read only if every word of it is understood.
 */
import { eventPhrases } from './event-phrases.ts';

/** Words that mean the same, first the one used here. */
const sameWord: readonly string[] = [
  'urgent expedited fast rush lifethreatening emergency',
  'decision determination decide decides ruling done decided resolution resolves',
  'respond responds response answer answers reply',
  'initial organization',
  'request filing submission ask asks petition application files',
  'notice notification notify notifies tells told',
  'information info evidence material',
  'documents document file files-copy record records',
  'missing additional more extra requested new needed',
  'claimant patient member enrollee claimants beneficiary',
  'iro reviewer',
  'alj omha',
  'court lawsuit suit judicial civil litigation',
  'extended extension extending',
  'external independent imr',
  'explains explanation explain',
  'violation violations noncompliance failure adhere exhaustion procedural violates',
  'send sends sent supply supplies provide provides furnish furnishes submit submits transmits delivers gives furnishing',
  'forward forwards forwarding',
  'plan carrier issuer insurer administrator mco contractor mac payer hmo',
  'misfiled misdirected misaddressed',
  'board multiemployer',
  'continue continuation continued pending continuing',
  'cure perfect perfection complete completion',
  'resubmit resubmission refused rejected refile',
  'tqmc nqmc second',
  'correction correct fix change amend',
  'written confirmation confirms confirm',
];
const canonical = new Map(
  sameWord.flatMap((line) => {
    const [first = '', ...others] = line.split(' ');
    return others.map((word) => [word, first] as const);
  }),
);

/** Words that say nothing about the length of the clock. */
const fillers = new Set(
  'the of to for by a an on in from with its date standard and or is be deadline time due each at if has day last period limit claim service initially'.split(
    ' ',
  ),
);

/** "Plan Initial_Decision Pre-Service" → "plan-initial-decision-preservice". */
export function eventName(raw: string): string {
  return raw
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9*]+/g, '-')
    .replace(/\b(pre|post)-service\b/g, '$1service')
    .replace(/\b(?:first|1st)-level\b|\blevel-(?:1|one)\b/g, 'level1')
    .replace(/\b(?:second|2nd)-level\b|\blevel-(?:2|two)\b/g, 'level2')
    .replace(/\b(?:third|3rd)-level\b|\blevel-3\b/g, 'level3')
    .replace(/^-|-$/g, '');
}

/** Several words that are one. */
const joined: readonly (readonly [RegExp, string])[] = [
  [/\bprior-auth(?:orization)?\b|\bauthorization\b/g, 'preauthorization'],
  [/\b(?:two|2)-levels?\b/g, 'two'],
  [/\b(?:one|1|single)-levels?\b/g, 'one'],
  [/\blife-threatening\b/g, 'lifethreatening'],
  [/\bpart-b\b/g, 'partb'],
  // No rule fixes days for the claim file: it is not one of the plan's documents.
  [/\bclaim-files?\b/g, 'claimfile'],
  [/\bmedical-necessity\b/g, 'necessity'],
  [/\bindependent-review-entity\b/g, 'ire'],
  [
    /\b(?:no|not|never|without|did-not|does-not)-(?:carrier-|plan-|a-)?(?:respond(?:s|ed)?|response|answer(?:s|ed|ing)?|decision|decided?|reply)\b/g,
    'silent',
  ],
  [/\b(?:silence|unanswered|nonresponse|carrier-late)\b/g, 'silent'],
];

function words(name: string): ReadonlySet<string> {
  const text = joined.reduce((all, [pattern, word]) => all.replace(pattern, word), name);
  return new Set(
    text
      .split('-')
      .map((word) => canonical.get(word) ?? word)
      .filter((word) => word !== '' && !fillers.has(word)),
  );
}

/**
 * The one of `known` that `raw` names: the same name, or another spelling of it. Each of `known` lists the names of
 * one event that has a rule. Null when there is none.
 */
export function matchEvent(raw: string, known: readonly (readonly string[])[]): string | null {
  const name = eventName(raw);
  const all = known.flat();
  const exact = all.find((each) => each === name || eventName(each) === name);
  if (exact !== undefined) return exact;
  const asked = words(name);
  for (const phrase of eventPhrases) {
    const needed = phrase.all.map((group) => group.split('|'));
    if (!needed.every((group) => group.some((word) => asked.has(word)))) continue;
    const understood = new Set([...needed.flat(), ...(phrase.also ?? '').split(' '), 'plan', 'send']);
    if (![...asked].every((word) => understood.has(word))) continue;
    const found = phrase.events.find((event) => all.includes(event));
    if (found !== undefined) return found;
  }
  return null;
}

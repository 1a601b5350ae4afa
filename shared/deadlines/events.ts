/**
 * Names of clock events. The rules list the usual names; this reads other spellings of them ("Pre-Service",
 * "first_level_appeal", "urgent" for "expedited") without ever mixing up what decides the length of a clock.
 */

/** Words that mean the same, first the one used here. */
const sameWord: readonly (readonly string[])[] = [
  ['urgent', 'expedited', 'fast', 'rush'],
  ['decision', 'determination', 'decide', 'decides', 'ruling', 'done'],
  ['initial', 'organization'],
  ['request', 'filing', 'submit', 'submits', 'submission', 'ask'],
  ['notice', 'notification', 'notify', 'notifies'],
  ['information', 'info', 'evidence', 'material', 'documents'],
  ['missing', 'additional', 'more', 'extra', 'requested'],
  ['claimant', 'patient', 'member', 'enrollee', 'claimants'],
  ['iro', 'reviewer'],
  ['alj', 'omha'],
  ['court', 'lawsuit', 'suit', 'judicial', 'civil'],
  ['extended', 'extension'],
  ['external', 'independent'],
  ['preauthorization', 'prior-authorization'],
  ['explains', 'explanation', 'explain'],
  ['silent', 'no-response', 'no-answer', 'unanswered', 'no-decision', 'no-reply'],
];
const canonical = new Map(sameWord.flatMap(([first = '', ...others]) => others.map((word) => [word, first])));

/** Words that say nothing about the length of the clock. */
const fillers = new Set([
  'the',
  'of',
  'to',
  'for',
  'by',
  'a',
  'an',
  'on',
  'in',
  'from',
  'with',
  'plan',
  'standard',
  'send',
  'sends',
  'its',
  'date',
]);

/** Words that must be in both names or in neither: each of them changes the clock. */
const deciding = new Set([
  'urgent',
  'preservice',
  'postservice',
  'payment',
  'extended',
  'two',
  'one',
  'level1',
  'level2',
  'level3',
  'level4',
  'level5',
  'court',
  'hearing',
  'request',
  'decision',
  'notice',
  'silent',
  'provider',
  'external',
  'initial',
  'incomplete',
  'misfiled',
  'preauthorization',
  'missing',
  'board',
  'benefits',
]);

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
    .replace(/\b(no)-(?:carrier-)?(response|answer|decision|reply)\b/g, '$1-$2')
    .replace(/^-|-$/g, '');
}

function words(name: string): Set<string> {
  const joined = name
    .replace(/prior-authorization/g, 'preauthorization')
    .replace(/no-(?:response|answer|decision|reply)/g, 'silent');
  return new Set(
    joined
      .split('-')
      .filter((word) => !fillers.has(word) && word !== '')
      .map((word) => canonical.get(word) ?? word),
  );
}

/** Two names must share this part of their words to be the same event. */
const ENOUGH_ALIKE = 0.74;

/**
 * The one of `known` that `raw` names: the same name, another spelling of it, or the only close one. Each of `known`
 * lists the names of one event. Null when none or more than one event is close.
 */
export function matchEvent(raw: string, known: readonly (readonly string[])[]): string | null {
  const name = eventName(raw);
  const exact = known.flat().find((each) => each === name || eventName(each) === name);
  if (exact !== undefined) return exact;
  const asked = words(name);
  let best: { name: string; event: string; likeness: number } | null = null;
  let tied = false;
  for (const names of known) {
    const event = names[0] ?? '';
    for (const each of names) {
      const likeness = alikeness(asked, words(eventName(each)));
      if (likeness < ENOUGH_ALIKE) continue;
      if (!best || likeness > best.likeness) {
        best = { name: each, event, likeness };
        tied = false;
      } else if (likeness === best.likeness && event !== best.event) tied = true;
    }
  }
  return best && !tied ? best.name : null;
}

function alikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  for (const word of deciding) if (a.has(word) !== b.has(word)) return 0;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

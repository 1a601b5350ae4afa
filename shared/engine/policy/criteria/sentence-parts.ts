/**
 * A sentence taken apart into what it asks for: at its semicolons, at "when … and when …", at the commas of a list that "and" or "or"
 * closes, and at "and" and "or" between clauses, each inside the one before. What is left whole is one clause or a bare list of names.
 */

export type Part =
  | { readonly kind: 'clause'; readonly text: string }
  | {
      readonly kind: 'all' | 'any';
      /** False where no word says how the parts are joined. */
      readonly stated: boolean;
      readonly text: string;
      readonly parts: readonly Part[];
    };

/** A joint between two pieces: where its words begin and end. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly joint: 'and' | 'or' | null;
  /** No word says so. */
  readonly guessed?: true;
}

const verbs =
  '(?:is|are|was|were|has|have|had|does|do|did|must|can|cannot|could|will|shows?|showed|lasts|lasted|fails|failed|persists?|persisted|continues?|continued|remains?|remained|finds|states|gives|gave|explains|takes|took|requires|limits|came|exceeds|suggests?)';
/** Verbs that open a clause by themselves, its subject being that of the clause before ("… and has lasted six weeks"). */
const opening =
  '(?:(?:not|never|still|already|also|then|either) )?(?:is|are|was|were|has|have|had|does|do|did|cannot|could|lasts|lasted|persists?|persisted|continues?|continued|remains?|remained|shows?|showed|failed|exceeds)';
const relative =
  '(?:that|which|who|whose|whom|where|when|whenever|if|unless|until|because|after|before|since|once|while|although|though|as|with|without)';
const opensClause = new RegExp(
  `^(?:(?:also|then|further|in addition),? )?(?:(?:that|who|whose|in whom|for whom|when|where|if|after|once|until|provided|because)\\b|${opening}\\b)`,
  'i',
);
const clauseLike = new RegExp(
  `\\b${verbs}\\b|\\d|\\b(?:two|three|four|six|eight|twelve) (?:weeks|months)\\b`,
  'i',
);
const verbal = new RegExp(`\\b${verbs}\\b(?!-)`, 'i');
const upToRelative = new RegExp(
  `^(?:\\W*(?:and|or|only|also|then|${relative}|in (?:whom|which)|provided(?: that)?)\\b)*`,
  'i',
);
const atRelative = new RegExp(`\\b(?:${relative}|in which|in whom)\\b`, 'i');

/** Whether the words say something by a verb of their own, not in a clause that only tells of one thing ("a CT that was negative"). */
function hasVerb(words: string): boolean {
  const from = upToRelative.exec(words)?.[0].length ?? 0;
  const rest = words.slice(from);
  return verbal.test(rest.slice(0, atRelative.exec(rest)?.index));
}

const verbFirst = new RegExp(`^${verbs}\\b`, 'i');
/** "…, and have gone on for two weeks", "…, and within 30 days before the request": says more of what stands before it. */
function goesOn(before: string, after: string): boolean {
  return (
    ofBefore.test(after) ||
    (opensWithVerb.test(after) && !hasVerb(before)) ||
    (/^(?:within|in|during|at|by|no (?:more|less|fewer|earlier|later) than|not|for at least|with|without|on)\b/i.test(
      after,
    ) &&
      !hasVerb(after))
  );
}
const opensWithVerb = new RegExp(`^${opening}\\b`, 'i');

/** "… and this has been confirmed": of what stands before it. */
const ofBefore = /^(?:this|it|they|these|that (?:has|is|was)|which|both)\b/i;

/** "No A or B", "without A or B": what is denied is denied of both. */
const denied = /\b(?:no|not|without|never|neither|nor|free of|absence of)\b[^,;]*$/i;

/** What words name: ids of concepts; `sure` those that a rule understands. */
export interface Names {
  readonly all: (words: string) => readonly string[];
  readonly sure: (words: string) => readonly string[];
}

/** "6 to 8 mm: 6 to 12 months; above 8 mm 3 months", and the rows of a table run together: times by size are one schedule. */
const schedule = /\d ?mm\b(?=.*\bmonths?\b.*\d ?mm\b)|\d ?mm\b(?=.*\bmonths?\b.*\bmonths?\b)/is;

/** The parts of the words; words that announce others with a colon stay whole. */
export function partsOf(text: string, names: Names, depth = 0): Part {
  const whole: Part = { kind: 'clause', text: text.trim() };
  if (depth > 6 || /:\s/.test(text) || schedule.test(text)) return whole;
  for (const level of levels) {
    const found = level(text, names);
    if (found.length === 0) continue;
    const joint = found.some((cut) => cut.joint === 'and')
      ? 'and'
      : found.some((cut) => cut.joint === 'or')
        ? 'or'
        : null;
    if (joint === null) continue;
    const cuts = joint === 'and' && found.some((cut) => cut.joint === 'or') ? onlyAnd(found) : found;
    const pieces = glued(piecesOf(text, cuts), text, names);
    if (pieces.length < 2 || sameOne(pieces, joint, names)) continue;
    return {
      kind: joint === 'and' ? 'all' : 'any',
      stated: !cuts.every(({ guessed }) => guessed === true),
      text: text.trim(),
      parts: pieces.map((piece) => partsOf(piece, names, depth + 1)),
    };
  }
  return whole;
}

/** "A, or B, and C": "and" parts what "or" joins; a bare comma before the first "and" belongs to the "or" in front of it. */
function onlyAnd(cuts: readonly Cut[]): readonly Cut[] {
  return cuts.filter(({ joint }) => joint === 'and');
}

function piecesOf(text: string, cuts: readonly Cut[]): readonly [number, number][] {
  const out: [number, number][] = [];
  let from = 0;
  for (const cut of cuts) {
    out.push([from, cut.from]);
    from = cut.to;
  }
  out.push([from, text.length]);
  return out;
}

/** Several words for one thing. */
function sameOne(pieces: readonly string[], joint: 'and' | 'or', names: Names): boolean {
  const all = new Set(pieces.flatMap(names.all));
  return (
    all.size === 1 && (joint === 'or' || !pieces.every((piece) => /\d|\b(?:weeks|months)\b/.test(piece)))
  );
}

/** "… and the symptoms persist", "there is no improvement": what a treatment came to, no demand of its own. */
export function saysOnly(named: readonly string[], words: string): boolean {
  return named.every(
    (name) =>
      name === 'treatment-response' ||
      (name === 'symptom-duration' && !/\d|\b(?:days|weeks|months|years|fortnight)\b/i.test(words)),
  );
}

/** "…; a score by another model is not accepted": what the part before does not mean. */
const setsApart =
  /\b(?:(?:is|are|does|do|will|shall|need) not (?:be )?(?:accepted|count(?:ed)?|sufficient|enough|considered|qualify|suffice|required|needed|asked for|necessary)|need not)\b/i;

/** Pieces that name something; one that names nothing stays with the piece before it, at the beginning with the one behind. */
function glued(pieces: readonly [number, number][], text: string, names: Names): readonly string[] {
  const out: [number, number][] = [];
  let open: number | null = null;
  for (const [from, to] of pieces) {
    const start: number = open ?? from;
    const last = out.at(-1);
    const named = names.all(text.slice(start, to));
    const repeats =
      last !== undefined &&
      named.length > 0 &&
      (saysOnly(named, text.slice(start, to)) || setsApart.test(text.slice(start, to)));
    if (named.length > 0 && !repeats) {
      out.push([start, to]);
      open = null;
    } else if (last === undefined) open = start;
    else last[1] = to;
  }
  return out.map(([from, to]) => text.slice(from, to).trim());
}

type Level = (text: string, names: Names) => readonly Cut[];

/** Matches outside parentheses and quotation marks. */
function matchesIn(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const closed: [number, number][] = [...text.matchAll(/\([^()]*\)|“[^”]*”|"[^"]*"/g)].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
  return [...text.matchAll(pattern)].filter(
    ({ index }) => !closed.some(([from, to]) => index > from && index < to),
  );
}

const jointIn = (words: string): Cut['joint'] =>
  /\bor\b/i.test(words) ? 'or' : /\b(?:and|plus)\b/i.test(words) ? 'and' : null;

/** "Root weakness; a reduced reflex; loss of feeling": signs by their names alone, of which one will do. */
function onlyNames(text: string): boolean {
  return !clauseLike.test(text) && !/\b(?:years?|age|older|no|not|normal|film|report|visit)\b/i.test(text);
}

/** "A; B; and C": without a word all come together, but for signs by their names alone. */
const bySemicolons: Level = (text) => {
  const cuts = matchesIn(text, /;\s*(?:(?:and|or|plus)\b(?! more| older| less)[,:]?\s*)?/gi).map(
    (match): Cut => ({
      from: match.index,
      to: match.index + match[0].length,
      joint: jointIn(match[0]),
    }),
  );
  const said = cuts.some(({ joint }) => joint === 'or')
    ? 'or'
    : cuts.some(({ joint }) => joint === 'and') || !onlyNames(text)
      ? 'and'
      : 'or';
  const guessed = cuts.every(({ joint }) => joint === null);
  return cuts.map((cut) => ({ ...cut, joint: cut.joint ?? said, ...(guessed ? { guessed } : {}) }));
};

/** "When A, when B, and if C", "provided that A, and that B", "in members whose …, and in whom …". */
const byOpeners: Level = (text, names) => {
  const chain =
    /^\W*(?:only )?(?:when|where|if|provided|providing|after|once|for|in|as long as|so long as|with|who|until|to)\b/i.test(
      text,
    );
  return matchesIn(
    text,
    /(?<!\b(?:save|except|than|even|only|just|especially|particularly|and|or))(?:,?\s+(?:(?<joint>and|or)\s+)?(?:also\s+)?(?=(?:when|where|if|provided(?: that)?|providing that|as long as|so long as|once|only (?:when|if|after)|until|in whom|for whom)\s)|,?\s+(?<other>and|or)\s+(?=(?:that|who|whose|to whom)\s))/gi,
  )
    .map((match) => ({ match, said: match.groups?.['joint'] ?? match.groups?.['other'] }))
    .filter(
      ({ match, said }) =>
        chain ||
        said !== undefined ||
        (names.sure(text.slice(0, match.index)).length > 0 && names.sure(text.slice(match.index)).length > 0),
    )
    .map(({ match, said }): Cut => ({
      from: match.index,
      to: match.index + match[0].length,
      joint: (said ?? 'and').toLowerCase() === 'or' ? 'or' : 'and',
    }));
};

/** "A, B, and C": commas that "and" or "or" closes; names alone in an and-list stay together, as words for one thing. */
const byCommas: Level = (text) => {
  const cuts = matchesIn(
    text,
    /,\s+(?:(?<joint>and|or)\s+(?!(?:more|older|less|fewer|younger|higher|greater|longer|both|all|so)\b))?(?=\S)/gi,
  )
    .map((match): Cut => ({
      from: match.index,
      to: match.index + match[0].length,
      joint: jointIn(match.groups?.['joint'] ?? ''),
    }))
    .filter(
      ({ from, to, joint }, index, every) =>
        joint === null ||
        !goesOn(text.slice(every[index - 1]?.to ?? 0, from), text.slice(to, every[index + 1]?.from)),
    );
  const closing = cuts.findIndex(({ joint }) => joint !== null);
  if (closing < 0) return [];
  // "A neurologist, geriatrician or psychiatrist has made …": names in a row before one verb.
  const named = (index: number): boolean => {
    const at = cuts[index];
    if (at === undefined || at.joint !== null) return false;
    const before = text.slice(cuts[index - 1]?.to ?? 0, at.from).trim();
    const after = text.slice(at.to, cuts[index + 1]?.from);
    return (
      index > 0 &&
      before.split(/\s+/).length <= 3 &&
      !hasVerb(before) &&
      /^(?:an? |the )?[\w-]+(?: [\w-]+){0,2} (?:or|and) /i.test(after) &&
      hasVerb(after)
    );
  };
  return closedList(
    text,
    cuts.filter((_, index) => !named(index)),
  );
};

function closedList(text: string, cuts: readonly Cut[]): readonly Cut[] {
  const last = cuts.findLastIndex(({ joint }) => joint !== null);
  const marked = cuts.filter(({ joint }) => joint !== null);
  // "A, or B, or C" marks each of its members; else the commas before the mark part the others.
  const own = marked.length > 1 ? marked : cuts.slice(0, last + 1);
  const pieces = piecesOf(text, own).map(([from, to]) => text.slice(from, to));
  const choice = marked.some(({ joint }) => joint === 'or');
  if (choice && denied.test(text.slice(0, own[0]?.from))) return [];
  // "Radicular pain, or numbness, that has lasted six weeks": names alone share what is said of them.
  return choice
    ? pieces.every(hasVerb)
      ? own
      : []
    : pieces.filter((piece) => clauseLike.test(piece)).length >= pieces.length - 1
      ? own
      : [];
}

/** "A has … and B shows …": clauses of their own on both sides; names that "and" joins stay together. */
const byClauses: Level = (text) => {
  const found = matchesIn(
    text,
    /,?\s+(?<joint>and|or|plus|together with|as well as|in addition to|along with)\s+/gi,
  );
  const cuts: Cut[] = [];
  for (const match of found) {
    const joint = (match.groups?.['joint'] ?? '').toLowerCase();
    const before = text.slice(cuts.at(-1)?.to ?? 0, match.index);
    const after = text.slice(match.index + match[0].length);
    const clause = after.split(/[,;]|\b(?:and|or)\b/i)[0] ?? '';
    if (/\b(?:between|both|from|either)\s+[\w-]+$/i.test(before) || ofBefore.test(after)) continue;
    if (joint === 'or' && denied.test(before)) continue;
    const apart = joint !== 'and' && joint !== 'or' && joint !== 'plus';
    if (
      !apart &&
      !(hasVerb(before) && (opensClause.test(clause) || (hasVerb(clause) && !verbFirst.test(clause))))
    )
      continue;
    cuts.push({
      from: match.index,
      to: match.index + match[0].length,
      joint: joint === 'or' ? 'or' : 'and',
    });
  }
  return cuts;
};

const levels: readonly Level[] = [bySemicolons, byOpeners, byCommas, byClauses];

/** Where on a page the words searched for stand, and the piece of text to show for it. */
import type { QueryTerm } from './query.ts';
import { findCodes } from './words.ts';

export interface Match {
  readonly start: number;
  readonly end: number;
}

export interface Snippet {
  readonly text: string;
  /** Where `text` begins on the page. */
  readonly start: number;
  /** Places inside `text`, as offsets into it. */
  readonly matches: readonly Match[];
}

// Control characters that no reader of documents leaves in a text.
const open = '\u0001';
const close = '\u0002';

/** For the select list of a full-text query: the page's text with every match between marks. */
export const markedBody = `highlight(page_search, 0, '${open}', '${close}') AS marked`;

/** Every place on the page that the query's words or codes name, in order, not overlapping. */
export function findMatches(body: string, marked: string, terms: readonly QueryTerm[]): Match[] {
  const codes = new Set(terms.flatMap((term) => term.code ?? []));
  return mergeMatches([
    ...readMarks(marked),
    ...(codes.size > 0 ? findCodes(body).filter((match) => codes.has(match.code)) : []),
  ]);
}

function readMarks(marked: string): Match[] {
  const matches: Match[] = [];
  // Each pair of marks before a place moves it by two.
  for (let from = marked.indexOf(open); from >= 0;) {
    const to = marked.indexOf(close, from);
    const shift = 2 * matches.length;
    if (to < 0) break;
    matches.push({ start: from - shift, end: to - shift - 1 });
    from = marked.indexOf(open, to);
  }
  return matches;
}

function mergeMatches(matches: readonly Match[]): Match[] {
  const merged: Match[] = [];
  for (const { start, end } of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && start < last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else merged.push({ start, end });
  }
  return merged;
}

/** About two lines of text, around the place with the most matches. */
const snippetLength = 200;

export function makeSnippet(body: string, matches: readonly Match[]): Snippet {
  const countFrom = (first: Match): number =>
    matches.filter((match) => match.start >= first.start && match.end <= first.start + snippetLength).length;
  const best = matches.reduce<Match | undefined>(
    (a, b) => (a && countFrom(a) >= countFrom(b) ? a : b),
    undefined,
  );
  const from = wordEdge(body, Math.max(0, (best?.start ?? 0) - 60), 1);
  const to = wordEdge(body, Math.min(body.length, Math.max(from + snippetLength, best?.end ?? 0)), -1);
  const inside = matches.filter((match) => match.start >= from && match.end <= to);
  return {
    text: body.slice(from, to),
    start: from,
    matches: inside.map((match) => ({ start: match.start - from, end: match.end - from })),
  };
}

/** The nearest white space from `at` in direction `step`, within 20 characters; else `at` itself. */
function wordEdge(body: string, at: number, step: 1 | -1): number {
  if (at === 0 || at === body.length) return at;
  for (let moved = 0; moved < 20; moved += 1) {
    const place = at + moved * step;
    if (/\s/.test(body.charAt(step > 0 ? place - 1 : place))) return place;
  }
  return at;
}

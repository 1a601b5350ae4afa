/**
 * Cuts a sentence of a letter into clauses, as what one clause denies another may state: "the notes show an injection;
 * they do not show therapy". Conditions ("unless there is weakness") and quoted criteria claim nothing.
 */

export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** States a condition or a rule, not what the record shows. */
  readonly mode: 'statement' | 'condition' | 'quotation';
}

const verb =
  '(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|must|should|may|shows?|began|states?|reports?|describes?|mentions?)';
/** Where one clause ends and another begins. */
const breaks = new RegExp(
  String.raw`;|\u2014|\s[-\u2013]\s(?=[a-z])|,?\s+(?:but|although|though|while|whereas|however|(?<!\b(?:not|never|as)\s)yet|nor)\b|,\s+(?:and|so|or)\s+(?!(?:for|to|of|that|with|on|in|by|at|from)\b)(?=(?:(?!\b(?:and|or)\b)[^,;]){2,60}?\b${verb}\b)|,?\s+(?=(?:if|unless|when|where|once|until|because|since(?! (?:the |your |her |his |their |that |this |my |an? )?(?:last|latest|previous|prior|preceding|most recent|onset|start|beginning|end|date|day|time)\b)|as (?:it|they|there)|so that|which|after which)\b)`,
  'gi',
);
const condition = /^\s*,?\s*(?:if|unless|when(?:ever)?|where|once|until|should)\b/i;
/** "While your records now show seven weeks of therapy, …": what the letter grants. */
const concession =
  /^\s*(?:\(?\d\)?\.?\s+)?(?:while|although|though|even though|even if|whereas|despite|because|since|as)\b/i;

/** The clauses of a sentence in order, covering it. Quotations are clauses of their own. */
export function clausesOf(sentence: string): readonly Clause[] {
  const out: Clause[] = [];
  let from = 0;
  for (const quote of sentence.matchAll(/[“"][^“”"]{12,}[”"]/g)) {
    plain(from, quote.index);
    push(quote.index, quote.index + quote[0].length, 'quotation');
    from = quote.index + quote[0].length;
  }
  plain(from, sentence.length);
  return out;

  function plain(start: number, end: number): void {
    let at = start;
    const text = sentence.slice(start, end);
    for (const hit of text.matchAll(breaks)) {
      const next = start + hit.index + (/^[;\u2014]/.test(hit[0]) ? hit[0].length : 0);
      if (next <= at) continue;
      push(at, next, 'statement');
      at = next;
    }
    push(at, end, 'statement');
  }

  function push(start: number, end: number, mode: Clause['mode']): void {
    const text = sentence.slice(start, end);
    if (text.trim() === '') return;
    // A condition that opens the sentence ends at its comma: "Unless there is weakness, six weeks of therapy come first."
    const opens = condition.test(text) ? 'condition' : concession.test(text) ? 'statement' : null;
    // "… because you have not tried rest, bracing or therapy" goes on behind its comma; only an opening clause ends there.
    const ends = opens === 'condition' || (opens === 'statement' && sentence.slice(0, start).trim() === '');
    const comma = ends && mode === 'statement' ? text.indexOf(', ') : -1;
    if (opens !== null && comma > 0) {
      out.push({ start, end: start + comma, text: text.slice(0, comma), mode: opens });
      push(start + comma + 1, end, 'statement');
      return;
    }
    out.push({
      start,
      end,
      text,
      mode: mode === 'statement' && condition.test(text) ? 'condition' : mode,
    });
  }
}

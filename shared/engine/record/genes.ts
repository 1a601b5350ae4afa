/** Which genes a result speaks of: a panel that finds one variant and none in the other genes has found one. */
import type { Draft } from './draft.ts';

const gene =
  /\b(?:BRCA ?[12]|PALB2|TP53|CDH1|PTEN|STK11|ATM|CHEK2|BARD1|RAD51[CD]|BRIP1|NF1|MLH1|MSH[26]|PMS2|EPCAM|APC|MUTYH|VHL|SDH[A-D]|RET|MEN1|FH|FLCN|TSC[12]|LDLR|MYH7|MYBPC3|LMNA)\b/gi;

/** The genes of those lines of a draft that deny, or of those that do not; a quote may hold rows of both. */
function genesIn(draft: Draft, denying: boolean): readonly string[] {
  const lines = draft.spans.flatMap(({ quote }) => quote.split('\n'));
  const first = lines.findIndex((line) => /\bno(?:t|ne)?\b/i.test(line));
  const own = first < 0 ? (denying ? [] : lines) : denying ? lines.slice(first) : lines.slice(0, first);
  return own.flatMap((line) => [...line.matchAll(gene)].map(([name]) => name.toUpperCase().replace(' ', '')));
}

const isFinding = ({ concept, context, status }: Draft) =>
  concept === 'genetic-test' &&
  context.experiencer === 'patient' &&
  context.negation === 'affirmed' &&
  status === 'done';

/** "No variant in BRCA1 or TP53" beside a variant of PALB2 says nothing against it: such drafts are left out. */
export function withoutOtherGenes(drafts: readonly Draft[]): Draft[] {
  const found = new Set(drafts.filter(isFinding).flatMap((draft) => genesIn(draft, false)));
  return drafts.filter((draft) => {
    if (draft.concept !== 'genetic-test' || draft.context.negation !== 'negated' || found.size === 0)
      return true;
    const own = genesIn(draft, true);
    return own.length === 0 || own.some((name) => found.has(name));
  });
}

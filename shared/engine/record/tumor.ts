/** Forms that tell how far a cancer has gone, and what a gene test found: "cT2 N0", "R-ISS II", "MYBPC3 pathogenic variant". */
import { base } from './base.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { statusOf } from './page-reading.ts';

/** TNM with its prefix or with more than one letter (a bare "T2" is a kind of MRI picture), and staging systems by name. */
const stages: readonly RegExp[] = [
  /\b(?:[cpr]|yp|yc|mp)T(?:is|[0-4][a-d]?|x)\b/g,
  /\b(?:[cpr]|yp)?T(?:is|[0-4][a-d]?)[ ,]?(?:[cp])?N(?:[0-3][a-c]?|x)(?:[ ,]?(?:[cp])?M[01x][a-c]?)?/g,
  /\b(?:c|p)[NM](?:[0-3][a-c]?|x)\b/g,
  /\bR?-?ISS(?: stage)? (?:I{1,3}|[1-3])\b/g,
  /\bWHO(?: CNS)?(?: grade)? (?:[1-4]|I{1,3}|IV)\b/g,
  /\bFIGO(?: stage)? (?:I{1,3}|IV|[1-4])[A-C]?\d?\b/g,
  /\bBCLC(?: stage)?[- ][0ABCD]\b/g,
  /\b(?:Rai|Binet|Dukes'?)(?: stage)? (?:[0-4]|I{1,3}|IV|[A-D])\b/g,
  /\b(?:limited|extensive)[- ]stage\b/gi,
  /\bde novo metastatic\b|\b(?:castration|hormone)[- ](?:resistant|sensitive)\b/gi,
];

/** The stage of a cancer as its letters and systems write it. */
export function readStages(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  return stages.flatMap((pattern) => factsOf(page, note, from, to, pattern, 'cancer-staging'));
}

const gene = String.raw`\b(?:[A-Z][A-Z0-9]{2,7}(?:-[A-Z0-9]{1,4})?|IDH[12]?|APOE|C9orf72|del\(?17p\)?|t\(\d+;\d+\))`;
const finding = String.raw`(?:het(?:erozyg\w+)?|homozyg\w+|pathogenic|likely pathogenic|variants?|mutat\w+|mutant|VUS|wild[- ]?type|deletion|amplif\w+|fusion|rearrang\w+|(?:gene )?carrier|(?:e[234]\/e[234])|c\.\d\S*|p\.[A-Z]\S*)`;
/** Words in capitals that stand before "variant" or "deletion" and are no genes. */
const noGene = /^(?:NO|THE|AND|NON|WITH|FOR|MRI|CT|PET|ALL|OUR|HER|HIS|NEW)$/;
const genes = new RegExp(String.raw`${gene}(?:\s+exon \d+)?[\s:,-]{1,3}${finding}(?![\w])`, 'g');
const cytogenetics =
  /\b(?:FISH|karyotype|cytogenetics)\b[^.;\n]{0,12}\b(?:t\(\d+;\d+\)|del|positive|negative|normal|abnormal|showed|shows)/g;

/** What a test of genes found, by the name of the gene and the kind of change. */
export function readGenes(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  return [genes, cytogenetics].flatMap((pattern) =>
    factsOf(page, note, from, to, pattern, 'genetic-test').filter(
      ({ why }) => !noGene.test(why[0]?.split(/[\s:,-]/)[0] ?? ''),
    ),
  );
}

/** A fact for each place of the pattern that is said of the patient and has come about. */
function factsOf(
  page: PageReading,
  note: NoteReading,
  from: number,
  to: number,
  pattern: RegExp,
  concept: 'cancer-staging' | 'genetic-test',
): Draft[] {
  return [...page.page.text.slice(from, to).matchAll(pattern)].flatMap((m): Draft[] => {
    const start = from + m.index;
    const end = start + m[0].length;
    const { context, status } = statusOf(page, start, end);
    if (context.temporality === 'hypothetical' || status !== 'done') return [];
    return [
      { ...base({ page, note }, start, end), concept, detail: null, measure: null, context, why: [m[0]] },
    ];
  });
}

/** A case whose papers were scanned into one file, in one order or another, and what was said of the scan by file again. */
import type { AnalysisInput } from '../../shared/domain/finding.ts';
import type { Output } from './case-score.ts';

/** By name, from the last to the first, and begun at a third or two thirds of the papers. */
export const scanOrders = ['named', 'reversed', 'from-a-third', 'from-two-thirds'] as const;
export type ScanOrder = (typeof scanOrders)[number];

type Documents = AnalysisInput['documents'];

const scanName = 'scan.pdf';

function ordered(documents: Documents, order: ScanOrder): Documents {
  const from = (share: number) => Math.round(documents.length * share);
  const turned = (at: number) => [...documents.slice(at), ...documents.slice(0, at)];
  switch (order) {
    case 'named':
      return documents;
    case 'reversed':
      return documents.toReversed();
    case 'from-a-third':
      return turned(from(1 / 3));
    case 'from-two-thirds':
      return turned(from(2 / 3));
  }
}

/** All pages of the case as one document; a kind that a person gave is not kept. */
export function asOneScan(input: AnalysisInput, order: ScanOrder = 'named'): AnalysisInput {
  const pages = ordered(input.documents, order)
    .flatMap((document) => document.pages)
    .map((page, pageIndex) => ({ ...page, documentId: 'scan', pageIndex }));
  return { ...input, documents: [{ documentId: 'scan', fileName: scanName, pages }] };
}

/** What was read in the scan, with the files and pages from which it was made: places and kinds can be scored as ever. */
export function filesOfScan(output: Output, input: AnalysisInput, order: ScanOrder = 'named'): Output {
  const sheets = ordered(input.documents, order).flatMap(({ fileName, pages }) =>
    pages.map((_, index) => ({ file: fileName, page: index + 1 })),
  );
  const kinds = sheets.map((_, index) => kindOfSheet(output, index + 1));
  return {
    ...output,
    documents: input.documents.map(({ fileName, pages }) => ({
      file: fileName,
      pages: pages.length,
      kind: mostOf(kinds.filter((_, index) => sheets[index]?.file === fileName)) ?? 'other',
    })),
    findings: output.findings.map((finding) => ({
      ...finding,
      citations: finding.citations.map((place) => ({ ...place, ...sheets[place.page - 1] })),
    })),
  };
}

type Kind = Output['documents'][number]['kind'];

function kindOfSheet({ documents }: Output, page: number): Kind | undefined {
  const [scan] = documents;
  return scan?.parts?.find(({ pages }) => pages.includes(page))?.kind ?? scan?.kind;
}

/** The kind of most sheets, the first of those named as often. */
function mostOf(kinds: readonly (Kind | undefined)[]): Kind | undefined {
  const count = (kind: Kind | undefined) => kinds.filter((each) => each === kind).length;
  return kinds.toSorted((a, b) => count(b) - count(a))[0];
}

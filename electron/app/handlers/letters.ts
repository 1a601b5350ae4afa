/** Letters: which fit, the draft, the edited version, the export. No letter leaves with words that are not on their page. */
import type { LetterView } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/api/errors.ts';
import type { LetterKind } from '../../../shared/domain/letter.ts';
import { allAvailability } from '../../../shared/letter/availability.ts';
import type { LetterInput } from '../../../shared/letter/input.ts';
import { checkQuotes } from '../../../shared/letter/check-quotes.ts';
import { coverPage } from '../../../shared/letter/cover.ts';
import { letterGrade, toneHints } from '../../../shared/letter/tone.ts';
import { writeLetterDocx } from '../../docx/write-docx.ts';
import { writeLetterPdf } from '../../docx/write-pdf.ts';
import {
  addLetter,
  changeLetter,
  keepLetterVersion,
  listLetters,
  setLetterDeleted,
} from '../../vault/stores/letters.ts';
import { getDocument } from '../../vault/stores/documents.ts';
import { letterInput, storedPage } from '../case-letter.ts';
import { exhibitPacket } from '../case-packet.ts';
import { os, type AppContext } from '../context.ts';
import { currentLetter, savedLetter } from '../current-letter.ts';
import { editedView } from '../edited-letter.ts';
import { exhibitChoices, exhibitViews, setExhibitChoice } from '../exhibit-choices.ts';
import { plain } from '../plain.ts';

const appeals: ReadonlySet<LetterKind> = new Set([
  'first-level-appeal',
  'second-level-appeal',
  'expedited-appeal',
  'external-review',
]);

/** True while the person has put nothing into the letter although there is something to put in. */
function nothingChosen(input: LetterInput): boolean {
  const chosen = input.decisions.some(({ verdict }) => verdict === 'accepted');
  const rejected = new Set(
    input.decisions.filter(({ verdict }) => verdict === 'rejected').map(({ findingId }) => findingId),
  );
  return (
    !chosen &&
    input.analysis.findings.some(
      ({ id, type }) => type !== 'criterion-unmet' && type !== 'no-support-found' && !rejected.has(id),
    )
  );
}

const CHOOSE_FIRST = 'Nothing is in it yet: go through the findings under Compare and put in what is right.';

function view(context: AppContext, caseId: string, kind: LetterKind): LetterView {
  const input = letterInput(context, caseId);
  const { model, hasEdits } = currentLetter(context, caseId, kind, () => input);
  const quotes = checkQuotes(model, (documentId, pageIndex) => storedPage(context, documentId, pageIndex));
  return {
    model: plain(model),
    cover: plain(coverPage(model)),
    readingGrade: letterGrade(model),
    hasEdits,
    hints: plain([
      ...quotes.map((problem, index) => ({
        id: `quote-${index}`,
        blockId: problem.blockId,
        severity: 'stop' as const,
        message: problem.message,
        suggestion: null,
      })),
      ...toneHints(model, context.letterRules, { planType: input.planType, analysis: input.analysis }).map(
        (hint) =>
          hint.id.includes('missing.points') && nothingChosen(input)
            ? { ...hint, message: CHOOSE_FIRST, suggestion: null }
            : hint,
      ),
    ]),
  };
}

export const letters = {
  list: os.letters.list.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    const caseInput = letterInput(context, input.caseId);
    const saved = new Set(listLetters(context.session.db(), input.caseId).map((letter) => letter.kind));
    return allAvailability(caseInput).map(({ kind, available, because }) => ({
      kind,
      available,
      because: appeals.has(kind) && available && nothingChosen(caseInput) ? CHOOSE_FIRST : because,
      hasEdits: saved.has(kind),
    }));
  }),
  draft: os.letters.draft.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    return view(context, input.caseId, input.kind);
  }),
  save: os.letters.save.handler(({ context, input }) => {
    const db = context.session.db();
    const saved = savedLetter(context, input.caseId, input.model.kind);
    if (saved) changeLetter(db, saved.id, { model: input.model, title: input.model.title });
    else
      addLetter(db, input.caseId, { kind: input.model.kind, title: input.model.title, model: input.model });
    return view(context, input.caseId, input.model.kind);
  }),
  reset: os.letters.reset.handler(({ context, input }) => {
    const saved = savedLetter(context, input.caseId, input.kind);
    if (saved) {
      keepLetterVersion(context.session.db(), saved.id, 'before rebuild');
      setLetterDeleted(context.session.db(), saved.id, true);
    }
    return view(context, input.caseId, input.kind);
  }),
  export: os.letters.export.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    const { model, name } = exportable(context, input.caseId, input.kind);
    return input.format === 'docx'
      ? context.downloads.offerBytes(
          `${name}.docx`,
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          await writeLetterDocx(model),
        )
      : context.downloads.offerBytes(`${name}.pdf`, 'application/pdf', await writeLetterPdf(model));
  }),
  exhibits: os.letters.exhibits.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    const { model } = currentLetter(context, input.caseId, input.kind);
    const { analysis } = context.analyses.get(input.caseId);
    return exhibitViews(model, analysis, exhibitChoices(context, input.caseId));
  }),
  setExhibit: os.letters.setExhibit.handler(({ context, input }) => {
    getDocument(context.session.db(), input.documentId);
    setExhibitChoice(context, input.caseId, input.documentId, input.choice);
    return {};
  }),
  exportExhibits: os.letters.exportExhibits.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    const { model, name } = exportable(context, input.caseId, input.kind);
    const { files, notices } = await context.tasks.run(`exhibits-${input.caseId}`, 'Exhibits', (task) =>
      exhibitPacket(context, input.caseId, model, task, {
        limits: {
          ...(input.maxPages === null ? {} : { maxPages: input.maxPages }),
          ...(input.maxBytes === null ? {} : { maxBytes: input.maxBytes }),
        },
      }),
    );
    return {
      files: files.map((file) => ({
        ...context.downloads.offerBytes(`${name} - ${file.name}`, 'application/pdf', file.bytes),
        pageCount: file.pageCount,
      })),
      notices: [...notices],
    };
  }),
  readEdited: os.letters.readEdited.handler(({ context, input }) => {
    const { model } = currentLetter(context, input.caseId, input.kind);
    try {
      return editedView(model, Buffer.from(input.docx, 'base64'), (documentId, pageIndex) =>
        storedPage(context, documentId, pageIndex),
      );
    } catch (error) {
      throw new AppError('UNREADABLE', 'This is not a Word file of this letter.', { cause: error });
    }
  }),
};

/** The letter and the name of its files; refused where a quote is not on its page. What is exported is kept. */
function exportable(context: AppContext, caseId: string, kind: LetterKind) {
  const { model } = currentLetter(context, caseId, kind);
  const [problem] = checkQuotes(model, (documentId, pageIndex) => storedPage(context, documentId, pageIndex));
  if (problem) throw new AppError('QUOTE_NOT_ON_PAGE', `The letter was not exported. ${problem.message}`);
  const saved = savedLetter(context, caseId, kind);
  if (saved) keepLetterVersion(context.session.db(), saved.id, 'exported');
  return { model, name: `${model.title} ${context.today()}`.replaceAll(/[^\p{L}\p{N} .-]/gu, '').trim() };
}

/** Cases: making, looking at, correcting, setting aside. */
import { setCaseField } from '../../vault/stores/case-fields.ts';
import { addCase, changeCase, listCases } from '../../vault/stores/cases.ts';
import { purgeVault } from '../../vault/purge.ts';
import { setCaseDeleted } from '../../vault/stores/deletion.ts';
import { linkDocument } from '../../vault/stores/documents.ts';
import { listHistory } from '../../vault/stores/history.ts';
import { addPerson, listPeople } from '../../vault/stores/people.ts';
import { caseSheet, caseSummary } from '../case-view.ts';
import { os, type AppContext } from '../context.ts';
import { samplePapers } from '../sample-case.ts';
import { keepAnswer } from '../track/situation.ts';

/** Until the app knows who the papers are about, cases belong to one person: the one whose vault it is. */
function defaultPerson(context: AppContext): string {
  const db = context.session.db();
  return (listPeople(db)[0] ?? addPerson(db, { name: 'Me' })).id;
}

function create(context: AppContext, title: string): string {
  const db = context.session.db();
  const made = addCase(db, { personId: defaultPerson(context), name: title });
  context.events.emit({ type: 'cases-changed' });
  return made.id;
}

export const cases = {
  list: os.cases.list.handler(({ context }) =>
    listCases(context.session.db()).map((record) => caseSummary(context, record.id)),
  ),
  create: os.cases.create.handler(({ context, input }) => caseSummary(context, create(context, input.title))),
  createSample: os.cases.createSample.handler(async ({ context }) => {
    const caseId = create(context, 'Sample case');
    changeCase(context.session.db(), caseId, { planType: samplePapers.planType });
    for (const paper of samplePapers.files()) {
      const documentId = await context.uploads.addPaper(paper.fileName, paper.bytes());
      linkDocument(context.session.db(), caseId, documentId);
      context.imports.add(documentId);
    }
    return caseSummary(context, caseId);
  }),
  sheet: os.cases.sheet.handler(async ({ context, input }) => {
    await context.analyses.ready(input.caseId);
    return caseSheet(context, input.caseId);
  }),
  correctField: os.cases.correctField.handler(async ({ context, input }) => {
    // Null gives the field back to what was read.
    setCaseField(context.session.db(), input.caseId, `field:${input.name}`, input.value ?? undefined);
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    await context.analyses.ready(input.caseId);
    return caseSheet(context, input.caseId);
  }),
  answer: os.cases.answer.handler(async ({ context, input }) => {
    keepAnswer(context, input.caseId, input.questionId, input.value);
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    await context.analyses.ready(input.caseId);
    return caseSheet(context, input.caseId);
  }),
  update: os.cases.update.handler(({ context, input }) => {
    const db = context.session.db();
    changeCase(db, input.caseId, {
      ...(input.title === undefined ? {} : { name: input.title }),
      ...(input.planType === undefined ? {} : { planType: input.planType }),
      ...(input.state === undefined ? {} : { planState: input.state }),
    });
    if (input.archived !== undefined) setCaseField(db, input.caseId, 'archived', input.archived || undefined);
    if (input.profile !== undefined) setCaseField(db, input.caseId, 'profile', input.profile);
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    context.events.emit({ type: 'cases-changed' });
    return caseSummary(context, input.caseId);
  }),
  remove: os.cases.remove.handler(({ context, input }) => {
    setDeleted(context, input.caseId, true);
    return {};
  }),
  restore: os.cases.restore.handler(({ context, input }) => {
    setDeleted(context, input.caseId, false);
    return {};
  }),
  /** Gone for good: the case, its papers that belong to no other case, and everything else in the bin. */
  purge: os.cases.purge.handler(async ({ context, input }) => {
    setDeleted(context, input.caseId, true);
    await purgeVault(context.session.vault());
    return {};
  }),
  history: os.cases.history.handler(({ context, input }) =>
    listHistory(context.session.db(), { caseId: input.caseId }).map((entry) => ({
      at: entry.at,
      who: entry.actor,
      what: `${entry.area} ${entry.action}`,
      item: entry.itemId,
      before: shown(entry.before),
      after: shown(entry.after),
    })),
  ),
};

function setDeleted(context: AppContext, caseId: string, deleted: boolean): void {
  setCaseDeleted(context.session.db(), caseId, deleted);
  context.events.emit({ type: 'cases-changed' });
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

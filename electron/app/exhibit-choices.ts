/** What a person chose for a paper as an exhibit, in every letter of the case: its pages, and what is blacked out. */
import * as z from 'zod';
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { ExhibitChoice, ExhibitView } from '../../shared/api/contract.ts';
import { exhibitChoiceSchema } from '../../shared/api/schemas.ts';
import type { Analysis } from '../../shared/domain/finding.ts';
import { citedPages } from '../../shared/letter/exhibits.ts';
import { isOtherPerson } from '../../shared/text/person.ts';
import { getCaseFields, setCaseField } from '../vault/stores/case-fields.ts';
import type { AppContext } from './context.ts';

const prefix = 'exhibit:';
const stored = z.record(z.string(), z.unknown());

/** By document id; papers without a choice are left out. */
export function exhibitChoices(context: AppContext, caseId: string): ReadonlyMap<string, ExhibitChoice> {
  const fields = stored.parse(getCaseFields(context.session.db(), caseId));
  return new Map(
    Object.entries(fields).flatMap(([name, value]) => {
      const choice = name.startsWith(prefix) ? exhibitChoiceSchema.safeParse(value) : null;
      return choice?.success ? [[name.slice(prefix.length), choice.data] as const] : [];
    }),
  );
}

export function setExhibitChoice(
  context: AppContext,
  caseId: string,
  documentId: string,
  choice: ExhibitChoice,
): void {
  setCaseField(context.session.db(), caseId, `${prefix}${documentId}`, choice);
}

/** The letter with the chosen pages; a page that the letter cites stays, whatever was chosen. */
export function withExhibitChoices(
  model: LetterModel,
  choices: ReadonlyMap<string, ExhibitChoice>,
): LetterModel {
  if (choices.size === 0) return model;
  return {
    ...model,
    exhibits: model.exhibits.map((exhibit) => {
      const choice = choices.get(exhibit.documentId);
      if (!choice) return exhibit;
      const pages = [...new Set([...choice.pages, ...citedPages(model.blocks, exhibit.documentId)])]
        .filter((page) => page <= exhibit.pageCount)
        .toSorted((a, b) => a - b);
      return {
        ...exhibit,
        pages: choice.pages.length === 0 || pages.length === exhibit.pageCount ? [] : pages,
      };
    }),
  };
}

/** The exhibits of a letter with what a person can choose about them. */
export function exhibitViews(
  model: LetterModel,
  analysis: Analysis,
  choices: ReadonlyMap<string, ExhibitChoice>,
): ExhibitView[] {
  const patient = analysis.denial?.memberName?.value ?? null;
  return model.exhibits.map((exhibit) => {
    const parts = analysis.documents.find((each) => each.documentId === exhibit.documentId)?.parts ?? [];
    return {
      letter: exhibit.letter,
      documentId: exhibit.documentId,
      title: exhibit.title,
      pageCount: exhibit.pageCount,
      pages: [...exhibit.pages],
      cited: citedPages(model.blocks, exhibit.documentId),
      otherPerson: parts
        .filter((part) => isOtherPerson(part.patientName, patient))
        .flatMap((part) =>
          Array.from({ length: part.lastPage - part.firstPage + 1 }, (_, at) => ({
            pageNumber: part.firstPage + at + 1,
            name: part.patientName ?? '',
          })),
        ),
      redactions: choices.get(exhibit.documentId)?.redactions ?? [],
    };
  });
}

/** On which days the member's own reports say that a billed scan was done: the day of the claim may be a slip. */
import type { IsoDate } from '../../../domain/kinds.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { procedureCodesIn } from '../../denial/fields/codes.ts';
import type { CaseContext } from '../../folder.ts';
import { examDays } from '../exam-days.ts';

/** A claim and the scan that it bills lie no further apart than this. */
export const mostDaysApart = 120;

/** Days on which the member's own reports with that code say the examination was done, near the day of the claim. */
export function reportedDays(context: CaseContext, code: string, claimed: IsoDate): readonly IsoDate[] {
  return context.pages
    .filter(
      ({ page, kind, otherPatient }) =>
        kind === 'medical-record' &&
        !otherPatient &&
        procedureCodesIn(page.text, context.rules.scans).some((hit) => hit.code === code),
    )
    .flatMap(({ page }) => examDays(page.text).map(({ iso }) => iso))
    .filter((day) => Math.abs(daysBetween(day, claimed)) <= mostDaysApart);
}

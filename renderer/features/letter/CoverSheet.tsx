/** The cover page of a letter that is mailed or faxed, folded away until it is wanted: it is made from the letter itself. */
import type { LetterView } from '../../../shared/api/contract.ts';
import type { Exhibit } from '../../../shared/domain/letter.ts';
import { t } from '../../text/index.ts';

/** A line that the person has still to fill in is written in brackets. */
export const blankLine = (line: string) => (/^\[.*\]$/.test(line) ? 'blank' : '');

interface CoverSheetProps {
  cover: NonNullable<LetterView['cover']>;
  exhibits: readonly Exhibit[];
}

export function CoverSheet({ cover, exhibits }: CoverSheetProps) {
  return (
    <details className="cover-sheet">
      <summary>
        <b>{t.letter.cover}</b> <span className="small">{t.letter.coverLead}</span>
      </summary>
      <div className="sheet-paper">
        <p className="cover-title">{cover.title}</p>
        {cover.groups.map((group) => (
          <dl key={group[0]?.label ?? ''} className="cover-group">
            {group.map(({ label, lines }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {lines.map((line) => (
                    <span key={line} className={blankLine(line)}>
                      {line}
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        ))}
        <p className="letter-exhibits-title">{t.letter.coverEnclosed}</p>
        <ul className="letter-exhibits">
          {exhibits.map((exhibit) => (
            <li key={exhibit.letter}>
              {t.letter.exhibit(exhibit.letter)} {exhibit.title} (
              {t.papers.pages(exhibit.pages.length === 0 ? exhibit.pageCount : exhibit.pages.length)})
            </li>
          ))}
        </ul>
        <p>
          <em>{cover.note}</em>
        </p>
      </div>
    </details>
  );
}

/** The letter as it prints, with a margin on the left for moving paragraphs and one on the right for hints. */
import type { LetterView } from '../../../shared/api/contract.ts';
import type { LetterHint, LetterModel } from '../../../shared/domain/letter.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { longDate } from '../../ui/dates.ts';
import { Block } from './Block.tsx';
import { blankLine, CoverSheet } from './CoverSheet.tsx';
import { Hint } from './Hint.tsx';
import { SourceLink } from './SourceLink.tsx';
import { useMarginNotes } from './margin-notes.ts';
import { addParagraph, changeBlock, editBlock, isOwn, itemNumbers, moveBlock, removeBlock } from './model.ts';

interface PaperProps {
  caseId: string;
  model: LetterModel;
  cover: LetterView['cover'];
  readingGrade: number | null;
  hints: readonly LetterHint[];
  onShow: (span: Span) => void;
  onChange: (model: LetterModel) => void;
}

export function Paper({ caseId, model, cover, readingGrade, hints, onShow, onChange }: PaperProps) {
  const numbers = itemNumbers(model.blocks);
  const sheet = useMarginNotes();
  const analysis = useQuery(keys.analysis(caseId), () => client.findings.analysis({ caseId }));
  const about = new Map(analysis.data?.findings.map((finding) => [finding.id, t.concept(finding.concept)]));
  const general = hints.filter(
    (hint) => hint.blockId === null || !model.blocks.some((block) => block.id === hint.blockId),
  );
  return (
    <div className="paper-scroll">
      {cover ? <CoverSheet cover={cover} exhibits={model.exhibits} /> : null}
      <div ref={sheet} className="sheet-whole">
        <div className="sheet-row first">
          <div className="sheet-tools" />
          <div className="sheet-paper">
            <address className="letter-address">
              {model.sender.map((line) => (
                <span key={line} className={blankLine(line)}>
                  {line}
                </span>
              ))}
            </address>
            <p className="letter-date">{longDate(model.date)}</p>
            {model.delivery.map((line) => (
              <p key={line} className={`letter-delivery ${blankLine(line)}`}>
                {line}
              </p>
            ))}
            <address className="letter-address">
              {model.recipient.map((line) => (
                <span key={line} className={blankLine(line)}>
                  {line}
                </span>
              ))}
            </address>
            <p className="letter-title">{t.letter.re(model.title)}</p>
            <dl className="letter-table">
              {model.identification.map((row) => (
                <div key={row.label}>
                  <dt>{row.label}</dt>
                  <dd>
                    {row.span ? (
                      <SourceLink caseId={caseId} span={row.span} onShow={onShow}>
                        {row.value}
                      </SourceLink>
                    ) : (
                      row.value
                    )}
                  </dd>
                </div>
              ))}
            </dl>
            <p>{model.salutation}</p>
          </div>
          <div className="sheet-margin">
            {general.map((hint) => (
              <Hint key={hint.id} hint={hint} onUse={null} />
            ))}
            {readingGrade !== null ? <p className="soft">{t.letter.readingGrade(readingGrade)}</p> : null}
            <a className="small" href={hashOf({ screen: 'facts', caseId, focus: null })}>
              {t.letter.changeHead}
            </a>
          </div>
        </div>
        {model.blocks.map((block, index) => (
          <Block
            key={block.id}
            caseId={caseId}
            block={block}
            about={about}
            number={numbers[index] ?? null}
            isFirst={index === 0}
            isLast={index === model.blocks.length - 1}
            exhibits={model.exhibits}
            hints={hints.filter((hint) => hint.blockId === block.id)}
            onShow={onShow}
            onEdit={(runs) =>
              onChange(
                runs.length === 0 && isOwn(block)
                  ? removeBlock(model, block.id)
                  : editBlock(model, block.id, runs),
              )
            }
            onMove={(by) => onChange(moveBlock(model, block.id, by))}
            onInclude={(included) =>
              onChange(
                isOwn(block) && !included
                  ? removeBlock(model, block.id)
                  : changeBlock(model, block.id, { included }),
              )
            }
            onAdd={() => onChange(addParagraph(model, block.id, `own-${crypto.randomUUID()}`))}
          />
        ))}
        <div className="sheet-row last">
          <div className="sheet-tools" />
          <div className="sheet-paper">
            <p>{model.closing}</p>
            <div className="letter-sign">
              {model.signature.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
            {model.exhibits.length > 0 ? (
              <>
                <p className="letter-exhibits-title">{t.letter.exhibitsTitle}</p>
                <ul className="letter-exhibits">
                  {model.exhibits.map((exhibit) => (
                    <li key={exhibit.letter}>
                      <SourceLink
                        caseId={caseId}
                        onShow={onShow}
                        span={{
                          documentId: exhibit.documentId,
                          pageIndex: Math.max(0, (exhibit.pages[0] ?? 1) - 1),
                          start: 0,
                          end: 0,
                          quote: '',
                        }}
                      >
                        {t.letter.exhibit(exhibit.letter)}
                      </SourceLink>{' '}
                      {exhibit.title} (
                      {t.papers.pages(exhibit.pages.length === 0 ? exhibit.pageCount : exhibit.pages.length)})
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            {model.copies.length > 0 ? <p>{t.letter.copies(model.copies.join('; '))}</p> : null}
          </div>
          <div className="sheet-margin" />
        </div>
      </div>
    </div>
  );
}

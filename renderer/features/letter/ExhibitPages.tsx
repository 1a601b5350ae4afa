/** The pages of one exhibit: a tick for each page that is enclosed, and what is blacked out on it. */
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { bytePaths, type ExhibitView } from '../../../shared/api/contract.ts';
import type { Box } from '../../../shared/domain/page-text.ts';
import { hostUrl } from '../../client/address.ts';
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { BlackOut } from './BlackOut.tsx';
import { CoverWords } from './CoverWords.tsx';
import { TextBlackOut } from './TextBlackOut.tsx';
import {
  allPages,
  boxesOn,
  chosenPages,
  placeOfBox,
  togglePage,
  withBoxes,
  withPages,
} from './exhibit-choice.ts';

interface ExhibitPagesProps {
  exhibit: ExhibitView;
  onChange: (exhibit: ExhibitView) => void;
}

export function ExhibitPages({ exhibit, onChange }: ExhibitPagesProps) {
  const { documentId } = exhibit;
  const layout = useQuery(keys.layout(documentId), () => client.documents.layout({ documentId }));
  const [blackening, setBlackening] = useState<number | null>(null);
  const sizes = layout.data ?? [];
  const chosen = new Set(chosenPages(exhibit));
  if (blackening !== null) {
    const size = sizes[blackening - 1];
    if (!size || size.width === 0)
      return (
        <TextBlackOut
          exhibit={exhibit}
          pageNumber={blackening}
          onChange={onChange}
          onClose={() => setBlackening(null)}
        />
      );
    return (
      <BlackOut
        exhibit={exhibit}
        pageNumber={blackening}
        ratio={size.height / size.width}
        onChange={(boxes) => onChange(withBoxes(exhibit, blackening, boxes))}
        onClose={() => setBlackening(null)}
      />
    );
  }
  return (
    <section className="exhibit-pages" aria-label={t.letter.exhibit(exhibit.letter)}>
      {exhibit.otherPerson.length > 0 ? (
        <p className="notice warn" role="note">
          {t.letter.packet.otherLead}
        </p>
      ) : null}
      <div className="cluster">
        <Button small onPress={() => onChange(withPages(exhibit, allPages(exhibit)))}>
          {t.letter.packet.all}
        </Button>
        <Button
          small
          isDisabled={exhibit.cited.length === 0}
          onPress={() => onChange(withPages(exhibit, exhibit.cited))}
        >
          {t.letter.packet.citedOnly}
        </Button>
      </div>
      <ol className="page-grid">
        {allPages(exhibit).map((pageNumber) => {
          const other = exhibit.otherPerson.find((each) => each.pageNumber === pageNumber);
          const size = sizes[pageNumber - 1];
          return (
            <li key={pageNumber} className="page-card" data-out={!chosen.has(pageNumber)}>
              {size && size.width > 0 ? (
                <PagePicture
                  documentId={documentId}
                  pageNumber={pageNumber}
                  ratio={size.height / size.width}
                  boxes={boxesOn(exhibit, pageNumber)}
                />
              ) : null}
              <Checkbox
                className="check"
                isSelected={chosen.has(pageNumber)}
                isDisabled={exhibit.cited.includes(pageNumber)}
                onChange={() => onChange(togglePage(exhibit, pageNumber))}
                aria-label={t.letter.packet.include(pageNumber)}
              >
                <span className="check-box" aria-hidden />
                <span className="small">{t.letter.packet.page(pageNumber)}</span>
              </Checkbox>
              {exhibit.cited.includes(pageNumber) ? (
                <span className="small soft">{t.letter.packet.cited}</span>
              ) : null}
              {other ? <span className="small warn-text">{t.letter.packet.other(other.name)}</span> : null}
              {size ? (
                <Button
                  small
                  flush
                  weight="quiet"
                  aria-label={t.letter.packet.blackOut(pageNumber)}
                  onPress={() => setBlackening(pageNumber)}
                >
                  {t.letter.packet.cover}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ol>
      {layout.data ? <CoverWords exhibit={exhibit} onChange={onChange} /> : null}
    </section>
  );
}

function PagePicture({
  documentId,
  pageNumber,
  ratio,
  boxes,
}: {
  documentId: string;
  pageNumber: number;
  ratio: number;
  boxes: readonly Box[];
}) {
  return (
    <div className="page-small" style={{ aspectRatio: `${1 / ratio}` }}>
      <img
        src={hostUrl(bytePaths.page(documentId, pageNumber - 1, 200))}
        alt=""
        loading="lazy"
        decoding="async"
      />
      {boxes.map((box) => (
        <span key={box.join()} className="black" style={placeOfBox(box)} />
      ))}
    </div>
  );
}

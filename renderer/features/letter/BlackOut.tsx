/** One page, large: drag over what should be black; a black place goes away again when it is pressed. */
import { type PointerEvent, useState } from 'react';
import type { ExhibitView } from '../../../shared/api/contract.ts';
import type { Box } from '../../../shared/domain/page-text.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { PageView } from '../../viewer/PageView.tsx';
import { boxesOn, boxOfDrag, placeOfBox } from './exhibit-choice.ts';

interface BlackOutProps {
  exhibit: ExhibitView;
  pageNumber: number;
  /** Height over width. */
  ratio: number;
  onChange: (boxes: readonly Box[]) => void;
  onClose: () => void;
}

/** CSS pixels: wide enough to read a form's small print, narrow enough for the dialog. */
const width = 560;

export function BlackOut({ exhibit, pageNumber, ratio, onChange, onClose }: BlackOutProps) {
  const boxes = boxesOn(exhibit, pageNumber);
  const [from, setFrom] = useState<[number, number] | null>(null);
  const [to, setTo] = useState<[number, number] | null>(null);
  const pointOf = (event: PointerEvent): [number, number] => {
    const rect = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - rect.left) / rect.width, (event.clientY - rect.top) / rect.height];
  };
  const drawn = from && to ? boxOfDrag(from, to) : null;
  const end = () => {
    if (drawn) onChange([...boxes, drawn]);
    setFrom(null);
    setTo(null);
  };
  return (
    <section className="exhibit-pages" aria-label={t.letter.packet.blackOut(pageNumber)}>
      <div className="cluster">
        <p className="grow small">{t.letter.packet.draw}</p>
        <Button weight="primary" small onPress={onClose}>
          {t.letter.packet.done}
        </Button>
      </div>
      <div className="black-page">
        <div className="black-sheet" style={{ width, height: width * ratio }}>
          <PageView
            documentId={exhibit.documentId}
            title={exhibit.title}
            pageIndex={pageNumber - 1}
            width={width}
            height={width * ratio}
            highlights={[]}
            onPick={null}
          />
          <div
            className="black-pad"
            onPointerDown={(event) => {
              if (event.target !== event.currentTarget) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              setFrom(pointOf(event));
              setTo(null);
            }}
            onPointerMove={(event) => {
              if (from) setTo(pointOf(event));
            }}
            onPointerUp={end}
            onPointerCancel={() => {
              setFrom(null);
              setTo(null);
            }}
          >
            {drawn ? <span className="black drawn" style={placeOfBox(drawn)} /> : null}
            {boxes.map((box, index) => (
              <button
                key={box.join()}
                type="button"
                className="black"
                style={placeOfBox(box)}
                aria-label={t.letter.packet.place(index + 1)}
                title={t.letter.packet.place(index + 1)}
                onClick={() => onChange(boxes.filter((each) => each !== box))}
              />
            ))}
          </div>
        </div>
      </div>
    </section>
  );
}

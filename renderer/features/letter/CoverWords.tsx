/** One word or number, covered wherever the exhibit prints it: also the way by keyboard. */
import { type SyntheticEvent, useState } from 'react';
import type { ExhibitView } from '../../../shared/api/contract.ts';
import { findQuote } from '../../../shared/text/quotes.ts';
import { loadPage } from '../../client/pages.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/fields.tsx';
import { boxesOfSpan } from '../../viewer/boxes.ts';
import { allPages, boxesOn, hiddenOn, withBoxes, withHidden } from './exhibit-choice.ts';

interface CoverWordsProps {
  exhibit: ExhibitView;
  onChange: (exhibit: ExhibitView) => void;
}

export function CoverWords({ exhibit, onChange }: CoverWordsProps) {
  const [words, setWords] = useState('');
  const [told, setTold] = useState<string | null>(null);
  const cover = async (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = words.trim();
    if (wanted === '') return;
    let next = exhibit;
    let count = 0;
    for (const pageNumber of allPages(exhibit)) {
      // One page at a time: a record may have hundreds.
      // oxlint-disable-next-line no-await-in-loop
      const page = await loadPage(exhibit.documentId, pageNumber - 1);
      if (!page) continue;
      const hits = findQuote(page.text, wanted);
      const boxes = hits.flatMap((hit) => boxesOfSpan(page, hit));
      // A paper without printed pages has no boxes: its words are taken out of the text.
      const asText = page.words.length === 0;
      if (asText && hits.length > 0) next = withHidden(next, page, [...hiddenOn(next, pageNumber), ...hits]);
      if (!asText && boxes.length > 0)
        next = withBoxes(next, pageNumber, [...boxesOn(next, pageNumber), ...boxes]);
      count += asText ? hits.length : boxes.length;
    }
    if (count > 0) {
      onChange(next);
      setWords('');
    }
    setTold(count > 0 ? t.letter.packet.covered(count) : t.letter.packet.notFound);
  };
  return (
    <form className="cover-words" onSubmit={(event) => void cover(event)}>
      <Field
        label={t.letter.packet.words}
        help={t.letter.packet.wordsHelp}
        value={words}
        onChange={setWords}
        maxLength={200}
      />
      <Button type="submit">{t.letter.packet.cover}</Button>
      <p role="status" className="small">
        {told}
      </p>
    </form>
  );
}

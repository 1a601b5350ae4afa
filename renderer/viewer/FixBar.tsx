/** Goes from one doubtful word of a scan to the next; what the page really says is typed here and kept for good. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import type { Span } from '../../shared/domain/page-text.ts';
import { client } from '../client/client.ts';
import { knownPage, loadPage, putPage } from '../client/pages.ts';
import { t } from '../text/index.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { say, sayError } from '../ui/toasts.tsx';

interface ScannedWord {
  pageIndex: number;
  wordIndex: number;
  start: number;
  end: number;
  text: string;
}

interface FixBarProps {
  documentId: string;
  /** Words that the person clicked on a page; the first of them is corrected. */
  clicked: Span | null;
  onShow: (span: Span | null) => void;
  onClose: () => void;
}

export function FixBar({ documentId, clicked, onShow, onClose }: FixBarProps) {
  const [unsure, setUnsure] = useState<readonly ScannedWord[] | null>(null);
  const [word, setWord] = useState<ScannedWord | null>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const show = (next: ScannedWord | null) => {
    setWord(next);
    setTyped(next?.text ?? '');
    const { pageIndex, start, end, text = '' } = next ?? {};
    onShow(
      pageIndex === undefined || start === undefined || end === undefined
        ? null
        : { documentId, pageIndex, start, end, quote: text },
    );
  };
  const load = async () => {
    try {
      const words = await client.documents.unsure({ documentId });
      setUnsure(words);
      return words;
    } catch (error) {
      sayError(error);
      return [];
    }
  };
  useEffect(() => {
    void load().then((words) => show(words[0] ?? null));
    // Asked for once per document: afterwards the list follows what is corrected here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [documentId]);
  useEffect(() => {
    if (!clicked) return;
    const page = knownPage(documentId, clicked.pageIndex);
    const wordIndex = page?.words.findIndex((each) => each.start === clicked.start) ?? -1;
    const found = page?.words[wordIndex];
    if (page && found)
      show({
        pageIndex: clicked.pageIndex,
        wordIndex,
        start: found.start,
        end: found.end,
        text: page.text.slice(found.start, found.end),
      });
    // A click is taken once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [clicked, documentId]);
  const at = unsure?.findIndex((each) => isSame(each, word)) ?? -1;
  const move = (by: number) => {
    if (!unsure || unsure.length === 0) return;
    show(unsure[(at + by + unsure.length) % unsure.length] ?? null);
  };
  const save = async () => {
    if (!word || typed.trim() === '') return;
    setBusy(true);
    try {
      const { pageIndex, wordIndex, text } = word;
      const place = { documentId, pageIndex, wordIndex };
      await loadPage(documentId, pageIndex);
      putPage(await client.documents.correctWord({ ...place, text: typed.trim() }));
      if (typed.trim() !== text)
        say(t.viewer.fixed(typed.trim()), () => {
          client.documents
            .correctWord({ ...place, text })
            .then(putPage)
            .catch(sayError);
        });
      // Words behind it moved: the list is asked for anew, and goes on where it was.
      const words = await load();
      show(words[Math.min(Math.max(at, 0), words.length - 1)] ?? null);
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="find-bar fix-bar"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {word ? (
        <>
          <span className="small fix-read">{t.viewer.fixRead(word.text)}</span>
          <TextField
            // Each word begins anew, with the focus in its field.
            key={`${word.pageIndex}-${word.wordIndex}-${word.text}`}
            aria-label={t.viewer.fixWord}
            value={typed}
            onChange={setTyped}
            // The bar was opened to type in.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            className="grow"
          >
            <Input
              className="input"
              maxLength={100}
              spellCheck={false}
              onFocus={(event) => event.target.select()}
              onKeyDown={(event) => {
                if (event.key === 'Escape') onClose();
              }}
            />
          </TextField>
          <Button small type="submit" weight="primary" isDisabled={busy || typed.trim() === ''}>
            {typed.trim() === word.text ? t.viewer.fixRight : t.viewer.fixSave}
          </Button>
        </>
      ) : (
        <span className="grow small soft">
          {unsure === null ? t.common.loading : unsure.length === 0 ? t.viewer.fixNone : t.viewer.fixLead}
        </span>
      )}
      <span className="small soft" role="status">
        {at >= 0 && unsure ? t.viewer.count(at + 1, unsure.length) : ''}
      </span>
      <IconButton small label={t.viewer.previousWord} isDisabled={!unsure?.length} onPress={() => move(-1)}>
        <ChevronUp size={17} />
      </IconButton>
      <IconButton small label={t.viewer.nextWord} isDisabled={!unsure?.length} onPress={() => move(1)}>
        <ChevronDown size={17} />
      </IconButton>
      <IconButton small label={t.common.close} onPress={onClose}>
        <X size={17} />
      </IconButton>
    </form>
  );
}

function isSame(a: ScannedWord, b: ScannedWord | null): boolean {
  return a.pageIndex === b?.pageIndex && a.wordIndex === b.wordIndex;
}

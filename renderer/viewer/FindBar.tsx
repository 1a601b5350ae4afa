/** Finds words in the document shown, goes from hit to hit, and hands the words over while a finding is being made. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import type { Span } from '../../shared/domain/page-text.ts';
import { client } from '../client/client.ts';
import { t } from '../text/index.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { sayError } from '../ui/toasts.tsx';

interface FindBarProps {
  documentId: string;
  onFound: (span: Span | null) => void;
  onTake: ((span: Span) => void) | null;
  onClose: () => void;
}

export function FindBar({ documentId, onFound, onTake, onClose }: FindBarProps) {
  const [words, setWords] = useState('');
  const [hits, setHits] = useState<readonly Span[] | null>(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (words.trim() === '') {
      setHits(null);
      onFound(null);
      return;
    }
    let live = true;
    // Typing pauses of 150 ms keep a long document from being searched for every letter.
    const timer = setTimeout(() => {
      client.documents
        .find({ documentId, text: words.trim() })
        .then((spans) => {
          if (!live) return;
          setHits(spans);
          setAt(0);
          onFound(spans[0] ?? null);
        })
        .catch(sayError);
    }, 150);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [words, documentId, onFound]);
  const move = (by: number) => {
    if (!hits || hits.length === 0) return;
    const next = (at + by + hits.length) % hits.length;
    setAt(next);
    onFound(hits[next] ?? null);
  };
  const hit = hits?.[at];
  return (
    <form
      className="find-bar"
      onSubmit={(event) => {
        event.preventDefault();
        move(1);
      }}
    >
      {/* The box was opened to type in. */}
      {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField aria-label={t.viewer.findWords} value={words} onChange={setWords} autoFocus className="grow">
        <Input
          className="input"
          placeholder={t.viewer.findWords}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
        />
      </TextField>
      <span className="small soft" role="status">
        {hits ? (hits.length === 0 ? t.viewer.noHits : t.viewer.count(at + 1, hits.length)) : ''}
      </span>
      <IconButton small label={t.viewer.previousHit} onPress={() => move(-1)}>
        <ChevronUp size={17} />
      </IconButton>
      <IconButton small label={t.viewer.nextHit} onPress={() => move(1)}>
        <ChevronDown size={17} />
      </IconButton>
      {onTake && hit ? (
        <Button small onPress={() => onTake(hit)}>
          {t.viewer.takeWords}
        </Button>
      ) : null}
      <IconButton small label={t.common.close} onPress={onClose}>
        <X size={17} />
      </IconButton>
    </form>
  );
}

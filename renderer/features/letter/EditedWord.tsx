/** A letter that was edited in a word processor comes back: what changed, and whether its quotes still hold. */
import { FileInput } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { EditedLetter } from '../../../shared/api/contract.ts';
import type { LetterKind, LetterModel } from '../../../shared/domain/letter.ts';
import { client } from '../../client/client.ts';
import { t } from '../../text/index.ts';
import { IconButton, Button } from '../../ui/Button.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { say, sayError } from '../../ui/toasts.tsx';

interface EditedWordProps {
  caseId: string;
  kind: LetterKind;
  onTake: (model: LetterModel) => void;
  /** The letter's bar and paper: a Word file may be dropped on them. */
  children: (button: ReactNode) => ReactNode;
}

const isWord = (file: File) => file.name.toLowerCase().endsWith('.docx');

export function EditedWord({ caseId, kind, onTake, children }: EditedWordProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [edited, setEdited] = useState<EditedLetter | null>(null);
  const read = async (file: File) => {
    setBusy(true);
    try {
      setEdited(await client.letters.readEdited({ caseId, kind, docx: await base64Of(file) }));
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  const button = (
    <IconButton
      label={busy ? t.letter.wordBack.reading : t.letter.readBack}
      isDisabled={busy}
      onPress={() => input.current?.click()}
    >
      <FileInput size={20} />
    </IconButton>
  );
  return (
    <div
      className="word-drop"
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event) => {
        const file = [...event.dataTransfer.files].find(isWord);
        if (!file) return;
        // A Word file dropped on the letter is the letter; anything else is a paper of the case.
        event.preventDefault();
        event.stopPropagation();
        void read(file);
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.letter.wordBack.choose}
        accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      {children(button)}
      <Popup title={t.letter.wordBack.title} isOpen={edited !== null} onClose={() => setEdited(null)} wide>
        {edited ? (
          <Changes
            edited={edited}
            onTake={() => {
              onTake(edited.model);
              setEdited(null);
              say(t.letter.wordBack.taken);
            }}
            onClose={() => setEdited(null)}
          />
        ) : null}
      </Popup>
    </div>
  );
}

function Changes({
  edited,
  onTake,
  onClose,
}: {
  edited: EditedLetter;
  onTake: () => void;
  onClose: () => void;
}) {
  const { changed, removed, added, problems } = edited;
  const nothing = changed.length + removed.length + added.length === 0;
  const texts = t.letter.wordBack;
  return (
    <>
      {problems.length > 0 ? (
        <section className="stack" aria-label={texts.problems}>
          <h3>{texts.problems}</h3>
          <ul className="stop-list">
            {problems.map((problem) => (
              <li key={`${problem.blockId}-${problem.message}`}>{problem.message}</li>
            ))}
          </ul>
          <p className="small soft">{texts.problemsLead}</p>
        </section>
      ) : null}
      {nothing ? <p>{texts.none}</p> : null}
      {changed.map((each) => (
        <section key={each.blockId} className="change" aria-label={texts.changed}>
          <h3>{texts.changed}</h3>
          <p className="small soft">{texts.before}</p>
          <p>
            <del>{each.before}</del>
          </p>
          <p className="small soft">{texts.after}</p>
          <p>
            <ins>{each.after}</ins>
          </p>
        </section>
      ))}
      {removed.map((each) => (
        <section key={each.blockId} className="change" aria-label={texts.removed}>
          <h3>{texts.removed}</h3>
          <p>
            <del>{each.before}</del>
          </p>
        </section>
      ))}
      {added.map((words) => (
        <section key={words} className="change" aria-label={texts.added}>
          <h3>{texts.added}</h3>
          <p>
            <ins>{words}</ins>
          </p>
        </section>
      ))}
      <div className="dialog-actions">
        <Button onPress={onClose}>{t.letter.goBack}</Button>
        <Button weight="primary" isDisabled={nothing} onPress={onTake}>
          {texts.take}
        </Button>
      </div>
    </>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}

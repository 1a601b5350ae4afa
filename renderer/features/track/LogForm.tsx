/** One entry of the log. The kind decides what is asked; Enter saves, so that notes keep pace with a phone call. */
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { type LetterKind, letterKinds } from '../../../shared/domain/letter.ts';
import { type LogEntry, type LogKind, logKinds } from '../../../shared/domain/track.ts';
import { checkCertifiedNumber } from '../../../shared/text/certified-number.ts';
import { client } from '../../client/client.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { now } from '../../ui/dates.ts';
import { Choice, Field } from '../../ui/fields.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { LinkedPapers } from './LinkedPapers.tsx';

type TextName =
  | 'number'
  | 'personName'
  | 'personId'
  | 'reference'
  | 'said'
  | 'promised'
  | 'followUpOn'
  | 'certifiedNumber'
  | 'sentOn'
  | 'deliveredOn'
  | 'pagesSent'
  | 'pagesConfirmed'
  | 'outcome';

const asked: Record<LogKind, readonly TextName[]> = {
  call: ['number', 'personName', 'personId', 'reference', 'said', 'promised', 'followUpOn'],
  mail: ['certifiedNumber', 'sentOn', 'deliveredOn', 'pagesSent', 'said', 'followUpOn'],
  fax: ['number', 'sentOn', 'pagesSent', 'pagesConfirmed', 'said', 'followUpOn'],
  portal: ['personName', 'reference', 'said', 'promised', 'followUpOn'],
  'peer-to-peer': ['number', 'personName', 'personId', 'said', 'outcome', 'followUpOn'],
  note: ['said', 'followUpOn'],
};
const dates: ReadonlySet<TextName> = new Set(['followUpOn', 'sentOn', 'deliveredOn']);
const numbers: ReadonlySet<TextName> = new Set(['pagesSent', 'pagesConfirmed']);
const long: ReadonlySet<TextName> = new Set(['said', 'promised', 'outcome']);

/** What an entry can be about: it moves the clocks and the checklist. Letters that are not sent to the plan are left out. */
const nothing = 'none';
const subjects: readonly (LetterKind | typeof nothing)[] = [
  nothing,
  ...letterKinds.filter((each) => !['doctor-letter', 'call-follow-up', 'proof-of-delivery'].includes(each)),
];

/** Said while typing, never a reason to refuse: the receipt may be torn. */
function certifiedHelp(number: string): string {
  if (number.trim() === '') return '';
  return t.track.certified[checkCertifiedNumber(number)];
}

interface LogFormProps {
  caseId: string;
  entry: LogEntry | null;
  onDone: () => void;
  onCancel: (() => void) | null;
}

function draftOf(entry: LogEntry | null): Record<TextName, string> {
  return {
    number: entry?.number ?? '',
    personName: entry?.personName ?? '',
    personId: entry?.personId ?? '',
    reference: entry?.reference ?? '',
    said: entry?.said ?? '',
    promised: entry?.promised ?? '',
    followUpOn: entry?.followUpOn ?? '',
    certifiedNumber: entry?.certifiedNumber ?? '',
    sentOn: entry?.sentOn ?? '',
    deliveredOn: entry?.deliveredOn ?? '',
    pagesSent: entry?.pagesSent?.toString() ?? '',
    pagesConfirmed: entry?.pagesConfirmed?.toString() ?? '',
    outcome: entry?.outcome ?? '',
  };
}

export function LogForm({ caseId, entry, onDone, onCancel }: LogFormProps) {
  const [kind, setKind] = useState<LogKind>(entry?.kind ?? 'call');
  const [at, setAt] = useState(entry?.at ?? now());
  const [draft, setDraft] = useState(() => draftOf(entry));
  const [about, setAbout] = useState<LetterKind | typeof nothing>(entry?.about ?? nothing);
  const [documentIds, setDocumentIds] = useState<readonly string[]>(entry?.documentIds ?? []);
  const text = (name: TextName) =>
    asked[kind].includes(name) && draft[name].trim() !== '' ? draft[name].trim() : null;
  const count = (name: TextName) => {
    const value = text(name);
    return value === null || !/^\d+$/.test(value) ? null : Number(value);
  };
  const isEmpty =
    about === nothing && documentIds.length === 0 && asked[kind].every((name) => draft[name].trim() === '');
  const save = async () => {
    try {
      await client.track.saveLogEntry({
        caseId,
        entry: {
          id: entry?.id ?? null,
          kind,
          at,
          number: text('number'),
          personName: text('personName'),
          personId: text('personId'),
          reference: text('reference'),
          said: text('said'),
          promised: text('promised'),
          followUpOn: text('followUpOn'),
          certifiedNumber: text('certifiedNumber'),
          sentOn: text('sentOn'),
          deliveredOn: text('deliveredOn'),
          pagesSent: count('pagesSent'),
          pagesConfirmed: count('pagesConfirmed'),
          outcome: text('outcome'),
          documentIds: [...documentIds],
          about: about === nothing ? null : about,
        },
      });
      say(t.track.saved);
      setDraft(draftOf(null));
      setAbout(nothing);
      setDocumentIds([]);
      setAt(now());
      onDone();
    } catch (error) {
      sayError(error);
    }
  };
  return (
    // Escape and Ctrl Enter are additions to the buttons of the form.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="card log-form"
      aria-label={entry ? t.track.edit : t.track.addEntry}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void save();
      }}
      onKeyDown={(event) => {
        // In the long boxes Enter breaks the line; with Ctrl or Cmd it saves from anywhere.
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) {
          event.preventDefault();
          void save();
        }
      }}
    >
      <ToggleButtonGroup
        className="log-kinds"
        aria-label={t.track.kind}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[kind]}
        onSelectionChange={(keys) => {
          const chosen = logKinds.find((each) => keys.has(each));
          if (chosen) setKind(chosen);
        }}
      >
        {logKinds.map((each) => (
          <ToggleButton key={each} id={each} className="button small log-kind">
            {t.logKinds[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="log-fields">
        <Field
          label={t.track.at}
          type="datetime-local"
          value={at}
          onChange={(value) => setAt(value.slice(0, 16))}
        />
        <Choice
          label={t.track.about}
          value={about}
          options={subjects.map((each) => ({
            value: each,
            label: each === nothing ? t.track.aboutNothing : t.letterKinds[each],
          }))}
          onChange={setAbout}
        />
        {asked[kind].map((name) => (
          <div key={name} className={long.has(name) ? 'log-wide' : ''}>
            <Field
              label={name === 'said' ? t.track.saidIn[kind] : t.track.fields[name]}
              value={draft[name]}
              onChange={(value) => setDraft({ ...draft, [name]: value })}
              type={dates.has(name) ? 'date' : 'text'}
              {...(numbers.has(name) ? { inputMode: 'numeric' as const } : {})}
              {...(long.has(name) ? { rows: 2 } : {})}
              {...(name === 'certifiedNumber' ? { help: certifiedHelp(draft.certifiedNumber) } : {})}
            />
          </div>
        ))}
      </div>
      <LinkedPapers caseId={caseId} chosen={documentIds} onChange={setDocumentIds} />
      <div className="row">
        <Button type="submit" weight="primary" isDisabled={isEmpty}>
          {entry ? t.common.save : t.track.addEntry}
        </Button>
        {onCancel ? <Button onPress={onCancel}>{t.common.cancel}</Button> : null}
        <span className="small soft">{t.track.enterHint}</span>
      </div>
    </form>
  );
}

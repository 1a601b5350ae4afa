/** Time that does not count, entered by hand. Each kind says which clocks it moves and by what rule, before it is kept. */
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TollingEntry, TollingKind, TollingRule } from '../../../shared/domain/track.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { longDate, today } from '../../ui/dates.ts';
import { Choice, Field } from '../../ui/fields.tsx';
import { Await } from '../../ui/states.tsx';
import { say, sayError } from '../../ui/toasts.tsx';

type Whose = TollingEntry['whose'];
const sides: readonly Whose[] = ['plan', 'patient', 'both'];

export function Tolling({ caseId }: { caseId: string }) {
  const entries = useQuery(keys.tollings(caseId), () => client.track.tollings({ caseId }));
  const rules = useQuery(keys.tollingRules(caseId), () => client.track.tollingRules({ caseId }));
  const [adding, setAdding] = useState(false);
  const refresh = () => invalidate(keys.inCase(caseId));
  const remove = async (entry: TollingEntry) => {
    try {
      await client.track.removeTolling({ caseId, entryId: entry.id });
      say(t.track.holdRemoved, () => {
        client.track.restoreTolling({ caseId, entryId: entry.id }).catch(sayError).finally(refresh);
      });
    } catch (error) {
      sayError(error);
    }
    refresh();
  };
  return (
    <section className="stack" aria-labelledby="hold-title">
      <h2 id="hold-title">{t.track.hold}</h2>
      <p className="small soft">{t.track.holdLead}</p>
      <Await answer={entries}>
        {(list) => (
          <ul className="stack">
            {list.map((entry) => {
              const rule = rules.data?.find((each) => each.kind === (entry.kind ?? 'other'));
              return (
                <li key={entry.id} className="card hold">
                  <div className="row spread">
                    <p>
                      <strong>
                        {t.track.holdSpan(
                          longDate(entry.startsOn),
                          entry.endsOn === null ? null : longDate(entry.endsOn),
                        )}
                      </strong>
                    </p>
                    <IconButton small label={t.track.holdRemove} onPress={() => void remove(entry)}>
                      <Trash2 size={16} />
                    </IconButton>
                  </div>
                  {rule ? (
                    <p className="small">{rule.title}</p>
                  ) : (
                    <p className="notice small">{t.track.holdNotForPlan}</p>
                  )}
                  {entry.reason === '' ? null : <p className="small soft">{entry.reason}</p>}
                </li>
              );
            })}
          </ul>
        )}
      </Await>
      {adding && rules.data ? (
        <HoldForm
          caseId={caseId}
          rules={rules.data}
          onDone={() => {
            setAdding(false);
            refresh();
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <div>
          <Button small onPress={() => setAdding(true)}>
            {t.track.holdAdd}
          </Button>
        </div>
      )}
    </section>
  );
}

function HoldForm({
  caseId,
  rules,
  onDone,
  onCancel,
}: {
  caseId: string;
  rules: readonly TollingRule[];
  onDone: () => void;
  onCancel: () => void;
}) {
  const [kind, setKind] = useState<TollingKind>(rules[0]?.kind ?? 'other');
  const [whose, setWhose] = useState<Whose>('plan');
  const [startsOn, setStartsOn] = useState(today());
  const [endsOn, setEndsOn] = useState('');
  const [reason, setReason] = useState('');
  const rule = rules.find((each) => each.kind === kind);
  const reversed = endsOn !== '' && startsOn !== '' && endsOn < startsOn;
  const save = async () => {
    try {
      await client.track.saveTolling({
        caseId,
        entry: {
          id: null,
          startsOn,
          endsOn: endsOn === '' ? null : endsOn,
          reason: reason.trim(),
          whose: rule?.whose ?? whose,
          kind,
        },
      });
      say(t.track.saved);
      onDone();
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <form
      className="card log-form"
      aria-label={t.track.holdAdd}
      onSubmit={(event) => {
        event.preventDefault();
        if (startsOn !== '' && !reversed) void save();
      }}
    >
      <Choice
        label={t.track.holdKind}
        value={kind}
        options={rules.map((each) => ({ value: each.kind, label: each.title }))}
        onChange={setKind}
      />
      {rule ? (
        <p className="small soft">
          {rule.rule} {rule.citation}
        </p>
      ) : null}
      <div className="log-fields">
        <Field label={t.track.holdFrom} type="date" value={startsOn} onChange={setStartsOn} />
        <Field
          label={t.track.holdTo}
          help={t.track.holdToHelp}
          type="date"
          value={endsOn}
          onChange={setEndsOn}
          wrong={reversed ? t.track.holdReversed : null}
        />
        {rule?.whose === null ? (
          <Choice
            label={t.track.holdWhose}
            value={whose}
            options={sides.map((each) => ({ value: each, label: t.track.holdSides[each] }))}
            onChange={setWhose}
          />
        ) : null}
        <div className="log-wide">
          <Field label={t.track.holdReason} value={reason} onChange={setReason} maxLength={500} />
        </div>
      </div>
      <div className="row">
        <Button type="submit" weight="primary" isDisabled={startsOn === '' || reversed}>
          {t.common.save}
        </Button>
        <Button onPress={onCancel}>{t.common.cancel}</Button>
      </div>
    </form>
  );
}

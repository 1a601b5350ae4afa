/** What was removed and can still be put back, and the way to make it gone at once. */
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { client } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { invalidate, keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { shortDate } from '../../ui/dates.ts';
import { Popup } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';
import { TaskBar } from '../../ui/TaskBar.tsx';
import { say, sayError } from '../../ui/toasts.tsx';

type Item = Awaited<ReturnType<typeof client.vault.bin>>[number];

export function Bin() {
  const bin = useQuery(keys.bin, () => client.vault.bin());
  return (
    <section className="card setting-group" aria-labelledby="bin-title">
      <h2 id="bin-title">{t.settings.bin}</h2>
      <Await answer={bin}>{(items) => <BinBody items={items} />}</Await>
    </section>
  );
}

function BinBody({ items }: { items: readonly Item[] }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  if (items.length === 0) return <p className="soft">{t.settings.binEmpty}</p>;
  const putBack = async ({ kind, id }: Item) => {
    try {
      await client.vault.putBack({ kind, id });
      invalidate(keys.bin);
    } catch (error) {
      sayError(error);
    }
  };
  const empty = async () => {
    setBusy(true);
    try {
      await client.vault.emptyBin();
      say(t.settings.emptied);
      setAsking(false);
    } catch (error) {
      if (codeOf(error) !== 'CANCELLED') sayError(error);
    } finally {
      setBusy(false);
      invalidate(keys.bin);
    }
  };
  return (
    <>
      <p className="soft">{t.settings.binLead}</p>
      <ul className="bin">
        {items.map((item) => (
          <li key={item.id} className="bin-item">
            <div className="grow">
              <div className="bin-name">{item.name}</div>
              <div className="small soft">
                {t.settings.deletedOn(t.settings.binKinds[item.kind], shortDate(item.deletedAt))}
              </div>
            </div>
            <Button small aria-label={t.settings.putBackOne(item.name)} onPress={() => void putBack(item)}>
              <Undo2 size={16} aria-hidden />
              {t.settings.putBack}
            </Button>
          </li>
        ))}
      </ul>
      <div>
        <Button weight="danger" onPress={() => setAsking(true)}>
          {t.settings.emptyBin}
        </Button>
      </div>
      <Popup
        title={t.settings.emptyBinTitle}
        isOpen={asking}
        dismissable={!busy}
        onClose={() => setAsking(false)}
      >
        <p>{t.settings.emptyBinLead(items.length)}</p>
        <TaskBar taskId="purge" label={t.settings.emptying} />
        <div className="dialog-actions">
          <Button isDisabled={busy} onPress={() => setAsking(false)}>
            {t.common.cancel}
          </Button>
          <Button weight="danger" isDisabled={busy} onPress={() => void empty()}>
            {t.settings.emptyBin}
          </Button>
        </div>
      </Popup>
    </>
  );
}

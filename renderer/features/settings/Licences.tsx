/** The licences of what others wrote of the app, made when the app is built (scripts/third-party.ts). */
import { useState } from 'react';
import { hostUrl } from '../../client/address.ts';
import { useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';

export function Licences() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button weight="quiet" small flush onPress={() => setOpen(true)}>
        {t.settings.licences}
      </Button>
      <Popup title={t.settings.licences} wide isOpen={isOpen} onClose={() => setOpen(false)}>
        <LicenceText />
        <div className="row">
          <Button onPress={() => setOpen(false)}>{t.common.close}</Button>
        </div>
      </Popup>
    </>
  );
}

function LicenceText() {
  const text = useQuery('licences', async () => {
    const reply = await fetch(hostUrl('/third-party-licences.txt'));
    return reply.ok ? reply.text() : t.settings.noLicences;
  });
  return (
    <Await answer={text}>
      {(words) => (
        // A long text is scrolled by keyboard too, and so it must take the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className="licences small" tabIndex={0} role="region" aria-label={t.settings.licences}>
          {words}
        </pre>
      )}
    </Await>
  );
}

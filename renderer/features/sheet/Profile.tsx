/** Who writes and to whom: printed at the head and the foot of every letter. */
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { LetterProfile } from '../../../shared/domain/letter.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/fields.tsx';
import { say, sayError } from '../../ui/toasts.tsx';

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 8);
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export function Profile({ caseId, profile }: { caseId: string; profile: LetterProfile }) {
  const [draft, setDraft] = useState({
    senderName: profile.senderName ?? '',
    senderAddress: profile.senderAddress.join('\n'),
    senderPhone: profile.senderPhone ?? '',
    senderEmail: profile.senderEmail ?? '',
    representativeName: profile.representativeName ?? '',
    recipientName: profile.recipientName ?? '',
    recipientAddress: profile.recipientAddress.join('\n'),
  });
  const save = async () => {
    try {
      await client.cases.update({
        caseId,
        profile: {
          senderName: orNull(draft.senderName),
          senderAddress: linesOf(draft.senderAddress),
          senderPhone: orNull(draft.senderPhone),
          senderEmail: orNull(draft.senderEmail),
          representativeName: orNull(draft.representativeName),
          recipientName: orNull(draft.recipientName),
          recipientAddress: linesOf(draft.recipientAddress),
        },
      });
      invalidate(keys.inCase(caseId));
      say(t.sheet.profileSaved);
    } catch (error) {
      sayError(error);
    }
  };
  const bind = (name: keyof typeof draft) => ({
    label: t.sheet.profile[name],
    value: draft[name],
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
    maxLength: 500,
  });
  return (
    <section className="card sheet-group" aria-label={t.sheet.profileTitle}>
      <h2>{t.sheet.profileTitle}</h2>
      <p className="soft small sheet-lead">{t.sheet.profileLead}</p>
      <Form
        className="profile"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field {...bind('senderName')} autoComplete="name" />
        <Field {...bind('senderPhone')} type="tel" autoComplete="tel" />
        <Field {...bind('senderAddress')} rows={3} />
        <Field {...bind('recipientAddress')} rows={3} />
        <Field {...bind('senderEmail')} type="email" autoComplete="email" />
        <Field {...bind('recipientName')} />
        <Field {...bind('representativeName')} help={t.sheet.representativeHelp} />
        <div className="profile-save">
          <Button type="submit">{t.common.save}</Button>
        </div>
      </Form>
    </section>
  );
}

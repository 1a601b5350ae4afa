/** One field: its value, the line it came from, and its correction in place. */
import { FileText, Pencil, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import type { CaseField } from '../../../shared/api/contract.ts';
import { reasonCodes } from '../../../shared/domain/kinds.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { longDate } from '../../ui/dates.ts';
import { Field } from '../../ui/fields.tsx';
import { dateFields } from './field-groups.ts';

interface FieldRowProps {
  field: CaseField;
  isShown: boolean;
  onShow: (span: Span) => void;
  onCorrect: (value: string | null) => void;
}

/** The value as a person reads it: dates in words, reason codes by name. */
export function readable(field: Pick<CaseField, 'name' | 'value'>): string | null {
  if (field.value === null) return null;
  if (dateFields.has(field.name)) return longDate(field.value);
  if (field.name === 'reasons')
    return field.value
      .split(', ')
      .map((code) => {
        const known = reasonCodes.find((each) => each === code);
        return known ? t.reasons[known].name : code;
      })
      .join(', ');
  return field.value;
}

export function FieldRow({ field, isShown, onShow, onCorrect }: FieldRowProps) {
  const [editing, setEditing] = useState(false);
  const label = t.fields[field.name];
  const value = readable(field);
  if (editing)
    return (
      <EditField
        field={field}
        onCancel={() => setEditing(false)}
        onSave={(next) => {
          setEditing(false);
          onCorrect(next);
        }}
      />
    );
  return (
    <div className="fact" data-shown={isShown}>
      <span className="fact-label small soft">{label}</span>
      <span className="fact-value">
        {value ?? <em className="soft">{t.sheet.notFound}</em>}
        {field.corrected ? <span className="chip">{t.sheet.corrected}</span> : null}
      </span>
      <span className="fact-tools">
        {field.span ? (
          <IconButton
            small
            label={t.sheet.showSource(label)}
            onPress={() => field.span && onShow(field.span)}
          >
            <FileText size={17} />
          </IconButton>
        ) : null}
        {field.corrected ? (
          <IconButton small label={t.sheet.backToRead(label)} onPress={() => onCorrect(null)}>
            <RotateCcw size={17} />
          </IconButton>
        ) : null}
        <IconButton
          small
          label={value === null ? t.sheet.add(label) : t.sheet.change(label)}
          onPress={() => setEditing(true)}
        >
          <Pencil size={17} />
        </IconButton>
      </span>
    </div>
  );
}

interface EditFieldProps {
  field: CaseField;
  onSave: (value: string) => void;
  onCancel: () => void;
}

function EditField({ field, onSave, onCancel }: EditFieldProps) {
  const [text, setText] = useState(field.value ?? '');
  const isDate = dateFields.has(field.name);
  return (
    // Escape and Ctrl Enter are additions to the buttons of the form.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="fact-edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSave(text.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      {field.name === 'reasons' ? (
        <CheckboxGroup
          aria-label={t.fields[field.name]}
          className="fact-reasons"
          value={text === '' ? [] : text.split(', ')}
          onChange={(codes) => setText(codes.join(', '))}
        >
          {reasonCodes.map((code) => (
            <Checkbox key={code} value={code} className="check">
              <span className="check-box" aria-hidden />
              <span>
                {t.reasons[code].name}
                <span className="small soft"> · {t.reasons[code].move}</span>
              </span>
            </Checkbox>
          ))}
        </CheckboxGroup>
      ) : (
        <Field
          label={t.fields[field.name]}
          value={text}
          onChange={setText}
          type={isDate ? 'date' : 'text'}
          maxLength={500}
          {...(field.readValue === null
            ? {}
            : { help: t.sheet.wasRead(readable({ name: field.name, value: field.readValue }) ?? '') })}
          // The person asked to edit this very field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
        />
      )}
      <div className="row">
        <Button type="submit" small weight="primary" isDisabled={text.trim() === ''}>
          {t.common.save}
        </Button>
        <Button small onPress={onCancel}>
          {t.common.cancel}
        </Button>
      </div>
    </form>
  );
}

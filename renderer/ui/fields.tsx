/**
 * Labelled inputs: text, long text, choice, switch. Labels are always visible; placeholders say nothing needed.
 * What is wrong is said beside the field and never keeps a form from being sent again (validationBehavior "aria").
 */
import { Check, ChevronDown, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Switch,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import { t } from '../text/index.ts';
import { IconButton } from './Button.tsx';

interface FieldProps extends Omit<TextFieldProps, 'children' | 'className'> {
  label: string;
  help?: string;
  wrong?: string | null;
  rows?: number;
  placeholder?: string;
}

export function Field({ label, help, wrong, rows, placeholder = '', ...rest }: FieldProps) {
  return (
    <TextField {...rest} className="field" validationBehavior="aria" isInvalid={Boolean(wrong)}>
      <Label>{label}</Label>
      {rows === undefined ? (
        <Input className="input" placeholder={placeholder} />
      ) : (
        <TextArea className="input" rows={rows} placeholder={placeholder} />
      )}
      {help ? (
        <Text slot="description" className="help">
          {help}
        </Text>
      ) : null}
      <FieldError className="wrong">{wrong}</FieldError>
    </TextField>
  );
}

/** A secret that can be looked at while typing: a mistyped passphrase locks a tired person out. */
export function SecretField({ label, help, wrong, ...rest }: FieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      className="field"
      type={shown ? 'text' : 'password'}
      validationBehavior="aria"
      isInvalid={Boolean(wrong)}
    >
      <Label>{label}</Label>
      <div className="secret">
        <Input className="input" spellCheck={false} autoCapitalize="none" />
        <IconButton label={shown ? t.common.hide : t.common.show} onPress={() => setShown(!shown)}>
          {shown ? <EyeOff size={20} /> : <Eye size={20} />}
        </IconButton>
      </div>
      {help ? (
        <Text slot="description" className="help">
          {help}
        </Text>
      ) : null}
      <FieldError className="wrong">{wrong}</FieldError>
    </TextField>
  );
}

export interface ChoiceOption<T extends string> {
  value: T;
  label: string;
}

interface ChoiceProps<T extends string> {
  label: string;
  hideLabel?: boolean;
  small?: boolean;
  options: readonly ChoiceOption<T>[];
  value: T | null;
  placeholder?: string;
  help?: string;
  onChange: (value: T) => void;
}

export function Choice<T extends string>({
  label,
  hideLabel = false,
  small = false,
  options,
  value,
  placeholder,
  help,
  onChange,
}: ChoiceProps<T>) {
  return (
    <Select
      className="field"
      value={value}
      placeholder={placeholder ?? t.common.choose}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {hideLabel ? null : <Label>{label}</Label>}
      <AriaButton className={`select-button${small ? ' small' : ''}`}>
        <SelectValue />
        <ChevronDown size={16} aria-hidden />
      </AriaButton>
      {help ? (
        <Text slot="description" className="help">
          {help}
        </Text>
      ) : null}
      <Popover className="popover">
        <ListBox items={options.map((option) => ({ id: option.value, label: option.label }))}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.label} className="menu-item">
              {({ isSelected }) => (
                <>
                  <span className="grow">{item.label}</span>
                  {isSelected ? <Check size={16} aria-hidden /> : null}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

export function Toggle({
  label,
  value,
  onChange,
}: {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <Switch className="switch" isSelected={value} onChange={onChange}>
      <span className="switch-track">
        <span className="switch-thumb" />
      </span>
      {label}
    </Switch>
  );
}

/** Buttons of three weights, and icon buttons that always carry a name and a tooltip. */
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  weight?: 'primary' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  /** A quiet button that begins where the words above it begin. */
  flush?: boolean;
  children: ReactNode;
}

export function Button({ weight = 'plain', small = false, flush = false, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button ${weight}${small ? ' small' : ''}${flush ? ' flush' : ''}`}>
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  label: string;
  small?: boolean;
  selected?: boolean;
  children: ReactNode;
}

export function IconButton({ label, small = false, selected = false, children, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={({ isHovered, isDisabled }) =>
          `button icon${small ? ' small' : ''}${isHovered && !isDisabled ? ' hovered' : ''}`
        }
        {...(selected ? { 'data-selected': true, 'aria-pressed': true } : {})}
      >
        {children}
      </AriaButton>
      <Tooltip className="tooltip">{label}</Tooltip>
    </TooltipTrigger>
  );
}

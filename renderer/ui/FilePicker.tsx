/** A button that opens the system's own file dialog, for files or for a folder. */
import { type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from './Button.tsx';

interface FilePickerProps extends Pick<ButtonProps, 'weight'> {
  label: string;
  icon?: ReactNode;
  folder?: boolean;
  onFiles: (files: File[]) => void;
}

export function FilePicker({ label, icon, folder = false, weight = 'plain', onFiles }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button weight={weight} onPress={() => input.current?.click()}>
        {icon}
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // Without this the same file chosen again would be no change.
          target.value = '';
          onFiles(files);
        }}
      />
    </>
  );
}

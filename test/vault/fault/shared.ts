/** What the killed process and its judge both know. */
export const cheapCost = { memoryKiB: 64, iterations: 1, parallelism: 1 } as const;
export const faultPassphrase = 'a passphrase that must not be found';
export const otherPassphrase = 'another passphrase, not to be found';

export function nextPassphrase(current: string): string {
  return current === faultPassphrase ? otherPassphrase : faultPassphrase;
}

/** Looked for in every byte of every file: none may be there. */
export const sentences = {
  fileName: 'Quokka clinic visit',
  page: 'The quick zephyr examined the lumbar spine of Mrs Wolpertinger',
  field: 'MEMBER-QX-778899',
} as const;

export const faultModes = [
  'import',
  'edit',
  'keys',
  'rotate',
  'backup',
  'restore',
  'migrate',
  'purge',
  'create',
  'portable',
] as const;
export type FaultMode = (typeof faultModes)[number];

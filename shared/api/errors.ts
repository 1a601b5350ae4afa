/** Every failure a person can meet, with the status each host gives it. Anything else is a bug: INTERNAL. */
export const errorCodes = {
  BAD_INPUT: { status: 400, exit: 2 },
  WRONG_PASSPHRASE: { status: 401, exit: 3 },
  VAULT_LOCKED: { status: 423, exit: 3 },
  VAULT_IN_USE: { status: 423, exit: 3 },
  VAULT_EXISTS: { status: 409, exit: 3 },
  VAULT_MISSING: { status: 404, exit: 3 },
  VAULT_NEWER: { status: 409, exit: 3 },
  VAULT_DAMAGED: { status: 422, exit: 3 },
  TOO_MANY_TRIES: { status: 429, exit: 3 },
  NOT_FOUND: { status: 404, exit: 2 },
  CONFLICT: { status: 409, exit: 2 },
  UNREADABLE: { status: 422, exit: 1 },
  PASSWORD_NEEDED: { status: 422, exit: 1 },
  TOO_LARGE: { status: 413, exit: 1 },
  QUOTE_NOT_ON_PAGE: { status: 422, exit: 1 },
  DISK_FULL: { status: 507, exit: 1 },
  CANCELLED: { status: 499, exit: 130 },
  INTERNAL: { status: 500, exit: 70 },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Messages carry no patient text, name or path: they may be logged. */
export class AppError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

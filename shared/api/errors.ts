/** Every failure a person can meet, with the status each host gives it. Anything else is a bug: INTERNAL. */
export const errorCodes = {
  BAD_INPUT: { http: 400, exit: 2 },
  WRONG_PASSPHRASE: { http: 401, exit: 3 },
  VAULT_LOCKED: { http: 423, exit: 3 },
  VAULT_IN_USE: { http: 423, exit: 3 },
  VAULT_EXISTS: { http: 409, exit: 3 },
  VAULT_MISSING: { http: 404, exit: 3 },
  VAULT_NEWER: { http: 409, exit: 3 },
  VAULT_DAMAGED: { http: 422, exit: 3 },
  TOO_MANY_TRIES: { http: 429, exit: 3 },
  NOT_FOUND: { http: 404, exit: 2 },
  CONFLICT: { http: 409, exit: 2 },
  UNREADABLE: { http: 422, exit: 1 },
  PASSWORD_NEEDED: { http: 422, exit: 1 },
  TOO_LARGE: { http: 413, exit: 1 },
  QUOTE_NOT_ON_PAGE: { http: 422, exit: 1 },
  DISK_FULL: { http: 507, exit: 1 },
  CANCELLED: { http: 499, exit: 130 },
  INTERNAL: { http: 500, exit: 70 },
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

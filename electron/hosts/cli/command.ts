/** What a command of the terminal host is. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Returns the exit status. */
  run(args: readonly string[]): Promise<number>;
}

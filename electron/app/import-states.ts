/** How the import of a document is shown: its state, and the problem without the mark that only the app reads. */

/** Starts the problem of a document that only lacks its password. */
const passwordMark = 'password: ';

/** The problem as stored for a document that opens with a password. */
export function passwordProblem(message: string): string {
  return passwordMark + message;
}

/** The state a person sees, of the stored state and problem. */
export function shownState(
  state: 'stored' | 'queued' | 'reading' | 'paused' | 'failed' | 'done',
  problem: string | null,
): 'waiting' | 'reading' | 'paused' | 'read' | 'failed' | 'password-needed' {
  switch (state) {
    case 'stored':
    case 'queued':
      return 'waiting';
    case 'done':
      return 'read';
    case 'failed':
      return problem?.startsWith(passwordMark) ? 'password-needed' : 'failed';
    default:
      return state;
  }
}

export function shownProblem(problem: string | null): string | null {
  return problem?.startsWith(passwordMark) ? problem.slice(passwordMark.length) : problem;
}

/** Where an error came from, without what it says: an error's message may quote the text that it failed on. */

/** At most six lines `at function (file:line:column)`; lines of the message that look so are left out too. */
export function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const stack = error.stack ?? '';
  const from = stack.indexOf(error.message);
  const places = error.message !== '' && from >= 0 ? stack.slice(from + error.message.length) : stack;
  return (
    places
      .split('\n')
      .filter((line) => /^ {4}at [\w.#<>[\]$ ]*\(?(file:|node:|app:|[/\\]|[A-Z]:|<anonymous>)/.test(line))
      // The folder the app lies in may be named after a person.
      .map((line) => line.replace(/(?:file:|app:)?[^\s()]*[/\\]([^/\\]+[/\\][^/\\]+:\d+:\d+)/, '…/$1'))
      .slice(0, 6)
  );
}

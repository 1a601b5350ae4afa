/** pdf.js leaves out pictures that it cannot decode and only warns; a page that is blank for that reason must not pass as blank. */

/** What was left out of a page. */
export type LostPicture = 'none' | 'too-large' | 'broken';

/** Runs `work` and tells whether pdf.js left out a picture meanwhile. Calls must not overlap. */
export async function watchLostPictures<T>(work: () => Promise<T>): Promise<{ value: T; lost: LostPicture }> {
  let lost: LostPicture = 'none';
  const before = console.warn;
  console.warn = (message: unknown) => {
    const text = String(message);
    if (text.includes('exceeded maximum allowed size')) lost = 'too-large';
    else if (lost === 'none' && /unable to decode (inline )?image/i.test(text)) lost = 'broken';
  };
  try {
    const value = await work();
    return { value, lost };
  } finally {
    console.warn = before;
  }
}

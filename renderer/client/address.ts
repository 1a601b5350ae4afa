/** Addresses of the host, relative to the page: the loopback host serves everything under an unguessable base path. */

/** `path` as in `bytePaths`, with its leading slash. */
export function hostUrl(path: string): string {
  return new URL(path.replace(/^\//, ''), document.baseURI).href;
}

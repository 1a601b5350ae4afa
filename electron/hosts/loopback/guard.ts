/**
 * Who may talk to the loopback host: only the browser that followed the start link of this run.
 * Answers DNS rebinding (Host), cross-site requests (Origin, Sec-Fetch-Site, SameSite=Strict), guessed tokens
 * (256 random bits, compared in constant time, start link good once) and other local users (nothing without the cookie).
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Guard {
  /** Path of the start link, usable once. */
  readonly startPath: string;
  readonly basePath: string;
  check(request: GuardedRequest): Verdict;
}

export interface GuardedRequest {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly cookie: string | undefined;
}

export type Verdict =
  | { readonly kind: 'allow'; readonly path: string }
  | { readonly kind: 'start'; readonly setCookie: string; readonly location: string }
  | { readonly kind: 'refuse'; readonly status: 400 | 401 | 403 | 404 | 421 };

/**
 * The session lives under an unguessable base path and in a cookie limited to that path: cookies ignore ports, so a
 * cookie for "/" would be sent to every other server on 127.0.0.1.
 */
export function createGuard(port: number): Guard {
  const basePath = `/${randomBytes(16).toString('hex')}/`;
  const session = randomBytes(32).toString('base64url');
  const startToken = randomBytes(32).toString('base64url');
  let startUsed = false;
  // Not `localhost`: what that resolves to is not ours to say.
  const ownHost = `127.0.0.1:${port}`;
  const ownOrigin = `http://${ownHost}`;

  return {
    basePath,
    startPath: `${basePath}start?token=${startToken}`,
    check({ method, url, host, origin, fetchSite, cookie }) {
      if (host !== ownHost) return { kind: 'refuse', status: 421 };
      if (origin !== undefined && origin !== ownOrigin) return { kind: 'refuse', status: 403 };
      if (method !== 'GET' && method !== 'HEAD' && origin === undefined)
        return { kind: 'refuse', status: 403 };
      let parsed: URL;
      try {
        parsed = new URL(url, ownOrigin);
      } catch {
        return { kind: 'refuse', status: 400 };
      }
      if (!parsed.pathname.startsWith(basePath)) return { kind: 'refuse', status: 404 };
      const path = `/${parsed.pathname.slice(basePath.length)}`;
      if (path === '/start') {
        if (startUsed || method !== 'GET' || !same(parsed.searchParams.get('token') ?? '', startToken)) {
          return { kind: 'refuse', status: 401 };
        }
        startUsed = true;
        return {
          kind: 'start',
          setCookie: `rejoinder=${session}; HttpOnly; SameSite=Strict; Path=${basePath}`,
          location: basePath,
        };
      }
      if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') {
        return { kind: 'refuse', status: 403 };
      }
      if (!same(cookieValue(cookie, 'rejoinder'), session)) return { kind: 'refuse', status: 401 };
      return { kind: 'allow', path: `${path}${parsed.search}` };
    },
  };
}

function cookieValue(header: string | undefined, name: string): string {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}

/** Equal without telling by time how much was right. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

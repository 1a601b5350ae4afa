/**
 * The desktop's transport: app://rejoinder/… requests of our own window go to the same fetch-style handler that the
 * loopback host uses, so there is no IPC channel and no preload script to misuse.
 */
import { securityHeaders } from '../../app/page-policy.ts';
import { origin } from './security.ts';

export function createProtocolHandler(
  handle: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== origin) return refuse(403);
    // Requests that change something carry our own origin; a page from anywhere else is turned away.
    const from = request.headers.get('origin');
    if (from !== null && from !== origin) return refuse(403);
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'POST')
      return refuse(405);
    try {
      const reply = await handle(request);
      const headers = new Headers(reply.headers);
      for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
      return new Response(reply.body, { status: reply.status, headers });
    } catch {
      return refuse(500);
    }
  };
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}

/** The loopback host against the pages and people that must not get in, over real sockets. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startLoopbackHost, type LoopbackHost } from '../../../electron/hosts/loopback/server.ts';

let host: LoopbackHost | undefined;
afterEach(async () => host?.close());

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function send(url: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function start() {
  const seen: string[] = [];
  host = await startLoopbackHost({
    handle: async (request) => {
      seen.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
      return new Response('hello', { headers: { 'Content-Type': 'text/plain' } });
    },
  });
  const first = await send(host.startUrl);
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  const base = `${host.origin}${String(first.headers.location)}`;
  return { host, first, cookie, base, seen };
}

describe('loopback host', () => {
  it('lets in the browser that followed the start link, with strict headers', async () => {
    const { base, cookie, first } = await start();
    expect(first.status).toBe(303);
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict; Path=\/[0-9a-f]{32}\//);
    const page = await send(base, { cookie });
    expect(page).toMatchObject({ status: 200, body: 'hello' });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('takes the start link once only', async () => {
    const { host } = await start();
    expect((await send(host.startUrl)).status).toBe(401);
  });

  it('refuses a rebound host name', async () => {
    const { base, cookie } = await start();
    expect((await send(base, { cookie, host: 'evil.example' })).status).toBe(421);
  });

  it('refuses another site even with the cookie', async () => {
    const { base, cookie } = await start();
    const post = await send(
      `${base}rpc/vault/lock`,
      { cookie, origin: 'https://evil.example' },
      'POST',
      '{}',
    );
    expect(post.status).toBe(403);
    expect((await send(base, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send(`${base}rpc/x`, { cookie }, 'POST', '{}')).status).toBe(403);
  });

  it('refuses without the cookie, with a guessed cookie, and outside the base path', async () => {
    const { base, cookie, host, seen } = await start();
    expect((await send(base)).status).toBe(401);
    expect((await send(base, { cookie: 'rejoinder=guess' })).status).toBe(401);
    expect((await send(`${host.origin}/rpc/x`, { cookie })).status).toBe(404);
    expect((await send(`${host.origin}/`, { cookie })).status).toBe(404);
    expect(seen).toEqual([]);
  });

  it('passes a body and takes the base path off', async () => {
    const { base, cookie, host, seen } = await start();
    await send(`${base}rpc/x`, { cookie, origin: host.origin }, 'POST', 'payload');
    expect(seen).toEqual(['POST /rpc/x payload']);
  });

  it('hangs up on a WebSocket upgrade', async () => {
    const { host } = await start();
    const port = Number(new URL(host.origin).port);
    const closed = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        );
      });
      let answered = '';
      socket.on('data', (chunk) => (answered += chunk.toString()));
      socket.on('close', () => resolve(!answered.includes('101')));
      socket.on('error', () => resolve(true));
    });
    expect(closed).toBe(true);
  });

  it('listens on 127.0.0.1 only', async () => {
    const { host } = await start();
    expect(new URL(host.origin).hostname).toBe('127.0.0.1');
  });

  it('tells when no page has been connected for a while', async () => {
    const abandoned = await new Promise<boolean>((resolve) => {
      void startLoopbackHost({
        handle: async () => new Response(),
        onAbandoned: () => resolve(true),
        idleMs: 30,
      }).then((started) => {
        host = started;
      });
    });
    expect(abandoned).toBe(true);
  });
});

/**
 * The loopback host under attack, over real sockets: raw and broken HTTP, slow and huge requests, floods of
 * connections, guessed links, smuggled requests, and what another user or a port scan would see.
 */
import { spawnSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { whenLockedFor } from '../../../electron/hosts/loopback/locked.ts';
import { startLoopbackHost, type LoopbackHost } from '../../../electron/hosts/loopback/server.ts';
import { amount, proven } from '../../prove/proof.ts';
import { seeded } from '../../prove/mutate.ts';

let host: LoopbackHost | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await host?.close();
});

let reached = 0;
async function start(options: Partial<Parameters<typeof startLoopbackHost>[0]> = {}) {
  reached = 0;
  host = await startLoopbackHost({
    handle: async (request) => {
      reached++;
      await request.arrayBuffer();
      return new Response('private');
    },
    ...options,
  });
  const { port, pathname } = new URL(host.startUrl);
  return { host, port: Number(port), start: new URL(host.startUrl), base: `/${pathname.split('/')[1]}/` };
}

/** Sends raw bytes, returns all that came back until the other side closed or `ms` passed. */
function raw(port: number, text: string | Buffer, ms = 3000): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    sockets.push(socket);
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, ms);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', end);
    socket.on('error', end);
  });
}

const get = (path: string, port: number, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${more}\r\n`;

describe('a stranger at the port', () => {
  it.each([
    ['a port scan', ''],
    ['a scanner that asks for the front page', 'GET / HTTP/1.0\r\n\r\n'],
    ['a TLS handshake', Buffer.from('16030100c8010000c40303', 'hex')],
    ['noise', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256))],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a rebound host', 'GET / HTTP/1.1\r\nHost: rebind.evil.example\r\nConnection: close\r\n\r\n'],
    [
      'an absolute address',
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    ],
    ['a proxy request', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['a header of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['a line of 1 MB', `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\n\r\n`],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nx'],
    [
      'length and chunks (smuggling)',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /',
    ],
  ])('%s learns nothing and reaches nothing', async (_name, text) => {
    const { port } = await start();
    const answer = await raw(port, text, text === '' ? 300 : 3000);
    expect(answer).not.toMatch(/private|rejoinder|<html|Set-Cookie|Server:|X-Powered/i);
    expect(answer).toMatch(/^(|HTTP\/1\.1 (400|404|421|431)[\s\S]*)$/);
    expect(reached).toBe(0);
  });

  it('guesses links and cookies in vain', { timeout: 120_000 }, async () => {
    const { port, base, start: link } = await start();
    const random = seeded(3);
    const token = link.searchParams.get('token') ?? '';
    const altered = (text: string) => {
      const at = Math.floor(random() * text.length);
      return text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
    };
    const tries = amount(3000, 200);
    const codes = new Set<string>();
    for (let nth = 0; nth < tries; nth++) {
      const guess = [
        get(`${altered(base)}start?token=${token}`, port),
        get(`${base}start?token=${altered(token)}`, port),
        get(`${base}start?token=${token.slice(0, -1)}`, port),
        get(`${base}start?token=`, port),
        get(base, port, `Cookie: rejoinder=${altered(token)}\r\n`),
        get(base, port, 'Cookie: rejoinder=\r\n'),
        get(base, port, 'Cookie: rejoinder\r\n'),
        get(`${base}../start?token=${token}`, port),
        get(`/${base}start?token=${token}`, port),
      ][nth % 9];
      codes.add((await raw(port, guess ?? '')).slice(9, 12));
    }
    expect([...codes].filter((code) => !['', '400', '401', '404'].includes(code))).toEqual([]);
    expect(reached).toBe(0);
    // The true link still works, once.
    expect(await raw(port, get(`${link.pathname}${link.search}`, port))).toMatch(/^HTTP\/1\.1 303/);
    expect(await raw(port, get(`${link.pathname}${link.search}`, port))).toMatch(/^HTTP\/1\.1 401/);
    proven(
      'Nobody else can use the app on 127.0.0.1',
      `${tries} guessed links and cookies: 0 let in; the true link worked once`,
    );
  });

  it('another user finds no port but 127.0.0.1, and no way in by any other address', async () => {
    const { port } = await start();
    for (const address of Object.values(networkInterfaces()).flat()) {
      if (!address || address.address === '127.0.0.1') continue;
      const open = await new Promise((resolve) => {
        const socket = connect({ port, host: address.address, timeout: 1500 });
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
        socket.once('timeout', () => resolve(false));
        sockets.push(socket);
      });
      expect({ address: address.address, open }).toEqual({ address: address.address, open: false });
    }
  });

  it.skipIf(spawnSync('id', ['nobody']).status !== 0 || process.getuid?.() !== 0)(
    'another user of this computer, as a program, gets nothing without the link',
    async () => {
      const { port, base } = await start();
      const script = `const http = require('http');
        http.get({ host: '127.0.0.1', port: ${port}, path: '${base}' }, (reply) => { console.log(reply.statusCode); process.exit(0); })`;
      // Asynchronous: the host answers from this process.
      const { execFile } = await import('node:child_process');
      const code = await new Promise<string>((resolve) => {
        execFile(
          '/usr/bin/env',
          ['node', '-e', script],
          { uid: 65534, gid: 65534, cwd: '/' },
          (_error, stdout) => resolve(stdout.trim()),
        );
      });
      expect(code).toBe('401');
      expect(reached).toBe(0);
    },
  );
});

describe('a web page elsewhere', () => {
  it.each([
    ['a form', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
    [
      'a fetch',
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ],
    ['a sandboxed frame', { origin: 'null' }],
    ['a page of another port here', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['a page that looks alike', { origin: 'http://127.0.0.1.evil.example' }],
    ['no origin at all', {}],
  ])('sends %s with the cookie, and is refused', async (_name, headers) => {
    const { host: running, base } = await start();
    const first = await fetch(running.startUrl, { redirect: 'manual' });
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(
        `${running.origin}${base}rpc/vault/lock`,
        { method: 'POST', headers: { cookie, ...headers } },
        (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end('{}');
    });
    expect(status).toBe(403);
    expect(reached).toBe(0);
  });

  it('cannot ask beforehand either (no CORS)', async () => {
    const { port, base } = await start();
    const answer = await raw(
      port,
      `OPTIONS ${base}rpc/x HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Private-Network: true\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
    expect(answer).not.toMatch(/access-control/i);
  });

  it.each(['websocket', 'h2c', 'TLS/1.0'])('cannot upgrade to %s', async (protocol) => {
    const { port, base } = await start();
    const answer = await raw(
      port,
      `GET ${base} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    expect(answer).not.toContain('101');
    expect(reached).toBe(0);
  });
});

describe('a slow or greedy client', () => {
  it('that never ends its headers is hung up on', { timeout: 60_000 }, async () => {
    const { port } = await start({ headersTimeoutMs: 300 });
    const started = performance.now();
    const answer = await raw(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `, 40_000);
    expect(performance.now() - started).toBeLessThan(35_000);
    expect(answer).toMatch(/^(|HTTP\/1\.1 408[\s\S]*)$/);
  });

  it('of hundreds of connections cannot keep the page out for long', { timeout: 60_000 }, async () => {
    const { host: running, port } = await start({ headersTimeoutMs: 300 });
    for (let nth = 0; nth < 300; nth++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      sockets.push(socket);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    // While the flood holds every place the page may be refused; its connections are ended, and then it is served.
    await vi.waitFor(
      async () => expect((await fetch(running.startUrl, { redirect: 'manual' })).status).toBe(303),
      {
        timeout: 40_000,
        interval: 500,
      },
    );
  });

  it('without a session cannot make it read a huge body', { timeout: 60_000 }, async () => {
    const { port, base } = await start();
    const before = process.memoryUsage().rss;
    const head = `POST ${base}bytes/upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Length: 8000000000\r\n\r\n`;
    const answer = await raw(port, Buffer.concat([Buffer.from(head), Buffer.alloc(20_000_000)]), 5000);
    expect(answer).toMatch(/^(|HTTP\/1\.1 401[\s\S]*)$/);
    expect(reached).toBe(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

describe('the end of the host', () => {
  it('comes when the page is gone for a while, not while it is connected', async () => {
    const abandoned = vi.fn();
    const { host: running, base } = await start({
      onAbandoned: abandoned,
      idleMs: 200,
      handle: async () =>
        new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) })),
    });
    const first = await fetch(running.startUrl, { redirect: 'manual' });
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = new AbortController();
    await fetch(`${running.origin}${base}rpc/system/events`, { headers: { cookie }, signal: page.signal });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(abandoned).not.toHaveBeenCalled();
    page.abort();
    await vi.waitFor(() => expect(abandoned).toHaveBeenCalled(), { timeout: 5000 });
  });

  it('is not put off by a stranger who keeps knocking', async () => {
    const abandoned = vi.fn();
    const { port } = await start({ onAbandoned: abandoned, idleMs: 400 });
    const knocking = setInterval(() => void raw(port, get('/', port), 100), 50);
    await vi
      .waitFor(() => expect(abandoned).toHaveBeenCalled(), { timeout: 3000 })
      .finally(() => clearInterval(knocking));
  });

  it('comes when the vault stays locked, counted from the last time it was open', async () => {
    let state = 'open';
    const stop = vi.fn();
    const forget = whenLockedFor(200, () => state, stop);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(stop).not.toHaveBeenCalled();
    state = 'locked';
    await vi.waitFor(() => expect(stop).toHaveBeenCalledOnce(), { timeout: 3000 });
    forget();
  });
});

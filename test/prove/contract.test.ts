/**
 * The contract against whoever may speak to it: every call with wrong, huge, nested, missing, and prototype-changing
 * input, before a vault exists, while it is locked, and while it is open. Never INTERNAL, never a crash, never a
 * changed prototype; afterwards the vault is whole and the app still answers.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { contract } from '../../shared/api/contract.ts';
import { errorCodes } from '../../shared/api/errors.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';
import { denialLetter, officeNote, pdf, policy } from '../e2e/papers.ts';
import { seeded, type Random } from './mutate.ts';
import { amount, proven } from './proof.ts';

const seed = Number(process.env['REJOINDER_FUZZ_SEED'] ?? 1);
const perCall = amount(150, 12);

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
interface Schema {
  readonly type?: string | string[];
  readonly anyOf?: Schema[];
  readonly oneOf?: Schema[];
  readonly enum?: Json[];
  readonly const?: Json;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly items?: Schema | boolean;
  readonly prefixItems?: Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Every call of the contract with the schema of its input. */
const calls = Object.entries(contract).flatMap(([area, group]) =>
  Object.entries(group).map(([name, procedure]) => {
    const { inputSchema } = (procedure as { '~orpc': { inputSchema?: z.ZodType } })['~orpc'];
    const schema: Schema = inputSchema
      ? (z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any' }) as Schema)
      : {};
    return { area, name, schema };
  }),
);

let test: TestApp;
let known: readonly string[] = [];
const log: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    log.push(String(chunk));
    return true;
  });
  test = await startTestApp();
});
afterAll(async () => {
  await test.close();
  vi.restoreAllMocks();
});

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random() * from.length)];

/** A value that fits the schema more or less, with ids that exist. */
function likely(schema: Schema, random: Random, name = ''): Json {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return likely(pick(random, choices) ?? {}, random, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(random, schema.enum) ?? null;
  const type = Array.isArray(schema.type) ? pick(random, schema.type) : schema.type;
  switch (type) {
    case 'object': {
      const all = Object.entries(schema.properties ?? {});
      const kept = all.filter(([key]) => schema.required?.includes(key) === true || random() < 0.7);
      return Object.fromEntries(kept.map(([key, each]) => [key, likely(each, random, key)]));
    }
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map((each) => likely(each, random, name));
      const item = typeof schema.items === 'object' ? schema.items : {};
      return Array.from({ length: Math.floor(random() * 3) }, () => likely(item, random, name));
    }
    case 'integer':
    case 'number':
      return pick(random, [0, 1, 2, 7, schema.minimum ?? 0, schema.maximum ?? 3]) ?? 0;
    case 'boolean':
      return random() < 0.5;
    case 'string':
      if (/id$|ids$/i.test(name)) return pick(random, known) ?? 'none';
      if (/day|date|at$|on$/i.test(name))
        return pick(random, ['2026-09-28', '2026-02-29', '2026-09-28T10:00', '0000-00-00']) ?? '';
      if (/passphrase|current|next/.test(name))
        return pick(random, [testPassphrase, 'another one of these']) ?? '';
      return pick(random, ['x', 'Naproxen', 'MN', 'lumbar "spine', "O'Neil -- %_*"]) ?? '';
    default:
      return null;
  }
}

const nasty: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1e308,
  () => 2 ** 53,
  () => 0.1,
  () => '',
  () => '\0',
  () => '\ud800',
  () => '../../../etc/passwd',
  () => "'; DROP TABLE cases; --",
  () => '" OR NEAR(a b, 99999999999) *',
  () => '((((((((',
  () => '\u202e\u0000\u{1f9e0}'.repeat(50),
  () => 'A'.repeat(300_000),
  () => [],
  () => [[[[[[]]]]]],
  () => ({}),
  () => Array.from({ length: 3000 }, () => 1),
  () => ({ length: 1e9 }),
  () => JSON.parse('{"then":"x","toJSON":"x","toString":1,"valueOf":null}') as Json,
  () => '__proto__',
  () => 'constructor',
];

/** One place of the value becomes nasty. */
function damage(value: Json, random: Random): Json {
  if (value !== null && typeof value === 'object' && random() < 0.85) {
    if (Array.isArray(value)) {
      if (value.length > 0) {
        const at = Math.floor(random() * value.length);
        return value.map((each, index) => (index === at ? damage(each, random) : each));
      }
    } else {
      const key = pick(random, Object.keys(value));
      if (key !== undefined) {
        if (random() < 0.15)
          return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
        return { ...value, [key]: damage(value[key] ?? null, random) };
      }
    }
  }
  return pick(random, nasty)?.() ?? null;
}

/** As text, because only text can say `__proto__` as a name. */
function body(value: Json, random: Random): string {
  const json = JSON.stringify(value);
  const roll = random();
  if (roll < 0.05) return json;
  if (roll < 0.1) return `{"json":${json}`;
  if (roll < 0.15) return `{"json":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  if (roll < 0.25) return `{"json":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}`;
  if (roll < 0.35)
    return `{"json":${json},"meta":[[${Math.floor(random() * 9)},"__proto__","polluted"],[1,"constructor","prototype","polluted"],["x"],[99,"a"],null,[3]]}`;
  if (roll < 0.4)
    return `{"json":${json},"meta":{"length":4294967295},"maps":[["__proto__","polluted"]],"files":1}`;
  if (roll < 0.45 && json.startsWith('{'))
    return `{"json":{"__proto__":{"polluted":1},"extra":1,${json.slice(1)}}`;
  return `{"json":${json},"meta":[]}`;
}

const types = [
  'application/json',
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  '',
];
const seen: Record<string, number> = {};

async function ask(path: string, init: RequestInit): Promise<string> {
  const abort = new AbortController();
  const reply = await test.app.handle(new Request(`http://test${path}`, { ...init, signal: abort.signal }));
  let code = String(reply.status);
  if (reply.headers.get('content-type')?.startsWith('text/event-stream') === true) {
    await reply.body?.cancel();
  } else {
    const text = await reply.text();
    code = `${reply.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`.trim();
  }
  abort.abort();
  seen[code] = (seen[code] ?? 0) + 1;
  return code;
}

async function fuzzAll(round: number, reopen: boolean): Promise<string[]> {
  const bad: string[] = [];
  for (const [index, { area, name, schema }] of calls.entries()) {
    const random = seeded(seed * 104_729 + round * 1009 + index);
    for (let nth = 0; nth < perCall; nth++) {
      // What would end the vault for good is asked for less often: the rest needs it open.
      if (area === 'cases' && ['remove', 'purge'].includes(name) && nth > perCall / 4) break;
      const fine = likely(schema, random);
      const contentType = pick(random, types) ?? '';
      const sent = random() < 0.3 ? fine : damage(fine, random);
      const text = body(sent, random);
      const code = await ask(`/rpc/${area}/${name}`, {
        method: 'POST',
        body: text,
        headers: contentType === '' ? {} : { 'content-type': contentType },
      });
      if (code === '200' && area === 'vault') secret = passphraseIn(sent) ?? secret;
      if (code.startsWith('5') && !code.includes('DISK_FULL'))
        bad.push(`${area}.${name} ${code}: ${text.slice(0, 300)}`);
      if (Reflect.get({}, 'polluted') !== undefined)
        bad.push(`${area}.${name} polluted: ${text.slice(0, 300)}`);
    }
    if (reopen) await unlock();
  }
  return bad;
}

let secret = testPassphrase;
/** What opens the vault after a call that worked. */
function passphraseIn(sent: Json): string | null {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) return null;
  const given = sent['next'] ?? sent['passphrase'];
  return typeof given === 'string' ? given : null;
}

/** The passphrases that the calls are made with. */
const passphrases = [testPassphrase, 'another one of these'];

/** Calls that worked may have locked the vault, and changed its passphrase; wrong tries must be waited for. */
async function unlock(): Promise<void> {
  for (let tries = 0; (await test.client.vault.status()).state !== 'open'; tries++) {
    if (tries > 200) throw new Error('the vault does not open again');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const other = passphrases[tries % passphrases.length] ?? secret;
    await test.client.vault.open({ passphrase: tries % 3 === 0 ? secret : other }).catch(() => {});
  }
}

/** The same work on an app of its own: what is tried there must not stand in the way of the rest. */
async function apart(work: () => Promise<void>): Promise<void> {
  const [kept, keptSecret] = [test, secret];
  test = await startTestApp();
  try {
    await work();
  } finally {
    await test.close();
    [test, secret] = [kept, keptSecret];
  }
}

async function fill(): Promise<void> {
  const { id: caseId } = await test.client.cases.create({ title: 'Fuzz' });
  const papers = [
    await pdf('a.pdf', denialLetter),
    await pdf('b.pdf', policy),
    await pdf('c.pdf', [officeNote]),
  ];
  const uploadIds: string[] = [];
  for (const paper of papers) uploadIds.push(await test.upload(paper.name, paper.buffer));
  await test.client.documents.add({ caseId, uploadIds });
  await test.settle(caseId);
  const { findings } = await test.client.findings.analysis({ caseId });
  known = [caseId, caseId, caseId, ...uploadIds, ...findings.map((each) => each.id), 'none'];
}

describe('the contract', () => {
  it('answers every call before there is a vault', { timeout: 600_000 }, async () => {
    await apart(async () => expect(await fuzzAll(1, false)).toEqual([]));
  });

  it('answers every call while it is locked', { timeout: 600_000 }, async () => {
    await apart(async () => {
      await test.client.vault.create({ passphrase: testPassphrase });
      await test.client.vault.lock();
      expect(await fuzzAll(3, false)).toEqual([]);
    });
  });

  it('answers every call while the vault is open and holds a case', { timeout: 1_800_000 }, async () => {
    await test.client.vault.create({ passphrase: testPassphrase });
    await fill();
    expect(await fuzzAll(2, true)).toEqual([]);
  });

  it('answers byte routes, wrong paths and methods', async () => {
    await unlock();
    const paths = [
      '/bytes/upload',
      '/bytes/page/x/0',
      `/bytes/page/${known[3]}/999999`,
      `/bytes/page/${known[3]}/0?width=-1`,
      `/bytes/page/${known[3]}/0?width=1e9`,
      `/bytes/page/${known[3]}/0?width=NaN`,
      '/bytes/page/__proto__/0',
      '/bytes/download/__proto__',
      '/bytes/download/../../etc/passwd',
      '/bytes/%00',
      '/rpc',
      '/rpc/',
      '/rpc/__proto__/x',
      '/rpc/constructor/prototype',
      '/rpc/vault/toString',
      '/rpc/vault/__proto__',
      '/rpc/hasOwnProperty',
      '/rpc/%E0%A4%A',
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
    ];
    const codes: string[] = [];
    for (const path of paths)
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
        codes.push(
          `${method} ${path} ${await ask(path, { method, ...(method === 'POST' ? { body: 'x' } : {}) })}`,
        );
    expect(codes.filter((code) => / 5\d\d/.test(code))).toEqual([]);
    // The upload took `x` as a paper, and a page picture of nothing: nothing else worked.
    expect(codes.filter((code) => / 2\d\d/.test(code) && !code.includes('/bytes/upload'))).toEqual([]);
  });

  it('is unharmed afterwards, and said nothing private', { timeout: 120_000 }, async () => {
    await unlock();
    expect(await test.client.vault.check()).toMatchObject({ ok: true });
    expect(await test.client.cases.list()).toBeInstanceOf(Array);
    expect(log.join('')).not.toMatch(/internal error|Naproxen|walnut/);
    const total = Object.values(seen).reduce((sum, count) => sum + count, 0);
    const unknown = Object.keys(seen).filter((code) => {
      const [, name = ''] = code.split(' ');
      return (
        name !== '' &&
        !(name in errorCodes) &&
        ![
          'BAD_REQUEST',
          'NOT_FOUND',
          'PAYLOAD_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'METHOD_NOT_SUPPORTED',
        ].includes(name)
      );
    });
    expect(unknown).toEqual([]);
    expect(Object.keys(seen).some((code) => code.startsWith('200'))).toBe(true);
    proven(
      'No request can crash the app or reach what it should not',
      `${total} requests to ${calls.length} calls (no vault, locked, open): 0 INTERNAL, 0 prototypes changed; ${seen['200'] ?? 0} were fine, the rest refused by ${Object.keys(seen).length - 1} kinds of error`,
    );
  });
});

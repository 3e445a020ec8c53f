import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tieredRules } from '@waybill/rules/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A folder with files of rules, in which the command is given. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-rules-'));
  put('good.json', written(tested({ points: 180 })));
  put('later.json', written(tested({ points: 180 })).replace('"[100..500)"', '"[120..500)"'));
  put('same.json', JSON.stringify(tested({ points: 180 })));
  put('failing.json', written(tested({ points: 3 })));
  put('untested.json', written(tieredRules()));
  put('mistyped.json', written(tested({ points: 180 })).replace('floor(amount)', 'floor(amout)'));
  put('unused.json', written({ ...tieredRules(), dateInput: 'occurredOn', tables: [] }));
  put('cut.json', '{\n  "name": "x",\n  "rules": [ ,');
  put('list.json', '[1, 2]');
  put('deep.json', '{"a":['.repeat(50_000));
  put('latin1.json', Buffer.from('{ "name": "M\u00fcller" }', 'latin1'));
  put('marked.json', `\ufeff${written(tieredRules())}`);
  put('huge.json', ' '.repeat(8_000_001));
  put('empty.json', '');
  put('row.json', '{ "occurredOn": "2026-05-05", "amount": "120.00", "category": null }');
  put('numbers.json', '{ "amount": 120.0 }');
  mkdirSync(join(folder, 'folder'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('validate', () => {
  it('says of sound rules that nothing is wrong', async () => {
    expect(await waybill('validate', 'good.json', 'marked.json')).toEqual({
      code: 0,
      out: 'good.json: Nothing is wrong.\nmarked.json: Nothing is wrong.\n',
      err: '',
    });
  });

  it('names the place of every finding, and what to write there for a program', async () => {
    const plain = await waybill('validate', 'mistyped.json', 'good.json');
    const { code, json } = await asJson('validate', 'mistyped.json');

    expect(plain.code).toBe(1);
    expect(plain.out).toContain(
      'mistyped.json:35:28: error: There is no field amout. Did you mean amount? (rule-unknown-field)\n',
    );
    expect(plain.out).toContain('good.json: Nothing is wrong.\n');
    expect(code).toBe(1);
    expect(json).toMatchObject({
      files: [
        {
          file: 'mistyped.json',
          ok: false,
          findings: [
            { line: 35, column: 28, endLine: 35, endColumn: 33, severity: 'error', fix: 'amount' },
            { severity: 'warning' },
          ],
        },
      ],
    });
  });

  it('lets warnings pass unless asked to be strict', async () => {
    const lenient = await waybill('validate', 'unused.json');
    expect(lenient).toMatchObject({ code: 0, out: expect.stringMatching(/: warning: /) as string });
    expect((await waybill('validate', 'unused.json', '--strict')).code).toBe(1);
  });

  it.each([
    ['text that stops being JSON', 'cut.json', 'cut.json:3:14: error: '],
    ['JSON that is no rule set', 'list.json', 'list.json:1:1: error: '],
    [
      'what is nested very deep',
      'deep.json',
      'deep.json:1:54: error: A rule set may be nested 16 ',
    ],
    ['nothing', 'empty.json', 'empty.json:1:1: error: '],
  ])('finds %s', async (_what, file, line) => {
    const { code, out } = await waybill('validate', file);
    expect({ code, out: out.slice(0, line.length) }).toEqual({ code: 1, out: line });
  });

  it.each([
    ['missing.json', 'missing.json: There is no such file.\n'],
    ['folder', 'folder: It is a folder. Name the files in it.\n'],
    ['latin1.json', 'latin1.json: It is not UTF-8. Save it as UTF-8.\n'],
    ['huge.json', 'huge.json: It has more than 8000000 bytes; no rule set has.\n'],
  ])('cannot read %s, and checks the others', async (file, sentence) => {
    const { code, out } = await waybill('validate', file, 'good.json');
    expect({ code, out }).toEqual({ code: 2, out: `${sentence}good.json: Nothing is wrong.\n` });
  });

  it('reads what comes in', async () => {
    const { code, out } = await waybillOn(written(tieredRules()), 'validate', '-');
    expect({ code, out }).toEqual({ code: 0, out: '-: Nothing is wrong.\n' });
  });
});

describe('test', () => {
  it('counts tests and what they cover', async () => {
    const { code, out } = await waybill('test', 'good.json');
    expect(code).toBe(0);
    expect(out).toContain('not covered: base/gold fires in no test.\n');
    expect(out).toMatch(/good\.json: 1 of 1 test passed, 1 of 6 clauses covered\.\n$/);
  });

  it('says where a failed test stands and why it failed', async () => {
    const { code, out } = await waybill('test', 'failing.json');
    const { json } = await asJson('test', 'failing.json');

    expect(code).toBe(1);
    expect(out).toMatch(
      /^failing\.json:\d+:\d+: failed: silver: The points should be 3, not 180\./m,
    );
    expect(json).toMatchObject({
      files: [
        {
          ok: false,
          failed: 1,
          tests: [{ id: 'silver', mismatch: 'The points should be 3, not 180.' }],
          coverage: { covered: 1, total: 6 },
        },
      ],
    });
  });

  it.each([
    ['untested.json', 'untested.json: There are no tests.'],
    ['mistyped.json', 'mistyped.json: The rules have errors, so no test can run.'],
  ])('does not pass %s, where nothing was tried', async (file, sentence) => {
    const { code, out } = await waybill('test', file);
    expect({ code, end: out.trimEnd().split('\n').at(-1) }).toEqual({ code: 1, end: sentence });
  });
});

describe('simulate', () => {
  it('says what rules make of a row, step by step', async () => {
    const { code, out } = await waybill('simulate', 'good.json', '--row-file', 'row.json');

    expect(code).toBe(0);
    expect(out).toMatch(/^The row earns 180 points by base\/silver, expiring on 2028-05-31\.\n/);
    expect(out).toMatch(/ {2}input +amount +120\.0000\n/);
    expect(out).toMatch(/ {2}passes +base\/gold +">= 500" does not hold \(good\.json:\d+:\d+\)\n/);
    expect(out).toMatch(/ {2}fires +base\/silver +180 points\n/);
  });

  it('puts single values over those of a test', async () => {
    const args = ['simulate', 'good.json', '--test', 'silver', '--row', 'amount=-1'];
    expect((await asJson(...args)).json).toMatchObject({
      ok: true,
      row: { occurredOn: '2026-05-05', amount: '-1' },
      decision: { outcome: 'skip', code: 'RULE-002', clause: 'limit/refund' },
    });
  });

  it('ends with 1 when the row fails', async () => {
    const { code, out } = await waybill('simulate', 'good.json', '--row', 'amount=5');
    expect(code).toBe(1);
    expect(out).toMatch(/^The row fails \(RULE-005\): /);
  });

  it.each([
    ['a name that is no input', ['--row', 'amont=5'], 'Did you mean amount?'],
    ['a value of another type', ['--row', 'amount=five'], '"five" is not.'],
    ['no value at all', ['--row', 'amount'], 'Write it as name=value.'],
    ['a number, whose digits are lost', ['--row-file', 'numbers.json'], 'must be text or null'],
    ['a file that is no object', ['--row-file', 'list.json'], 'A row is an object'],
    ['a file that is not JSON', ['--row-file', 'cut.json'], 'It is not JSON'],
    ['a test that is not there', ['--test', 'gold'], 'good.json has no test gold.'],
  ])('takes no row with %s', async (_what, args, sentence) => {
    const { code, out, err } = await waybill('simulate', 'good.json', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it('shows the findings of rules that cannot be asked', async () => {
    const { code, out } = await waybill('simulate', 'mistyped.json', '--row', 'amount=5');
    expect(code).toBe(1);
    expect(out).toContain('mistyped.json:35:28: error: ');
  });
});

describe('diff', () => {
  it('says what rules say differently, and where', async () => {
    const { code, out } = await waybill('diff', 'good.json', 'later.json');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^later\.json:\d+:\d+: Row silver of table base: .*\[100\.\.500\) to \[120\.\.500\)\.\n$/,
    );
    expect((await asJson('diff', 'good.json', 'later.json')).json).toMatchObject({
      changes: [{ kind: 'changed', name: 'base/silver', file: 'later.json' }],
    });
  });

  it('names the place of what is gone in the earlier file', async () => {
    const { out } = await waybill('diff', 'good.json', 'untested.json');
    expect(out).toMatch(/^good\.json:\d+:\d+: Test silver was removed\.\n$/);
  });

  it('minds no layout', async () => {
    const { code, out } = await waybill('diff', 'good.json', 'same.json');
    expect({ code, out }).toEqual({ code: 0, out: 'They say the same.\n' });
  });

  it.each([
    ['list.json', 'list.json is not a rule set.\nlist.json:1:1: error: '],
    ['missing.json', 'missing.json: There is no such file.'],
  ])('cannot compare %s', async (file, sentence) => {
    const { code, out, err } = await waybill('diff', 'good.json', file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });
});

describe('the command line', () => {
  it.each([
    [[], 'waybill simulate'],
    [
      ['check', 'good.json'],
      'There is no command check. There are validate, test, simulate, diff, doctor.',
    ],
    [['validate'], 'Name the files of rules to check.'],
    [['diff', 'good.json'], 'Name two files of rules'],
    [['diff', '-', '-'], 'Only one of the files can be what comes in'],
    [['test', 'good.json', '--quick'], "Unknown option '--quick'. See waybill --help."],
  ])('refuses %j', async (args, sentence) => {
    const { code, out, err } = await waybill(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it('tells its version, and of each command how it is used', async () => {
    expect((await waybill('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { out: help } = await waybill('--help');
    for (const command of ['validate', 'test', 'simulate', 'diff']) {
      expect(help).toContain(`waybill ${command} <`);
      expect(await waybill(command, '--help')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/Ends with 1 when/) as string,
      });
    }
  });

  it('is there after a fresh clone, in the folder where npm was called', async () => {
    const file = fileURLToPath(new URL('../bin/waybill.mjs', import.meta.url));
    const npm = { npm_lifecycle_event: 'waybill', INIT_CWD: folder };
    expect(await run([file, 'validate', 'good.json'], '', { env: npm, cwd: tmpdir() })).toEqual({
      code: 0,
      out: 'good.json: Nothing is wrong.\n',
      err: '',
    });
  });
});

const main = fileURLToPath(new URL('main.ts', import.meta.url));

function waybill(...args: string[]) {
  return run([main, ...args]);
}

function waybillOn(input: string, ...args: string[]) {
  return run([main, ...args], input);
}

async function asJson(...args: string[]): Promise<{ code: number | null; json: unknown }> {
  const { code, out } = await waybill(...args, '--json');
  return { code, json: JSON.parse(out) };
}

function run(args: readonly string[], input = '', { cwd = folder, env = {} } = {}) {
  const cache = { NODE_COMPILE_CACHE: join(folder, 'cache') };
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...cache, ...env } });
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    const text = { is: '' };
    stream.setEncoding('utf8').on('data', (chunk: string) => (text.is += chunk));
    return text;
  });
  child.stdin.end(input);
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out: out?.is ?? '', err: err?.is ?? '' });
    });
  });
}

function put(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}

function written(document: object): string {
  return JSON.stringify(document, null, 2);
}

/** Tiered rules with one test, of 120 in spring, which expects so many points. */
function tested({ points }: { points: number }) {
  const row = { occurredOn: '2026-05-05', amount: '120.00' };
  return {
    ...tieredRules(),
    tests: [{ id: 'silver', row, expect: { outcome: 'accrue', points } }],
  };
}

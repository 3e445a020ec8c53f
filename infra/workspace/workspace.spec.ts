import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A workspace with our commands, nothing to install and a launcher that tells what happens to it. */
let workspace: string;

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'waybill-workspace-'));
  cpSync(fileURLToPath(new URL('.', import.meta.url)), join(workspace, 'infra/workspace'), {
    recursive: true,
  });
  const tiny = { name: 'tiny', version: '1.0.0', workspaces: ['tool'] };
  const tool = { name: 'tool', version: '1.0.0' };
  put('package.json', JSON.stringify(tiny));
  put('tool/package.json', JSON.stringify(tool));
  const packages = { '': tiny, tool, 'node_modules/tool': { resolved: 'tool', link: true } };
  put('package-lock.json', JSON.stringify({ name: 'tiny', lockfileVersion: 3, packages }));
  put('.nvmrc', '24\n');
  put('apps/local/src/launcher/main.ts', launcher);
});
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

describe('set-up', () => {
  it('installs once when two commands begin at the same time, and never again', async () => {
    const both = await Promise.all([run('run.mjs', 'hello.mjs'), run('run.mjs', 'hello.mjs')]);
    const later = await run('run.mjs', 'hello.mjs');

    expect(both.map(({ code }) => code)).toEqual([1, 1]);
    expect(both.filter(({ output }) => output.includes('Installing'))).toHaveLength(1);
    expect(later.output).not.toContain('Installing');
    expect(existsSync(join(workspace, '.waybill-setup'))).toBe(false);
  });

  it('installs again when the lock file has changed', async () => {
    const lock = join(workspace, 'package-lock.json');
    writeFileSync(lock, `${readFileSync(lock, 'utf8')}\n`);
    rmSync(join(workspace, 'node_modules/.package-lock.json'), { force: true });

    expect((await run('run.mjs', 'hello.mjs')).output).toContain('Installing');
  });
});

describe('run', () => {
  it('passes arguments on, puts the tools on the PATH and ends with the code of the file', async () => {
    put(
      'greet.ts',
      'const words: string[] = process.argv.slice(2);' +
        'console.log(words.join("+"), process.env.PATH?.includes("node_modules"));' +
        'process.exitCode = 3;',
    );

    expect(await run('run.mjs', 'greet.ts', 'a', 'b')).toEqual({ code: 3, output: 'a+b true\n' });
  });

  it('says how it is used', async () => {
    expect((await run('run.mjs')).output).toContain('Usage:');
  });
});

describe('start', () => {
  it('hands its options to the launcher, stops it once on Ctrl-C and ends well', async () => {
    const { child, output } = started('start.mjs', '--reset', '--empty');
    await shown(output, 'running with --reset --empty');

    child.kill('SIGINT');
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));

    expect(code).toBe(0);
    expect(output.text.match(/asked to stop/g)?.length).toBe(1);
  });

  it('takes the launcher along when it is killed', async () => {
    const { child, output } = started('start.mjs');
    await shown(output, 'running');

    child.kill('SIGKILL');

    await shown(output, 'lost its parent');
    expect(output.text).not.toContain('asked to stop');
  });

  it('stops when npm is told to, though the shell between them dies without a word', async () => {
    const command = `"${process.execPath}" infra/workspace/start.mjs; true`;
    const env = { ...process.env, npm_lifecycle_event: 'start' };
    const shell = spawn('sh', ['-c', command], {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = outputOf(shell);
    await shown(output, 'running');

    shell.kill('SIGTERM');

    await shown(output, 'asked to stop');
    expect(output.text).not.toContain('lost its parent');
  });
});

describe('test', () => {
  it('goes on after a failed step and closes with the sum', async () => {
    const { code, output } = await run('test.mjs');

    const failed = output.match(/^✗ /gm)?.length;
    expect(output).toMatch(/✗ lint .*✗ types .*✗ specs /s);
    expect(output.trimEnd().split('\n').at(-1)).toBe(`0 passed, ${String(failed)} failed`);
    expect(code).toBe(1);
  });

  it('names the steps when asked for one that is not there', async () => {
    const { code, output } = await run('test.mjs', '--only', 'nonsense');

    expect(output).toContain('lint, format, types, portal-build, specs');
    expect(code).toBe(1);
  });

  it('runs neighbours that take one core each at the same time', async () => {
    const { groupsOf } = await import(join(workspace, 'infra/workspace/test-steps.mjs'));
    const [lint, types, specs, late] = [
      { name: 'lint', oneCore: true },
      { name: 'types', oneCore: true },
      { name: 'specs' },
      { name: 'late', oneCore: true },
    ];

    expect(groupsOf([lint, types, specs, late])).toEqual([[lint, types], [specs], [late]]);
  });

  const counts: [string, object | undefined, boolean, object][] = [
    [
      'a report of Vitest',
      { numPassedTests: 5, numFailedTests: 2 },
      false,
      { passed: 5, failed: 2 },
    ],
    ['our own report', { passed: 3, failed: 0 }, true, { passed: 3, failed: 0 }],
    ['a crash with only passed tests', { passed: 3, failed: 0 }, false, { passed: 3, failed: 1 }],
    ['no test at all', { passed: 0, failed: 0 }, true, { passed: 0, failed: 1 }],
    ['no report', undefined, true, { passed: 0, failed: 1 }],
  ];
  it.each(counts)('counts %s', async (_name, report, ended, expected) => {
    const { countsOf } = await import(join(workspace, 'infra/workspace/test-steps.mjs'));
    rmSync(join(workspace, 'test-results/counts.json'), { force: true });
    if (report) put('test-results/counts.json', JSON.stringify(report));

    expect(countsOf({ result: 'counts.json' }, ended)).toEqual(expected);
  });
});

const launcher = `
  const options: string[] = process.argv.slice(2);
  process.on('SIGTERM', () => { console.log('asked to stop'); setTimeout(() => process.exit(0), 100); });
  process.on('disconnect', () => { console.log('lost its parent'); process.exit(0); });
  console.log('running with ' + options.join(' '));
  setInterval(() => undefined, 1000);
`;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

function started(command: string, ...args: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(workspace, 'infra/workspace', command), ...args],
    { cwd: workspace, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return { child, output: outputOf(child) };
}

function outputOf(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (output.text += chunk));
  }
  return output;
}

async function run(command: string, ...args: string[]) {
  const { child, output } = started(command, ...args);
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, output: output.text };
}

async function shown(output: { text: string }, text: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!output.text.includes(text)) {
    if (Date.now() > deadline) throw new Error(`“${text}” was not shown, but: ${output.text}`);
    await pause(20);
  }
}

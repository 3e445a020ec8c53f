import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { check, resolveConfig } from 'prettier';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withImport, withMember, withSortedLine } from './operation/edits.ts';
import { planOperation } from './operation/plan-operation.ts';
import { readWish } from './operation/wish.ts';

const root = resolve(import.meta.dirname, '../..');
const wishes: [string, string[]][] = [
  ['a list', ['list-widgets', '--method', 'GET', '--path', '/widgets']],
  ['one thing', ['get-run-widget', '--method', 'GET', '--path', '/runs/{runId}/widget']],
  ['a deed', ['polish-widget', '--method', 'POST', '--path', '/widgets/{widgetId}/polish']],
  ['a change', ['change-partner', '--method', 'patch', '--path', '/partners/{partnerId}']],
];

describe('a generated operation', () => {
  it(
    'of each shape passes the compiler, together with all that it changes',
    { timeout: 60_000 },
    () => {
      // Planned one after the other, as if each had been written.
      const written = new Map<string, string>();
      for (const [, args] of wishes) {
        const plan = planOperation(readWish(args), (path) => written.get(path) ?? textOf(path));
        for (const [path, text] of plan) written.set(path, text);
      }

      expect(diagnosticsOf(written)).toEqual([]);
      expect(written.size).toBe(4 * 3 + 3 + 4);
    },
  );
});

describe('npm run new:operation', () => {
  const run = promisify(execFile);
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'waybill-generator-'));
    for (const path of [
      'libs/contracts/src',
      'libs/backend/api/src',
      'libs/backend/api/testing',
      '.prettierrc.json',
    ]) {
      cpSync(join(root, path), join(home, path), { recursive: true });
    }
  });
  afterAll(() => {
    rmSync(home, { recursive: true });
  });
  const generate = (...args: string[]) =>
    run(process.execPath, [join(root, 'infra/workspace/new-operation.ts'), ...args], { cwd: home });

  it('writes the folder, the row and every list, formatted, and says what is left to do', async () => {
    const { stdout } = await generate(
      'polish-widget',
      '--method',
      'POST',
      '--path',
      '/widgets/{widgetId}/polish',
    );
    const written = [...stdout.matchAll(/^wrote (.*)$/gm)].map(([, path]) => path ?? '');

    expect(written).toEqual([
      'libs/backend/api/src/operations/polish-widget/handler.ts',
      'libs/backend/api/src/operations/polish-widget/polish-widget.ts',
      'libs/backend/api/src/operations/polish-widget/polish-widget.spec.ts',
      'libs/contracts/src/widgets.ts',
      'libs/contracts/src/index.ts',
      'libs/contracts/src/operations.ts',
      'libs/backend/api/src/handlers.ts',
      'libs/backend/api/testing/targets.ts',
    ]);
    expect(stdout).toContain('marked TODO');
    const style = await resolveConfig(join(root, 'package.json'));
    for (const path of written) {
      const file = join(home, path);
      const isFormatted = await check(readFileSync(file, 'utf8'), { ...style, filepath: file });
      expect(isFormatted, path).toBe(true);
    }
  });

  it('does not overwrite an operation that is there', async () => {
    await expect(generate('list-runs', '--method', 'GET', '--path', '/runs')).rejects.toMatchObject(
      {
        code: 1,
        stderr: expect.stringContaining('There is a list-runs already'),
      },
    );
  });

  it('writes nothing when it does not understand', async () => {
    await expect(generate('polish', '--method', 'POST', '--path', '/x')).rejects.toMatchObject({
      code: 1,
    });
    expect(existsSync(join(home, 'libs/backend/api/src/operations/polish'))).toBe(false);
  });
});

describe('a wish', () => {
  const wrong: [string, string[]][] = [
    ['no name', []],
    ['one word', ['list', '--method', 'GET', '--path', '/x']],
    ['capitals', ['listThings', '--method', 'GET', '--path', '/x']],
    ['no method', ['list-things', '--path', '/x']],
    ['another method', ['list-things', '--method', 'FETCH', '--path', '/x']],
    ['no path', ['list-things', '--method', 'GET']],
    ['a path with its version', ['list-things', '--method', 'GET', '--path', '/v1/x']],
    ['a path that ends in a slash', ['list-things', '--method', 'GET', '--path', '/x/']],
    ['a path that begins with an id', ['list-things', '--method', 'GET', '--path', '/{x}']],
    ['an option nobody knows', ['list-things', '--verb', 'GET']],
  ];
  it.each(wrong)('with %s is refused with the usage', (_name, args) => {
    expect(() => readWish(args)).toThrow('npm run new:operation');
  });
});

describe('an edit', () => {
  it('adds a name to an import that is there, in order', () => {
    const text = "import {\n  a,\n  c,\n} from './x.ts';\nconst d = 1;\n";

    expect(withImport(text, 'b', './x.ts')).toBe(
      "import { a, b, c } from './x.ts';\nconst d = 1;\n",
    );
    expect(withImport(text, 'a', './x.ts')).toBe(text);
  });

  it('adds an import after the last one, or as the first', () => {
    expect(withImport("import { a } from './x.ts';\nf();\n", 'b', './y.ts')).toBe(
      "import { a } from './x.ts';\nimport { b } from './y.ts';\nf();\n",
    );
    expect(withImport('f();\n', 'b', './y.ts')).toBe("import { b } from './y.ts';\nf();\n");
  });

  it('adds a member as the last one', () => {
    expect(withMember('const x = {\n  a,\n};\n', 'const x = {', 'b,')).toBe(
      'const x = {\n  a,\n  b,\n};\n',
    );
    expect(() => withMember('', 'const x = {', 'b,')).toThrow('by hand');
  });

  it.each([
    ['b', 'a\nb\nc\n'],
    ['0', '0\na\nc\n'],
    ['d', 'a\nc\nd\n'],
  ])('adds the line %s among its likes', (line, expected) => {
    expect(withSortedLine('a\nc\n', line, /^\w$/)).toBe(expected);
  });
});

function textOf(path: string): string | null {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** What the compiler says about these files as if they were on the disk, and only about them. */
function diagnosticsOf(written: ReadonlyMap<string, string>): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.node.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  );
  const options = config?.options ?? {};
  const files = new Map([...written].map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(options);
  const { directoryExists, fileExists, readFile } = host;
  host.directoryExists = (folder) =>
    [...files.keys()].some((file) => file.startsWith(`${folder}/`)) ||
    (directoryExists?.(folder) ?? true);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return found.map(
      ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

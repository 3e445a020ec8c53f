import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Plain JavaScript, since it runs before there is anything else; it declares no types. */
const script = join(import.meta.dirname, 'service-worker.mjs');
const { writeServiceWorker } = (await import(script)) as {
  writeServiceWorker: (folder: string) => void;
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-build-'));
  await write('index.html', '<script src="main-AAAAAAAA.js"></script>');
  await write('main-AAAAAAAA.js', 'begin()');
  await write('favicon.svg', '<svg/>');
  await write('chunk-EEEEEEEE.js', 'e'.repeat(300_000));
  await write('3rdpartylicenses.txt', 'MIT');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the worker of a build', () => {
  it('knows the files of the build: the large ones are fetched when they are wanted', async () => {
    const { ahead, wanted } = await release();

    expect(ahead).toEqual(['/favicon.svg', '/main-AAAAAAAA.js']);
    expect(wanted).toEqual(['/chunk-EEEEEEEE.js']);
  });

  it('is another one with every build that differs, and the same with the same', async () => {
    const { id } = await release();
    expect((await release()).id).toBe(id);

    await write('favicon.svg', '<svg></svg>');

    expect((await release()).id).not.toBe(id);
  });
});

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

/** What the worker that is written into the build says of it. */
async function release(): Promise<{ id: string; ahead: string[]; wanted: string[] }> {
  writeServiceWorker(folder);
  const script = await readFile(join(folder, 'service-worker.js'), 'utf8');
  const [, id = '', ahead = '', wanted = ''] =
    /\{id:"(\w+)",ahead:(\[[^\]]*\]),wanted:(\[[^\]]*\])\}/.exec(script) ?? [];
  return { id, ahead: JSON.parse(ahead) as string[], wanted: JSON.parse(wanted) as string[] };
}

import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A build in miniature, as Angular names its files: what is in a name follows from what is in the file. */
export async function writeBuild(folder: string, words: string): Promise<void> {
  const main = `console.log(${JSON.stringify(`${words} `.repeat(200))})`;
  const chunk = `export const word = ${JSON.stringify(words)}`;
  const shared = `export const shared = ${JSON.stringify('always '.repeat(300))}`;
  const mainName = hashed('main', main, 'js');
  const files: Record<string, string | Buffer> = {
    [mainName]: main,
    [hashed('chunk', chunk, 'js')]: chunk,
    [hashed('chunk', shared, 'js')]: shared,
    [hashed('styles', 'body{margin:0}', 'css')]: 'body{margin:0}',
    [hashed('media/codicon', 'glyphs', 'ttf')]: 'glyphs',
    [hashed('media/engine', '\0asm', 'wasm')]: '\0asm',
    [hashed('media/logo', 'png', 'png')]: 'png',
    [`${mainName}.map`]: '{"version":3}',
    'favicon.svg': '<svg/>',
    'icons/icon-maskable.png': Buffer.from([1, 2, 3]),
    'index.html': `<!doctype html><script src="${mainName}"></script>`,
    'manifest.webmanifest': `{"name":"Waybill"}`,
    'ngsw-worker.js': 'self.x = 1',
    'safety-worker.js': 'self.y = 1',
    'ngsw.json': JSON.stringify({ main: mainName }),
    'monaco.css': '.monaco{}',
    '.stamp': 'not for anybody',
  };
  await rm(folder, { recursive: true, force: true });
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
}

function hashed(name: string, contents: string, ending: string): string {
  const hash = createHash('sha256').update(contents).digest('base64url').slice(0, 8);
  return `${name}-${hash}.${ending}`;
}

import { readFile, writeFile } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from './release/read-build.ts';
import { writeBuild } from './testing/build.ts';
import { bucket, openWorkbench } from './testing/workbench.ts';

type Bench = Awaited<ReturnType<typeof openWorkbench>>;
let bench: Bench;

describe('releasing the portal', () => {
  beforeAll(async () => {
    bench = await openWorkbench();
    await writeBuild(bench.build, 'one');
  });
  afterAll(() => bench.close());

  it('is planned without a write', async () => {
    const { code, out } = await bench.run('plan', '--build', bench.build, '--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      live: null,
      isLive: false,
      upload: { assets: { length: 8 }, entries: { length: 10 } },
      reuse: { assets: 0 },
      remove: { releases: [], objects: 0 },
    });
    expect(await bench.keys()).toEqual([]);
  });

  it('puts assets beside each other for good, and entries where they are asked for again', async () => {
    const { code, progress } = await apply('--commit', '3f2a90c');

    expect(code).toBe(0);
    expect(progress).toMatch(/assets: 8 of 8/);
    const heads = await Promise.all((await bench.keys('site/')).map(headOf));
    expect(heads.map(({ line }) => line.replace(hashInName, '-HASH.')).sort()).toEqual(
      [
        ...inEachEncoding('chunk-HASH.js', 'text/javascript; charset=utf-8'),
        ...inEachEncoding('chunk-HASH.js', 'text/javascript; charset=utf-8'),
        'site/config.json | application/json | no-cache | ',
        'site/favicon.svg | image/svg+xml | no-cache | ',
        'site/icons/icon-maskable.png | image/png | no-cache | ',
        'site/index.html | text/html; charset=utf-8 | no-cache | ',
        ...inEachEncoding('main-HASH.js', 'text/javascript; charset=utf-8'),
        ...inEachEncoding('main-HASH.js.map', 'application/json'),
        'site/manifest.webmanifest | application/manifest+json | no-cache | ',
        ...inEachEncoding('media/codicon-HASH.ttf', 'font/ttf'),
        ...inEachEncoding('media/engine-HASH.wasm', 'application/wasm'),
        'site/media/logo-HASH.png | image/png | public, max-age=31536000, immutable | ',
        'site/monaco.css | text/css; charset=utf-8 | no-cache | ',
        'site/ngsw-worker.js | text/javascript; charset=utf-8 | no-cache | ',
        'site/ngsw.json | application/json | no-cache | ',
        'site/safety-worker.js | text/javascript; charset=utf-8 | no-cache | ',
        'site/schemas/rule-set-1.json | application/json | no-cache | ',
        ...inEachEncoding('styles-HASH.css', 'text/css; charset=utf-8'),
      ].sort(),
    );
    expect(heads.filter(({ isAsBuilt }) => !isAsBuilt)).toEqual([]);
  });

  it('gives one build the settings of its environment', async () => {
    const config = (await (await fetch(`${bench.edge.address}/config.json`)).json()) as object;

    expect(config).toMatchObject({ environment: 'test', clientId: 'waybill-portal' });
    expect(config).toHaveProperty('version', expect.stringMatching(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/));
  });

  it('does nothing when it is asked for again', async () => {
    const before = await written();
    const { code, out } = await apply('--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      uploaded: { assets: 0, entries: 0 },
      reused: 8,
      invalidated: 0,
    });
    expect(await written()).toEqual(before);
  });

  it('is found good by whoever looks at it through the distribution', async () => {
    const { code, out } = await bench.run('verify');

    expect(out).toMatch(/18 files, 0 findings/);
    expect(code).toBe(0);
  });

  it('says what is live, since when, from what', async () => {
    const { code, out } = await bench.run('status');

    expect(code).toBe(0);
    expect(out).toMatch(/^live: [0-9a-f]{12} since 20.* by .+@/);
    expect(out).toMatch(/\* [0-9a-f]{12} {2}\d+\.\d+\.\d+\+.* from 3f2a90c/);
  });
});

describe('a second release', () => {
  let first: string;

  beforeAll(async () => {
    bench = await openWorkbench();
    await writeBuild(bench.build, 'one');
    await apply();
    first = await live();
    await writeBuild(bench.build, 'two');
  });
  afterAll(() => bench.close());

  it('uploads only what is new, and has edges forget only what changed', async () => {
    const { code, out } = await apply('--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ before: first, uploaded: { assets: 3 }, reused: 5 });
    expect(bench.cloudFront.invalidations.at(-1)).toMatchObject({
      paths: ['/', '/config.json', '/index.html', '/ngsw.json'],
      status: 'Completed',
    });
  });

  it('leaves the chunks of the first where pages of it look for them', async () => {
    const { code } = await bench.run('verify');

    expect(code).toBe(0);
    expect(await shown()).toBe('two');
    expect((await fetchSite(await mainOf(first))).status).toBe(200);
  });

  it('goes back without uploading anything', async () => {
    const before = await written();
    const { code, out } = await bench.run('rollback', '--json');
    const after = await written();

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ release: first, invalidated: 4 });
    // Entries are copied in place and the pointer is written, twice; nothing else is.
    const added = after.filter((each) => !before.includes(each)).map((each) => each.split(' ')[0]);
    expect(added.filter((key) => key !== 'state/live.json').sort()).toEqual(
      (await bench.keys(`releases/${first}/files/`))
        .map((key) => key.replace(/^releases\/[^/]+\/files/, 'site'))
        .sort(),
    );
    expect(await shown()).toBe('one');
    expect((await bench.run('verify')).code).toBe(0);
  });

  it('goes back to what was before that, and to what it is told', async () => {
    await bench.run('rollback');

    expect(await shown()).toBe('two');
    expect((await bench.run('rollback', '--release', first)).code).toBe(0);
    expect(await shown()).toBe('one');
  });

  it('does not go back to what is not there', async () => {
    const { code, progress } = await bench.run('rollback', '--release', '000000000000');

    expect(code).toBe(2);
    expect(progress).toMatch(/Release 000000000000 is not in the bucket. There are: /);
  });

  it('does not go back to what has lost files', async () => {
    const [lost = ''] = await bench.keys(`site/${await mainOf(await previous())}`);
    await bench.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: lost }));
    const { code, progress } = await bench.run('rollback');

    expect(code).toBe(2);
    expect(progress).toMatch(/has lost 1 of its files/);
    expect(await shown()).toBe('one');
  });

  it('takes away what no release that is kept needs', async () => {
    for (const words of ['three', 'four']) {
      await writeBuild(bench.build, words);
      await apply('--keep', '2');
    }
    const { out } = await bench.run('status', '--json');

    expect((JSON.parse(out) as { releases: unknown[] }).releases).toHaveLength(2);
    expect((await bench.run('verify')).code).toBe(0);
    // Three of its own for each of the two, and five that they share; all but one lie there in three encodings.
    expect((await bench.keys('site/')).filter((key) => hashInName.test(key))).toHaveLength(
      2 * 3 * 3 + 4 * 3 + 1,
    );
  });
});

describe('a run that ends in the middle', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    bench = await openWorkbench();
    await writeBuild(bench.build, 'start');
    await apply();
  });
  afterAll(() => bench.close());

  it.each([
    ['while assets are uploaded', 'PutObject', 'site/main-', false],
    ['while entries are uploaded', 'PutObject', 'releases/', false],
    ['before the page is in place', 'CopyObject', 'site/index.html', false],
    ['before edges are told', 'CreateInvalidation', '', true],
    ['before edges have forgotten', 'GetInvalidation', '', true],
  ])('killed %s: what is live works, and the next run ends it', async (when, what, key, isNew) => {
    const before = await shown();
    const invalidations = bench.cloudFront.invalidations.length;
    await writeBuild(bench.build, when);
    const hanging = hangAt(what, key);
    const killed = await bench
      .start('apply', '--build', bench.build, '--lease', '1')
      .signalWhen(hanging, 'SIGKILL');
    bench.faults.use();
    bench.cloudFront.behave({ hangs: false, looks: 0 });

    expect(killed.code).toBeNull();
    expect(await shown()).toBe(isNew ? when : before);
    expect((await fetchSite(await mainShown())).status).toBe(200);

    const again = await apply('--lease', '1');

    expect(again.code).toBe(0);
    expect(again.progress).toMatch(/waiting for .* at it since/);
    expect(await shown()).toBe(when);
    expect(bench.cloudFront.invalidations).toHaveLength(invalidations + 1);
    expect(bench.cloudFront.invalidations.at(-1)).toMatchObject({ status: 'Completed' });
    expect(bench.cloudFront.invalidations.at(-1)?.paths).toContain('/index.html');
    expect(await bench.run('verify')).toMatchObject({ code: 0 });
  });

  it('interrupted by a person, it leaves the old release and no lock', async () => {
    const before = await shown();
    await writeBuild(bench.build, 'interrupted');
    const hanging = hangAt('PutObject', 'site/main-');
    const { code, progress } = await bench
      .start('apply', '--build', bench.build)
      .signalWhen(hanging, 'SIGINT');
    bench.faults.use();

    expect(code).toBe(130);
    expect(progress).toMatch(/the same command again goes on/);
    expect(await shown()).toBe(before);
    expect(await bench.keys('state/')).toEqual(['state/live.json']);
  });
});

describe('two at once', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    bench = await openWorkbench();
    await writeBuild(bench.build, 'one');
    await writeBuild(`${bench.build}2`, 'two');
  });
  afterAll(() => bench.close());

  it('are done one after the other, or the second is refused', async () => {
    const hanging = hangAt('PutObject', 'site/main-', 700);
    const one = apply();
    while (!hanging()) await new Promise((soon) => setTimeout(soon, 5));
    const refused = await bench.run('apply', '--build', `${bench.build}2`, '--wait', '0');
    const waits = bench.run('apply', '--build', `${bench.build}2`, '--lease', '4');

    expect(refused.code).toBe(3);
    expect(refused.progress).toMatch(/is at it since .*: apply [0-9a-f]{12}\. Nothing was changed/);
    expect((await one).code).toBe(0);
    expect((await waits).code).toBe(0);
    expect(await shown()).toBe('two');
    expect((await bench.run('verify')).code).toBe(0);
  });
});

describe('what is not as it should be', () => {
  beforeAll(async () => {
    bench = await openWorkbench();
    await writeBuild(bench.build, 'one');
    await apply();
  });
  afterAll(() => bench.close());

  it('is seen, put right by another apply, and forgotten by edges', async () => {
    const main = await mainShown();
    await bench.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `site/${main}`,
        Body: 'alert(1)',
        ContentType: 'text/plain',
      }),
    );
    const { code, out } = await bench.run('verify');

    expect(code).toBe(1);
    expect(out).toContain(`/${main}: has other contents than were released`);
    expect(out).toContain(`/${main}: content-type is text/plain for identity`);
    expect(out).toContain(`/${main}: cache-control is missing for identity`);

    await bench.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'site/favicon.svg' }));
    await apply();

    expect(bench.cloudFront.invalidations.at(-1)?.paths).toEqual(['/favicon.svg', `/${main}`]);
    expect((await bench.run('verify')).code).toBe(0);
  });

  it('waits while CloudFront is busy, and knows how its stand-ins spell', async () => {
    bench.cloudFront.behave({ refusals: 1, looks: 1, completed: 'COMPLETED' });
    await writeBuild(bench.build, 'two');
    const { code, progress } = await apply();

    expect(code).toBe(0);
    expect(progress).toContain('as many invalidations as CloudFront takes are under way');
  });

  it.each([
    ['no folder', '/nowhere', /\/nowhere cannot be read. Build the portal first/],
    ['no portal', '/', /has no index.html|ending without a content type/],
  ])('is refused: %s', async (_, folder, words) => {
    const { code, progress } = await bench.run(
      'plan',
      '--build',
      folder === '/' ? import.meta.dirname : folder,
    );

    expect(code).toBe(2);
    expect(progress).toMatch(words);
  });

  it('is named where the environment lacks it', async () => {
    const whole = await readFile(bench.environment, 'utf8');
    await writeFile(bench.environment, whole.replace('"issuer":"https://', '"issuer":"'));
    const { code, progress } = await bench.run('status');
    await writeFile(bench.environment, whole);

    expect(code).toBe(2);
    expect(progress).toMatch(/does not describe an environment:\n {2}config.issuer: Invalid URL/);
  });
});

/** In an asset's name, and not in that of `icons/icon-maskable.png`. */
const hashInName = /(?<!icons\/icon)-[\w-]{8}\./;

const apply = (...args: readonly string[]) => bench.run('apply', '--build', bench.build, ...args);

function inEachEncoding(name: string, type: string): string[] {
  const kept = `${type} | public, max-age=31536000, immutable`;
  return [
    `site/${name} | ${kept} | `,
    `site/${name}.br | ${kept} | br`,
    `site/${name}.gz | ${kept} | gzip`,
  ];
}

async function headOf(key: string) {
  const head = await bench.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const { ContentType, CacheControl, ContentEncoding = '', Metadata } = head;
  const stored = await bench.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const bytes = await stored.Body?.transformToByteArray();
  const plain = decoded(bytes ?? new Uint8Array(), ContentEncoding);
  return {
    line: [key, ContentType, CacheControl, ContentEncoding].join(' | '),
    isAsBuilt: Metadata?.['sha256'] === sha256(plain),
  };
}

function decoded(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes;
}

/** Every version of every object but the lock, which comes and goes. */
async function written(): Promise<string[]> {
  const { Versions = [] } = await bench.s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  return Versions.map(({ Key, VersionId }) => `${Key ?? ''} ${VersionId ?? ''}`).filter(
    (each) => !each.startsWith('state/lock'),
  );
}

async function statusNow() {
  const { out } = await bench.run('status', '--json');
  return JSON.parse(out) as { live: { release: string; previous: string } };
}
const live = async () => (await statusNow()).live.release;
const previous = async () => (await statusNow()).live.previous;

const fetchSite = (path: string) => fetch(`${bench.edge.address}/${path}`);

/** The script that the page names which is live. */
async function mainShown(): Promise<string> {
  return /src="(.*)"/.exec(await (await fetchSite('runs/run_01')).text())?.[1] ?? '';
}

/** What the build was made with that is live. */
async function shown(): Promise<string> {
  const script = await (await fetchSite(await mainShown())).text();
  return /"(.+?) \1 /.exec(script)?.[1] ?? script;
}

async function mainOf(release: string): Promise<string> {
  const Key = `releases/${release}/files/index.html`;
  const page = await bench.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return /src="(.*)"/.exec((await page.Body?.transformToString()) ?? '')?.[1] ?? '';
}

/**
 * Has one request hang, and says whether it does. The store does it afterwards, also for a client that was killed: within
 * the lease that the next run waits for.
 */
function hangAt(what: string, keyPrefix: string, ms = 1000): () => boolean {
  if (what === 'CreateInvalidation') {
    bench.cloudFront.behave({ hangs: true });
    return () => bench.cloudFront.hanging;
  }
  if (what === 'GetInvalidation') {
    const before = bench.cloudFront.invalidations.length;
    bench.cloudFront.behave({ looks: Infinity });
    return () => bench.cloudFront.invalidations.length > before;
  }
  const before = bench.faults.injected.get('stall') ?? 0;
  bench.faults.use([{ fault: { kind: 'stall', ms }, operations: [what], keyPrefix, times: 1 }]);
  return () => (bench.faults.injected.get('stall') ?? 0) > before;
}

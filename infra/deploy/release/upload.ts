import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { encodings, entryKey, recordKey, siteKey } from '../bucket/layout.ts';
import type { Encoding } from '../bucket/layout.ts';
import type { PortalBucket } from '../bucket/portal-bucket.ts';
import { inParallel } from '../parallel.ts';
import { cacheControl, contentTypeOf, isCompressed } from './file-kinds.ts';
import { entriesOf, totalBytes } from './release.ts';
import type { BuiltFile, Release } from './release.ts';

const atATime = 8;

/** Every key of an asset: as built, and in each encoding where it pays. */
export function keysOfAsset(path: string): string[] {
  const endings = isCompressed(path) ? Object.values(encodings) : [];
  return [siteKey(path), ...endings.map((ending) => siteKey(path + ending))];
}

/**
 * Uploads assets in every encoding.
 *
 * @param quality of Brotli, to 11
 * @param tell hears of each asset that is there
 */
export async function uploadAssets(
  bucket: PortalBucket,
  assets: readonly BuiltFile[],
  quality: number,
  tell: (done: number, bytes: number) => void,
): Promise<void> {
  let [done, bytes] = [0, 0];
  // The largest first: compressing it is what takes longest.
  const bySize = [...assets].sort((a, b) => b.bytes - a.bytes);
  await inParallel(bySize, atATime, async (asset) => {
    const contents = await asset.read();
    if (isCompressed(asset.path)) {
      for (const encoding of Object.keys(encodings) as Encoding[]) {
        const key = siteKey(asset.path + encodings[encoding]);
        await putFile(bucket, key, asset, await compressed[encoding](contents, quality), encoding);
      }
    }
    // As built comes last: where it is, its compressed twins are.
    await putFile(bucket, siteKey(asset.path), asset, contents);
    done += 1;
    bytes += asset.bytes;
    tell(done, bytes);
  });
}

/** Uploads the entries of a release, and its record when all of them are there. */
export async function uploadRelease(
  bucket: PortalBucket,
  release: Release,
  files: readonly BuiltFile[],
): Promise<void> {
  await inParallel(entriesOf(files), atATime, async (entry) =>
    putFile(bucket, entryKey(release.id, entry.path), entry, await entry.read()),
  );
  await bucket.writeJson(recordKey(release.id), release, undefined);
}

export interface Size {
  readonly files: number;
  readonly bytes: number;
}

export function sizeOf(files: readonly BuiltFile[]): Size {
  return { files: files.length, bytes: totalBytes(files) };
}

async function putFile(
  bucket: PortalBucket,
  key: string,
  file: BuiltFile,
  body: Uint8Array,
  contentEncoding?: Encoding,
): Promise<void> {
  await bucket.put(key, {
    body,
    contentType: contentTypeOf(file.path) ?? 'application/octet-stream',
    cacheControl: cacheControl[file.kind],
    sha256: file.sha256,
    ...(contentEncoding ? { contentEncoding } : {}),
  });
}

type Compress = (contents: Buffer, quality: number) => Promise<Buffer>;

const compressed: Readonly<Record<Encoding, Compress>> = {
  br: (contents, quality) =>
    promisify(brotliCompress)(contents, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: contents.byteLength,
      },
    }),
  gzip: (contents) => promisify(gzip)(contents, { level: 9 }),
};

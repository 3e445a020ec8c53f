import { createHash } from 'node:crypto';

import { awsEncodePath } from '../protocol/aws-encoding.ts';
import { checksumElement, checksumHeader, checksumOfParts } from '../protocol/checksums.ts';
import type { Checksum } from '../protocol/checksums.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { childText, parseXml, xmlDocument } from '../protocol/xml.ts';
import type { XmlElement } from '../protocol/xml.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import type { Part, Upload } from '../storage/upload-table.ts';
import type { Store } from '../store.ts';
import { commitObject } from './commit-object.ts';
import { quoted, versionHeader } from './object-headers.ts';
import { receiveDocument } from './receive-body.ts';
import type { Operation, S3Request } from './request.ts';

const MIN_PART_BYTES = 5 * 1024 ** 2;

/**
 * Turns the named parts into the object. A completion repeated because its reply was lost gets the
 * same reply again, as from S3.
 */
export const completeUpload: Operation = async (store, request) => {
  const { bucket, key, query } = request;
  store.buckets.require(bucket);
  const wanted = parsePartList(await receiveDocument(store, request));
  const upload = store.uploads.find(bucket, key, query.get('uploadId') ?? '');
  const answered = upload && repeatedAnswer(upload, wanted);
  if (answered) return answered;
  const { id } = store.uploads.requireOpen(bucket, key, query.get('uploadId') ?? '');
  const stored = store.uploads.parts(id);
  const parts = chooseParts(wanted, stored);
  const object = assemble(store, request, store.uploads.requireOpen(bucket, key, id), parts);
  const chosen = new Set(parts.map(({ number }) => number));
  const added = commitObject(
    store,
    request,
    object,
    'ObjectCreated:CompleteMultipartUpload',
    (done) => {
      store.uploads.complete(
        id,
        JSON.stringify({ wanted: fingerprint(wanted), ...answerOf(done, request) }),
      );
    },
  );
  store.blobs.remove(
    stored
      .filter(({ number }) => !chosen.has(number))
      .flatMap((part) => part.segments.map(({ blob }) => blob)),
  );
  return { status: 200, ...answerOf(added, request) };
};

interface WantedPart {
  readonly number: number;
  readonly etag: string;
  readonly element: XmlElement;
}

function parsePartList(source: string): WantedPart[] {
  const document = parseXml(source);
  const parts = document.children.filter(({ name }) => name === 'Part');
  if (document.name !== 'CompleteMultipartUpload' || parts.length === 0)
    throw new S3Error('MalformedXML');
  const wanted = parts.map((element) => ({
    number: Number(childText(element, 'PartNumber')),
    etag: (childText(element, 'ETag') ?? '').trim().replace(/^"(.*)"$/u, '$1'),
    element,
  }));
  wanted.forEach(({ number }, i) => {
    if (!Number.isInteger(number)) throw new S3Error('MalformedXML');
    if (number <= (wanted[i - 1]?.number ?? 0)) throw new S3Error('InvalidPartOrder');
  });
  return wanted;
}

function chooseParts(wanted: readonly WantedPart[], stored: readonly Part[]): Part[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  return wanted.map(({ number, etag, element }, i) => {
    const part = byNumber.get(number);
    const claim = part && childText(element, checksumElement(part.checksum.algorithm));
    if (!part || part.etag !== etag || (claim !== undefined && claim !== part.checksum.value)) {
      throw new S3Error('InvalidPart', { PartNumber: String(number), ETag: etag });
    }
    if (i < wanted.length - 1 && part.size < MIN_PART_BYTES) {
      throw new S3Error('EntityTooSmall', {
        ProposedSize: String(part.size),
        MinSizeAllowed: String(MIN_PART_BYTES),
        PartNumber: String(number),
        ETag: etag,
      });
    }
    return part;
  });
}

function assemble(
  store: Store,
  { bucket, key, headers }: S3Request,
  upload: Upload,
  parts: readonly Part[],
) {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const promised = headers['x-amz-mp-object-size'];
  if (promised !== undefined && promised !== String(size)) {
    throw new S3Error(
      'InvalidRequest',
      {},
      {
        message: `The provided 'x-amz-mp-object-size' header value ${promised} does not match what was computed: ${String(size)}`,
      },
    );
  }
  const checksum = checksumOfParts(
    upload.algorithm,
    upload.type,
    parts.map((part) => ({ size: part.size, value: part.checksum.value })),
  );
  const claim = headers[checksumHeader(upload.algorithm)];
  if (
    claim !== undefined &&
    claim !== checksum.value &&
    `${claim}-${String(parts.length)}` !== checksum.value
  ) {
    throw new S3Error('BadDigest');
  }
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  return {
    bucket,
    key,
    size,
    etag: `${md5.digest('hex')}-${String(parts.length)}`,
    modifiedAt: store.clock(),
    segments: parts.flatMap((part) => part.segments),
    headers: upload.headers,
    metadata: upload.metadata,
    checksum,
  };
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function answerOf(object: ObjectVersion, request: S3Request): Answer {
  const { bucket, key, etag, checksum } = object;
  const host = request.headers['host'] ?? '';
  return {
    headers: { 'x-amz-server-side-encryption': 'AES256', ...versionHeader(object) },
    body: xmlDocument([
      'CompleteMultipartUploadResult',
      [
        ['Location', `http://${host}/${bucket}/${awsEncodePath(key)}`],
        ['Bucket', bucket],
        ['Key', key],
        ['ETag', quoted(etag)],
        ...checksumNodes(checksum),
      ],
    ]),
  };
}

function checksumNodes(checksum: Checksum | null) {
  if (!checksum) return [];
  return [
    [checksumElement(checksum.algorithm), checksum.value],
    ['ChecksumType', checksum.type],
  ] as const;
}

function fingerprint(wanted: readonly WantedPart[]): string {
  return wanted.map(({ number, etag }) => `${String(number)}:${etag}`).join(',');
}

function repeatedAnswer(upload: Upload, wanted: readonly WantedPart[]) {
  if (upload.completed === null) return undefined;
  const {
    wanted: before,
    headers,
    body,
  }: Answer & { wanted: string } = JSON.parse(upload.completed);
  return before === fingerprint(wanted) ? { status: 200, headers, body } : undefined;
}

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';

import { refusal, subjectForThisFile } from './endpoint.ts';

const subject = subjectForThisFile();
const named = (key: string) => ({ Bucket: subject.bucket, Key: key });

beforeAll(async () => {
  await put('unversioned', 'from before');
  await setVersioning('Enabled');
});

describe('a versioned bucket', () => {
  it('says so', async () => {
    expect(
      (await subject.client.send(new GetBucketVersioningCommand({ Bucket: subject.bucket })))
        .Status,
    ).toBe('Enabled');
  });

  it('keeps every version readable', async () => {
    const first = await put('doc', 'one');
    const second = await put('doc', 'two');
    expect(first).not.toBe(second);
    expect([await text('doc'), await text('doc', first), await text('doc', second)]).toEqual([
      'two',
      'one',
      'two',
    ]);
    expect((await subject.client.send(new HeadObjectCommand(named('doc')))).VersionId).toBe(second);
  });

  it('keeps what was there before as version null', async () => {
    await put('unversioned', 'later');
    expect(await text('unversioned', 'null')).toBe('from before');
  });

  it('hides a deleted object under a marker and uncovers it again', async () => {
    const version = await put('hidden', 'still there');
    const deleted = await subject.client.send(new DeleteObjectCommand(named('hidden')));
    expect(deleted.DeleteMarker).toBe(true);
    expect(await refusal(subject.client.send(new GetObjectCommand(named('hidden'))))).toBe(
      '404 NoSuchKey',
    );
    expect(await text('hidden', version)).toBe('still there');
    await subject.client.send(
      new DeleteObjectCommand({ ...named('hidden'), VersionId: deleted.VersionId }),
    );
    expect(await text('hidden')).toBe('still there');
  });

  it('removes a version for good, the one before becomes current', async () => {
    await put('peeled', 'one');
    const second = await put('peeled', 'two');
    await subject.client.send(new DeleteObjectCommand({ ...named('peeled'), VersionId: second }));
    expect(await text('peeled')).toBe('one');
    expect(await refusal(get('peeled', second))).toBe('404 NoSuchVersion');
  });

  it('a marker itself cannot be read', async () => {
    await put('marked', 'x');
    const { VersionId } = await subject.client.send(new DeleteObjectCommand(named('marked')));
    expect(await refusal(get('marked', VersionId))).toBe('405 MethodNotAllowed');
  });

  it('refuses a version id that cannot be one', async () => {
    expect(await refusal(get('doc', 'no version!'))).toBe('400 InvalidArgument');
  });

  it('copies a named version', async () => {
    const first = await put('versions', 'one');
    await put('versions', 'two');
    await subject.client.send(
      new CopyObjectCommand({
        ...named('restored'),
        CopySource: `${subject.bucket}/versions?versionId=${first ?? ''}`,
      }),
    );
    expect(await text('restored')).toBe('one');
  });

  it('a conditional delete sees the marker as a change', async () => {
    const put = await subject.client.send(new PutObjectCommand({ ...named('twice'), Body: 'x' }));
    const remove = () =>
      subject.client.send(new DeleteObjectCommand({ ...named('twice'), IfMatch: put.ETag }));
    await remove();
    expect(await refusal(remove())).toBe('412 PreconditionFailed');
  });

  it('If-None-Match * may write over a marker', async () => {
    await put('reborn', 'x');
    await subject.client.send(new DeleteObjectCommand(named('reborn')));
    await subject.client.send(
      new PutObjectCommand({ ...named('reborn'), Body: 'y', IfNoneMatch: '*' }),
    );
    expect(await text('reborn')).toBe('y');
  });

  it('lists current objects only, and all versions on request, newest first', async () => {
    const first = await put('list/a', 'one');
    const second = await put('list/a', 'two');
    await put('list/b', 'x');
    const marker = await subject.client.send(new DeleteObjectCommand(named('list/b')));
    const current = await subject.client.send(
      new ListObjectsV2Command({ Bucket: subject.bucket, Prefix: 'list/' }),
    );
    expect(current.Contents?.map(({ Key }) => Key)).toEqual(['list/a']);
    const all = await subject.client.send(
      new ListObjectVersionsCommand({ Bucket: subject.bucket, Prefix: 'list/' }),
    );
    expect(all.Versions?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest])).toEqual(
      [
        ['list/a', second, true],
        ['list/a', first, false],
        ['list/b', expect.any(String), false],
      ],
    );
    expect(
      all.DeleteMarkers?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
    ).toEqual([['list/b', marker.VersionId, true]]);
  });

  it('pages over versions', async () => {
    for (const body of ['1', '2', '3']) await put('pages/x', body);
    const seen: (string | undefined)[] = [];
    let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (next) {
      const page: {
        Versions?: { VersionId?: string }[];
        IsTruncated?: boolean;
        NextKeyMarker?: string;
        NextVersionIdMarker?: string;
      } = await subject.client.send(
        new ListObjectVersionsCommand({
          Bucket: subject.bucket,
          Prefix: 'pages/',
          MaxKeys: 1,
          ...next,
        }),
      );
      seen.push(...(page.Versions ?? []).map(({ VersionId }) => VersionId));
      next = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it('deletes versions in bulk', async () => {
    const first = await put('bulk', 'one');
    const second = await put('bulk', 'two');
    const { Deleted } = await subject.client.send(
      new DeleteObjectsCommand({
        Bucket: subject.bucket,
        Delete: {
          Objects: [
            { Key: 'bulk', VersionId: first },
            { Key: 'bulk', VersionId: second },
          ],
        },
      }),
    );
    expect(Deleted?.map(({ VersionId }) => VersionId)).toEqual([first, second]);
    expect(await refusal(get('bulk'))).toBe('404 NoSuchKey');
  });

  it('suspended, it replaces version null only', async () => {
    const kept = await put('pause', 'kept');
    await setVersioning('Suspended');
    await put('pause', 'null one');
    await put('pause', 'null two');
    await setVersioning('Enabled');
    expect([await text('pause'), await text('pause', 'null'), await text('pause', kept)]).toEqual([
      'null two',
      'null two',
      'kept',
    ]);
  });
});

async function put(key: string, body: string): Promise<string | undefined> {
  return (await subject.client.send(new PutObjectCommand({ ...named(key), Body: body }))).VersionId;
}

function get(key: string, versionId?: string) {
  return subject.client.send(new GetObjectCommand({ ...named(key), VersionId: versionId }));
}

async function text(key: string, versionId?: string): Promise<string | undefined> {
  return (await get(key, versionId)).Body?.transformToString();
}

async function setVersioning(Status: 'Enabled' | 'Suspended'): Promise<void> {
  await subject.client.send(
    new PutBucketVersioningCommand({ Bucket: subject.bucket, VersioningConfiguration: { Status } }),
  );
}

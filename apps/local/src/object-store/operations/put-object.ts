import { checksumHeader } from '../protocol/checksums.ts';
import { checkWriteEarly, commitObject } from './commit-object.ts';
import { quoted, storedHeaders, userMetadata, versionHeader } from './object-headers.ts';
import { receiveBody } from './receive-body.ts';
import type { Operation } from './request.ts';

export const putObject: Operation = async (store, request) => {
  checkWriteEarly(store, request);
  const { bucket, key, headers } = request;
  const metadata = userMetadata(headers, request.query);
  const { segment, md5, checksum } = await receiveBody(store, request);
  try {
    const added = commitObject(
      store,
      request,
      {
        bucket,
        key,
        size: segment.size,
        etag: md5,
        modifiedAt: store.clock(),
        segments: [segment],
        headers: storedHeaders(headers),
        metadata,
        checksum,
      },
      'ObjectCreated:Put',
    );
    return {
      status: 200,
      headers: {
        etag: quoted(added.etag),
        [checksumHeader(checksum.algorithm)]: checksum.value,
        'x-amz-checksum-type': checksum.type,
        'x-amz-server-side-encryption': 'AES256',
        ...versionHeader(added),
      },
    };
  } catch (error) {
    store.blobs.remove([segment.blob]);
    throw error;
  }
};

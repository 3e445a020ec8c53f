import { percentDecode } from '../protocol/aws-encoding.ts';
import { invalidArgument, S3Error } from '../protocol/s3-error.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { findVersion } from './find-version.ts';
import { checkCopySource, conditionsOf } from './preconditions.ts';
import type { S3Request } from './request.ts';

/** The object that `x-amz-copy-source` names, once its preconditions hold. */
export function copySource(
  store: Store,
  request: S3Request,
): { source: ObjectVersion; headers: Record<string, string> } {
  const header = request.headers['x-amz-copy-source'] ?? '';
  const [rawPath = '', rawVersion] = header.split('?versionId=');
  const path = percentDecode(rawPath).replace(/^\//u, '');
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) {
    throw invalidArgument(
      'x-amz-copy-source',
      header,
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  const versionId = rawVersion === undefined ? undefined : percentDecode(rawVersion);
  const source = findSource(store, path.slice(0, slash), path.slice(slash + 1), versionId);
  checkCopySource(conditionsOf(request.headers, 'x-amz-copy-source-if-'), source);
  const headers: Record<string, string> =
    source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId };
  return { source, headers };
}

function findSource(
  store: Store,
  bucket: string,
  key: string,
  versionId: string | undefined,
): ObjectVersion {
  try {
    return findVersion(store, bucket, key, versionId);
  } catch (error) {
    // A delete marker cannot be copied, whichever way it was named.
    if (!(error instanceof S3Error) || error.code !== 'MethodNotAllowed') throw error;
    throw new S3Error(
      'InvalidRequest',
      {},
      {
        message:
          'The source of a copy request may not specifically refer to a delete marker by version id.',
      },
    );
  }
}

import { formEncodeKey } from '../protocol/aws-encoding.ts';
import type { ObjectVersion } from '../storage/object-table.ts';

export type EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated';

/** A notification as S3 sends it to a queue. */
export interface S3EventMessage {
  readonly Records: readonly S3EventRecord[];
}

export interface S3EventRecord {
  readonly eventVersion: string;
  readonly eventSource: 'aws:s3';
  readonly awsRegion: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly eventTime: string;
  readonly eventName: EventName;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: { readonly 'x-amz-request-id': string; readonly 'x-amz-id-2': string };
  readonly s3: {
    readonly s3SchemaVersion: '1.0';
    readonly configurationId: string;
    readonly bucket: {
      readonly name: string;
      readonly ownerIdentity: { readonly principalId: string };
      readonly arn: string;
    };
    readonly object: {
      /** URL-encoded, with `+` for a space and slashes left alone. */
      readonly key: string;
      /** Absent for removals, as is `eTag`. */
      readonly size?: number;
      readonly eTag?: string;
      /** Only in versioned buckets. */
      readonly versionId?: string;
      /** Hex; of two events of one key the later one has the greater, when padded to equal length. */
      readonly sequencer: string;
    };
  };
}

export interface EventSource {
  readonly region: string;
  readonly requestId: string;
  readonly accessKeyId: string;
}

/** `sequence` must grow with every change of the key. */
export function eventRecord(
  eventName: EventName,
  object: Pick<ObjectVersion, 'bucket' | 'key' | 'versionId' | 'size' | 'etag' | 'modifiedAt'>,
  sequence: number,
  source: EventSource,
): S3EventRecord {
  const created = eventName.startsWith('ObjectCreated');
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: source.region,
    eventTime: object.modifiedAt.toISOString(),
    eventName,
    userIdentity: { principalId: `AWS:${source.accessKeyId}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': source.requestId, 'x-amz-id-2': source.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'waybill',
      bucket: {
        name: object.bucket,
        ownerIdentity: { principalId: source.accessKeyId },
        arn: `arn:aws:s3:::${object.bucket}`,
      },
      object: {
        key: formEncodeKey(object.key),
        ...(created ? { size: object.size, eTag: object.etag } : {}),
        ...(object.versionId === 'null' ? {} : { versionId: object.versionId }),
        sequencer: sequence.toString(16).toUpperCase().padStart(18, '0'),
      },
    },
  };
}

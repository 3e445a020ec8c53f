/** An object that an event says was created, not yet looked at. */
export interface ObjectNotice {
  readonly bucket: string;
  /** Decoded. */
  readonly key: string;
  /** Absent in buckets without versions and in notices that are not events. */
  readonly versionId?: string | undefined;
  readonly etag?: string | undefined;
  readonly sizeBytes?: number | undefined;
  /** '' when nobody said. */
  readonly sequencer: string;
}

export interface EventReading {
  readonly notices: readonly ObjectNotice[];
  /** Why parts of the message were left alone; for the log. */
  readonly ignored: readonly string[];
}

/** Messages of an SQS queue are at most this long. */
const messageCharsMax = 1_048_576;

/**
 * Reads an S3 event notification, parsed or as text. Never throws: what is not a creation event of version 2 is ignored
 * with a reason, since a message that makes the consumer fail would come back for ever.
 */
export function readEvent(message: unknown): EventReading {
  const body = typeof message === 'string' ? parseJson(message) : message;
  if (!isRecord(body)) return { notices: [], ignored: ['not an event'] };
  if (body['Event'] === 's3:TestEvent') return { notices: [], ignored: ['test event'] };
  const records = body['Records'];
  if (!Array.isArray(records)) return { notices: [], ignored: ['no records'] };
  const notices: ObjectNotice[] = [];
  const ignored: string[] = [];
  for (const record of records) {
    const read = readRecord(record);
    if (typeof read === 'string') ignored.push(read);
    else notices.push(read);
  }
  return { notices, ignored };
}

function readRecord(record: unknown): ObjectNotice | string {
  if (!isRecord(record)) return 'not a record';
  const version = record['eventVersion'];
  if (typeof version !== 'string' || !version.startsWith('2.')) return 'unknown event version';
  const name = record['eventName'];
  if (typeof name !== 'string' || !/^(s3:)?ObjectCreated:/.test(name)) return 'not a creation';
  const s3 = record['s3'];
  const bucket = isRecord(s3) && isRecord(s3['bucket']) ? s3['bucket']['name'] : undefined;
  const object = isRecord(s3) ? s3['object'] : undefined;
  if (typeof bucket !== 'string' || !isRecord(object)) return 'not a record';
  const key = decodeKey(object['key']);
  if (key === null) return 'key cannot be decoded';
  return {
    bucket,
    key,
    versionId: textOf(object['versionId']),
    etag: textOf(object['eTag']),
    sizeBytes: typeof object['size'] === 'number' ? object['size'] : undefined,
    sequencer: textOf(object['sequencer']) ?? '',
  };
}

/** Event keys are form-encoded: `+` is a space, everything else percent-encoded UTF-8. */
function decodeKey(key: unknown): string | null {
  if (typeof key !== 'string' || key === '') return null;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  if (text.length > messageCharsMax) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod';
import { Refusal } from '../refusal.ts';
import type { RequestHeaders } from './headers.ts';
import { readJson } from './json-text.ts';
import type { JsonFault } from './json-text.ts';
import { problemDetails } from './problem-details.ts';

/** Bytes of a request body; files go through the object store and never through the API. */
export const bodyBytesMax = 1_048_576;

const faults: Record<JsonFault, string> = {
  malformed: 'The body is not JSON.',
  'too-deep': 'The body is nested more than 100 levels deep.',
  'duplicate-key': 'The body names a key twice.',
  'lone-surrogate': 'The body holds text that is not well-formed Unicode.',
  'forbidden-key': 'The body holds a key that is never allowed.',
};

/** The body as text: strict UTF-8, at most 1 MiB; empty when there is none. */
export function bodyText(event: Pick<APIGatewayProxyEvent, 'body' | 'isBase64Encoded'>): string {
  const body = event.body ?? '';
  const bytes = Buffer.byteLength(body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes > bodyBytesMax) {
    throw new Refusal('payload-too-large', `A request body holds at most ${bodyBytesMax} bytes.`);
  }
  if (!event.isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(body, 'base64'),
    );
  } catch {
    throw new Refusal('malformed-request', 'The body is not UTF-8.');
  }
}

/** The body parsed and checked against its schema. */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  headers: RequestHeaders,
): z.output<Schema> {
  requireJson(headers.single('content-type'));
  if (text === '') throw new Refusal('malformed-request', 'This operation needs a JSON body.');
  const read = readJson(text);
  if (!read.ok) throw jsonRefusal(read.fault, read.pointer);
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return parsed.data;
  const errors = problemDetails(parsed.error.issues, read.value);
  throw new Refusal('validation-failed', 'Some values of the body are not as they must be.', {
    errors,
  });
}

function jsonRefusal(fault: JsonFault, pointer: string): Refusal {
  const unprocessable = fault === 'forbidden-key' || fault === 'lone-surrogate';
  return new Refusal(unprocessable ? 'validation-failed' : 'malformed-request', faults[fault], {
    errors: [{ pointer, code: fault, message: faults[fault] }],
  });
}

function requireJson(contentType: string | undefined): void {
  const [mediaType, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (mediaType?.trim() === 'application/json' && isUtf8) return;
  throw new Refusal('unsupported-media-type', 'Send the body as application/json in UTF-8.');
}

import { createHash } from 'node:crypto';
import { ruleSetJsonSchema, ruleSetSchemaUrl } from '@waybill/rules';

/** What documents name as their `$schema`, below whichever address a hub or a portal has. */
export const schemaPath = new URL(ruleSetSchemaUrl).pathname;

const text = JSON.stringify(ruleSetJsonSchema());
const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

const headers = {
  // Editors in a browser fetch it from wherever they are; it is the same for everybody and says nothing of anybody.
  'access-control-allow-origin': '*',
  // Its address changes with the language, its words more often.
  'cache-control': 'public, max-age=3600',
  'content-type': 'application/schema+json',
  'x-content-type-options': 'nosniff',
  etag,
};

/** The JSON Schema of rule documents, or that it is what who asks has already; in the cloud a file beside the portal. */
export function publishedSchema(ifNoneMatch: string | undefined) {
  const isKnown = ifNoneMatch?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
  return isKnown ? { status: 304, headers, body: '' } : { status: 200, headers, body: text };
}

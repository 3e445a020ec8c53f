import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';

import { CREDENTIALS, LANDING, openTemporaryStore } from './testing/temporary-store.ts';

const PORTAL = 'http://localhost:4200';

describe('a preflight', () => {
  it.each([
    ['of the portal', { origin: PORTAL, 'access-control-request-method': 'PUT' }, 200],
    [
      'of another site',
      { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
      403,
    ],
    ['of nobody', { 'access-control-request-method': 'PUT' }, 403],
    ['for a strange method', { origin: PORTAL, 'access-control-request-method': 'TRACE' }, 403],
  ])('%s', async (_name, headers, status) => {
    const { endpoint } = await openTemporaryStore();
    const reply = await fetch(`${endpoint}/${LANDING}/k`, { method: 'OPTIONS', headers });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('access-control-allow-origin')).toBe(status === 200 ? PORTAL : null);
  });

  it('allows the headers it was asked for', async () => {
    const { endpoint } = await openTemporaryStore();
    const reply = await fetch(`${endpoint}/${LANDING}/k`, {
      method: 'OPTIONS',
      headers: {
        origin: PORTAL,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(reply.headers.get('access-control-allow-headers')).toBe('content-type');
  });
});

it('a browser sees the ETag of what it uploaded, and a refusal too', async () => {
  const { endpoint } = await openTemporaryStore();
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: LANDING, Key: 'up' }), {
    expiresIn: 60,
  });
  const upload = (to: string) =>
    fetch(to, { method: 'PUT', body: 'x', headers: { origin: PORTAL } });
  const reply = await upload(url);
  expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, PORTAL]);
  expect(reply.headers.get('access-control-expose-headers')).toContain('ETag');
  const refused = await upload(`${url}0`);
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([
    403,
    PORTAL,
  ]);
  client.destroy();
});

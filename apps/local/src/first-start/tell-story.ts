import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { operations } from '@waybill/contracts';
import type { CallOf } from '@waybill/contracts';
import { createClient } from '@waybill/contracts/client';
import { files } from './files.ts';
import { partners } from './partners.ts';

export type NewPartnerInput = CallOf<(typeof operations)['createPartner']>['body'];
export type NewFeedInput = CallOf<(typeof operations)['createFeed']>['body'];

export interface StoryOptions {
  /** Up to and with `/v1`. */
  api: string;
  issuer: string;
  s3: string;
  today: Date;
}

/**
 * Gives a hub that knows no partner two of them and a few files to look at, through the front door: the API and the landing bucket.
 * Returns false when there was something already. Throws when the hub does not take it.
 */
export async function tellStory({ api, issuer, s3, today }: StoryOptions): Promise<boolean> {
  const token = await machineToken(issuer);
  const client = createClient({ baseUrl: api, token: () => Promise.resolve(token) });
  if ((await client.listPartners({ query: { limit: 1 } })).items.length > 0) return false;
  for (const { partner, feeds } of partners) {
    await client.createPartner({ body: partner });
    for (const feed of feeds) {
      await client.createFeed({ params: { partnerId: partner.id }, body: feed });
    }
  }
  const bucket = new S3Client({
    endpoint: s3,
    region: 'us-east-1',
    credentials: { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' },
  });
  for (const { key, body } of files(today)) {
    await bucket.send(new PutObjectCommand({ Bucket: 'waybill-landing', Key: key, Body: body }));
  }
  bucket.destroy();
  return true;
}

async function machineToken(issuer: string): Promise<string> {
  const answer = await fetch(`${issuer}/v1/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from('waybill-machine:machine-secret').toString('base64')}`,
    },
    body: 'grant_type=client_credentials&scope=waybill.read+waybill.write',
  });
  const body = (await answer.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`The issuer gave no token: ${answer.status}`);
  return body.access_token;
}

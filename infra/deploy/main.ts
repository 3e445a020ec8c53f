/** `npm run deploy:portal`: releases the portal. */
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { execute } from './execute.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    interruption.abort(new Error('interrupted'));
  });

process.exitCode = await execute(process.argv.slice(2), {
  // Addresses other than AWS's come from where the SDK takes them: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_CLOUDFRONT.
  clients: (region) => ({
    s3: new S3Client({ region }),
    cloudFront: new CloudFrontClient({ region }),
  }),
  signal: interruption.signal,
  say: console.log,
  tell: console.error,
});

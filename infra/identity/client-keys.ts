/** `npm run client-keys`: the BFF's secret on standard input, on standard output the same with its client keys rotated. */
import { text } from 'node:stream/consumers';
import { rotateSecret } from './rotate-secret.ts';

try {
  const { secret, signing } = rotateSecret(await text(process.stdin));
  process.stdout.write(secret);
  console.error(
    `Signs from now on: ${signing}. docs/guide/run-it/rotate-client-keys.md says what follows.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export const commands = ['plan', 'apply', 'status', 'rollback', 'verify'] as const;

export interface CommandLine {
  readonly command: (typeof commands)[number];
  readonly environment: string;
  readonly build: string;
  readonly commit: string | undefined;
  /** How many releases stay in the bucket, the live one among them. */
  readonly keep: number;
  /** Which release to go back to; the one before when absent. */
  readonly release: string | undefined;
  /** After how many seconds without a sign of life another run counts as dead. */
  readonly leaseS: number;
  /** How many seconds to wait for another run. */
  readonly waitS: number;
  /** Of Brotli, 1 to 11. */
  readonly quality: number;
  readonly json: boolean;
}

export const usage = `Releases the portal to the bucket behind its distribution.

  npm run deploy:portal -- plan      --to dev.json [--build <folder>]
  npm run deploy:portal -- apply     --to dev.json [--build <folder>] [--commit <id>] [--keep 5]
  npm run deploy:portal -- status    --to dev.json
  npm run deploy:portal -- rollback  --to dev.json [--release <id>]
  npm run deploy:portal -- verify    --to dev.json

  --to       the environment: bucket, distribution, address and what is to be in config.json
  --build    the portal as built; dist/portal/browser unless said
  --commit   what it was built from, for the record
  --keep     how many releases stay in the bucket, from 2; 5 unless said
  --release  which release to go back to; the one before unless said
  --wait     seconds to wait for another run on the same bucket; 300 unless said
  --lease    seconds without a sign of life after which another run counts as dead; 30 unless said
  --quality  of Brotli, 1 to 11; 11 unless said, which takes some ten seconds for the whole portal
  --json     prints the result for a program; progress goes to standard error either way

Ends with 0 when all is well, 1 when something failed or was found, 2 when it was asked for in a way that makes no sense,
3 when another run is at it, 130 when it was interrupted.`;

const options = {
  to: { type: 'string' },
  build: { type: 'string', default: 'dist/portal/browser' },
  commit: { type: 'string' },
  keep: { type: 'string', default: '5' },
  release: { type: 'string' },
  quality: { type: 'string', default: '11' },
  lease: { type: 'string', default: '30' },
  wait: { type: 'string', default: '300' },
  json: { type: 'boolean', default: false },
} as const;

/** Throws a Refusal with the first thing that makes no sense. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  const command = commands.find((each) => each === name);
  if (!command)
    throw new Refusal(
      `${name ? `Unknown command ${name}` : 'No command'}. There are ${commands.join(', ')}; --help tells the rest.`,
    );
  if (more.length > 0) throw new Refusal(`${more.join(' ')} is one word too many.`);
  if (!values.to) throw new Refusal('--to names the file of the environment; it is missing.');
  return {
    command,
    environment: values.to,
    build: values.build,
    commit: values.commit,
    keep: wholeNumber('--keep', values.keep, 2),
    release: values.release,
    leaseS: wholeNumber('--lease', values.lease, 1),
    waitS: wholeNumber('--wait', values.wait, 0),
    quality: wholeNumber('--quality', values.quality, 1, 11),
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : ''} --help tells what there is.`);
  }
}

function wholeNumber(name: string, value: string, least: number, most = Infinity): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new Refusal(
    `${name} takes a whole number from ${String(least)} ${most === Infinity ? 'on' : `to ${String(most)}`}; it was given “${value}”.`,
  );
}

import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { PortalBucket, Superseded } from './bucket/portal-bucket.ts';
import { readCommandLine, usage } from './command-line.ts';
import type { CommandLine } from './command-line.ts';
import { apply } from './commands/apply.ts';
import { plan } from './commands/plan.ts';
import { rollback } from './commands/rollback.ts';
import { status } from './commands/status.ts';
import { verify } from './commands/verify.ts';
import { readEnvironment } from './environment.ts';
import { Refusal } from './refusal.ts';
import type { Outcome, Run } from './run.ts';

/** What the tool works in. */
export interface Surroundings {
  readonly clients: (region: string) => {
    readonly s3: S3Client;
    readonly cloudFront: CloudFrontClient;
  };
  /** Aborted when a person interrupts. */
  readonly signal: AbortSignal;
  /** Takes the result. */
  readonly say: (text: string) => void;
  /** Takes progress and what went wrong. */
  readonly tell: (text: string) => void;
}

const commands: Readonly<Record<CommandLine['command'], (run: Run) => Promise<Outcome>>> = {
  plan,
  apply,
  status,
  rollback,
  verify,
};

/** Does what the command line asks for; the answer is the exit code that `usage` explains. */
export async function execute(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    if (args.includes('--help')) {
      around.say(usage);
      return 0;
    }
    const line = readCommandLine(args);
    const { result, lines, isGood } = await commands[line.command](await prepare(line, around));
    around.say(line.json ? JSON.stringify(result, null, 2) : lines.join('\n'));
    return isGood ? 0 : 1;
  } catch (error) {
    if (around.signal.aborted) {
      around.tell('Interrupted. `status` says what is live; the same command again goes on.');
      return 130;
    }
    around.tell(explain(error));
    if (error instanceof Superseded) return 3;
    return error instanceof Refusal ? error.exitCode : 1;
  }
}

async function prepare(line: CommandLine, { clients, signal, tell }: Surroundings): Promise<Run> {
  const environment = await readEnvironment(line.environment);
  const { s3, cloudFront } = clients(environment.region);
  const bucket = new PortalBucket(s3, environment.bucket, signal);
  return { line, environment, bucket, cloudFront, signal, tell };
}

function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Superseded) return `Another run was quicker: ${error.message}.`;
  if (error instanceof S3ServiceException && error.name === 'NoSuchBucket')
    return 'There is no such bucket. The output PortalBucket of the portal’s stack names it.';
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

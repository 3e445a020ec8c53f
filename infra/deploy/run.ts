import { hostname, userInfo } from 'node:os';
import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { PortalBucket } from './bucket/portal-bucket.ts';
import type { CommandLine } from './command-line.ts';
import type { Environment } from './environment.ts';

/** What a command works with. */
export interface Run {
  readonly line: CommandLine;
  readonly environment: Environment;
  readonly bucket: PortalBucket;
  readonly cloudFront: CloudFrontClient;
  /** Aborted when a person interrupts. */
  readonly signal: AbortSignal;
  /** Says how far it is; a line each. */
  readonly tell: (line: string) => void;
}

/** The answer of a command: what a program reads, and the same for people. */
export interface Outcome {
  readonly result: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  /** Whether all is well; otherwise the process ends with 1. */
  readonly isGood: boolean;
}

/** Who runs this, for records that others read: `ann@build-7`. */
export function whoRuns(): string {
  return `${userInfo().username}@${hostname()}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e5 ? 3 : 1)} MB`;
}

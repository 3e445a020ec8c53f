import type { S3Client } from '@aws-sdk/client-s3';
import type { HubAddresses } from '../fixtures/hub.ts';
import type { Sql } from '../fixtures/sql.ts';
import { apiInvariants } from './api-invariants.ts';
import { archiveInvariants } from './archive-invariants.ts';
import { auditInvariants } from './audit-invariants.ts';
import { ledgerInvariants } from './ledger-invariants.ts';
import { runInvariants } from './run-invariants.ts';

export interface World {
  hub: HubAddresses;
  sql: Sql;
  s3: S3Client;
}

/** One promise of the hub, checked past its own code. `check` names each violation; none means it holds. */
export interface Invariant {
  id: string;
  claim: string;
  check(world: World): Promise<string[]>;
}

export const invariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...runInvariants,
  ...archiveInvariants,
  ...auditInvariants,
  ...apiInvariants,
];

import type { Expectation } from '@waybill/contracts';
import type { NewFeedInput, NewPartnerInput } from './plan.ts';

/** Something that happened, at a time, in the order of time. */
export type Deed = { readonly at: Date } & (
  | { readonly kind: 'create-partner'; readonly by: Login; readonly partner: NewPartnerInput }
  | {
      readonly kind: 'create-feed';
      readonly by: Login;
      readonly partner: string;
      readonly feed: NewFeedInput;
    }
  | {
      readonly kind: 'expect-files';
      readonly by: Login;
      readonly feed: string;
      readonly expectation: Expectation;
    }
  | {
      readonly kind: 'change-rules';
      readonly by: Login;
      readonly feed: string;
      readonly rules: Readonly<Record<string, unknown>>;
      readonly reason: string;
    }
  | {
      /** Written, frozen, tested, backtested and asked for; nobody has decided on it yet. */
      readonly kind: 'ask-for-other-rules';
      readonly by: Login;
      readonly feed: string;
      readonly rules: Readonly<Record<string, unknown>>;
      /** How many of the last files it is backtested on. */
      readonly files: number;
      readonly notes: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'send-file';
      /** Key in the landing bucket. */
      readonly key: string;
      bytes(): Buffer;
      /** Somebody stops the run before a worker has it. */
      readonly cancelled?: { readonly by: Login; readonly reason: string };
    }
  | {
      readonly kind: 'assign-file';
      readonly by: Login;
      readonly key: string;
      readonly feed: string;
      readonly reason: string;
    }
  | {
      /** The failed rows of the file's run, with its own rules. */
      readonly kind: 'replay-failed-rows';
      readonly by: Login;
      readonly key: string;
      readonly reason: string;
    }
  | {
      /** All open row errors of the file's run. */
      readonly kind: 'resolve-row-errors' | 'ignore-row-errors';
      readonly by: Login;
      readonly key: string;
      readonly reason: string;
    }
);

/** Accounts of the local issuer. */
export type Login = 'admin' | 'support' | 'support2' | 'author';

import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { readConfig } from '@waybill/kit';
import type { PartsPath } from '@waybill/pipeline';
import * as z from 'zod';

const settings = z.object({
  /** ARN of the state machine of large files. */
  WAYBILL_LARGE_FILES: z.string().optional(),
  WAYBILL_LARGE_FILE_BYTES: z.coerce.number().int().positive().default(268_435_456),
  WAYBILL_STATES_ENDPOINT: z.url().optional(),
});

/** How large files are handed over to the state machine; undefined where there is none. @throws BadConfig */
export function partsFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): PartsPath | undefined {
  const config = readConfig(settings, env);
  const { WAYBILL_LARGE_FILES: stateMachineArn, WAYBILL_STATES_ENDPOINT: endpoint } = config;
  if (stateMachineArn === undefined) return undefined;
  const client = new SFNClient(endpoint === undefined ? {} : { endpoint });
  return {
    fromBytes: config.WAYBILL_LARGE_FILE_BYTES,
    start: async (lease) => {
      // One execution for each attempt, whoever asks how often.
      const name = `${lease.runId}-${String(lease.attempt)}`;
      const input = JSON.stringify({ lease });
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
  };
}

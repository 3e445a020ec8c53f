import { bffFromEnvironment } from '@waybill/bff';
import { onAws } from '../platform/on-aws.ts';

/** The portal's BFF behind `/bff/*`. */
export const handler = await onAws(process.env, ({ env }) =>
  bffFromEnvironment(env, process.stdout),
);

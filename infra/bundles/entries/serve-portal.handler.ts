import { bffFromEnvironment } from '@waybill/bff';

/** The portal's BFF behind `/bff/*`. */
export const handler = bffFromEnvironment(process.env, process.stdout);

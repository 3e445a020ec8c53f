import { authorizerFromEnvironment } from '@waybill/kit';

/** Says to the gateway, before any operation, whether a token is one that the API takes. */
export const handler = authorizerFromEnvironment(process.env, process.stdout);

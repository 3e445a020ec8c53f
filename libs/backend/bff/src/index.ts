export { bffFromEnvironment } from './bff-from-environment.ts';
export { createClientAssertion } from './identity/client-assertion.ts';
export { clientKeys, newClientKeys, publicKeys, rotateClientKeys } from './identity/client-keys.ts';
export type { ClientKeySet } from './identity/client-keys.ts';

export { bundleDigest } from './bundle-digest.ts';
export { handlers } from './handlers.ts';
export { usualSettings, type FileReception, type Hub } from './hub.ts';
export { hubFromEnvironment, type Doors } from './hub-from-environment.ts';

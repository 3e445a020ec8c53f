export { bundleDigest } from './bundle-digest.ts';
export { handlers } from './handlers.ts';
export { usualSettings, type Hub } from './hub.ts';
export { hubFromEnvironment } from './hub-from-environment.ts';

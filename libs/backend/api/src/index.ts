export { bundleDigest } from './bundle-digest.ts';
export { handlers } from './handlers.ts';
export { usualSettings } from './hub.ts';
export type { FileReception, Hub, Mail, MailDoor, MailOutcome } from './hub.ts';
export { hubFromEnvironment, type Doors } from './hub-from-environment.ts';

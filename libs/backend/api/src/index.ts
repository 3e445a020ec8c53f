export { handlers } from './handlers.ts';
export type { Hub } from './hub.ts';
export { hubFromEnvironment } from './hub-from-environment.ts';

export { handlers } from './handlers.ts';
export { usualSettings } from './hub.ts';
export type { ApiSettings, FileReception, Hub, NewId } from './hub.ts';
export { hubFromEnvironment } from './hub-from-environment.ts';
export type { OpenHub } from './hub-from-environment.ts';

export { handlers } from './handlers.ts';
export { usualSettings } from './hub.ts';
export type { ApiSettings, FileReception, Hub, NewId } from './hub.ts';

export { createClient } from './client.ts';
export type { Call, CallOptions, Client, ClientOptions } from './client.ts';
export { ProblemError } from './problem-error.ts';

export { createClient } from './client.ts';
export type { Client } from './client.ts';
export { ProblemError } from './problem-error.ts';

export { bffFromEnvironment } from './bff-from-environment.ts';

export * from './builders.ts';
export * from './feed-builders.ts';

export * from './builders.ts';
export * from './feed-builders.ts';
export * from './rule-builders.ts';

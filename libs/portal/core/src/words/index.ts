export * from './feed-words.ts';
export * from './partner-words.ts';

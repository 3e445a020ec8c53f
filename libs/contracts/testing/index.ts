export * from './builders.ts';
export * from './feed-builders.ts';
export * from './rule-builders.ts';
export * from './backtest-builders.ts';
export * from './change-request-builders.ts';

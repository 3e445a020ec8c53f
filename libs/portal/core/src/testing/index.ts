export * from './screen.ts';
export * from './signed-in.ts';

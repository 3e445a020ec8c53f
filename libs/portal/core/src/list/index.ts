export * from './filter.ts';
export * from './list-definition.ts';
export { List, injectList } from './list.ts';
export type { ListStats } from './list.ts';
export { ListEmpty, ListView } from './list-view.ts';
export { selectLastQuery } from './lists-feature.ts';
export { Names } from './names.ts';
export { provideLists } from './provide-lists.ts';
export { timeRange } from './time-range.ts';

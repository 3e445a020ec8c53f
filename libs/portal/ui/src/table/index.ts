export * from './cell.ts';
export * from './data-table.ts';
export * from './row-window.ts';
export * from './table-column.ts';

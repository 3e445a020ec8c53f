export { askForExport } from './ask-for-export.ts';
export type { ExportWish } from './export-wish.ts';

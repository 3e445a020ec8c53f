import type { FileLimits } from './feed-format.ts';

/** What a feed gets that does not say otherwise: far above honest files, far below what hurts. */
export const defaultLimits: FileLimits = {
  fileBytesMax: 2 * 1024 ** 3,
  lineBytesMax: 16 * 1024 ** 2,
  cellCharsMax: 32_768,
  columnsMax: 1_024,
  rowsMax: 20_000_000,
};

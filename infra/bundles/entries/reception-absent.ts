import type { Doors } from '@waybill/api';

/** For operations that take in no file: they carry nothing of the pipeline. */
export const reception: Doors['reception'] = () => ({
  receive: () => Promise.reject(new Error('This function takes in no files.')),
});

import type { Doors } from '@waybill/api';

/** For operations that touch no object: the S3 client is a third of a bundle. */
export const bucketStore: Doors['bucketStore'] = () =>
  new Proxy({} as ReturnType<Doors['bucketStore']>, {
    get() {
      throw new Error('This function has no object store.');
    },
  });

import type { Doors } from '@waybill/api';

/** For operations that mail nothing: they have neither the code for it nor the right. */
export const mail: Doors['mail'] = () => ({
  send: () => Promise.reject(new Error('This function sends no mail.')),
});

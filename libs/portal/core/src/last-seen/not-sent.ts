/** Says of a failed call that it was held back here. */
export const notSent = 'Not sent';

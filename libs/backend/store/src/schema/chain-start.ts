/** What the first event of the audit chain has as its predecessor. */
export const chainStart = '0'.repeat(64);

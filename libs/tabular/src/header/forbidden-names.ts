const inherited = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** Whether a name is one that every JavaScript object answers to: as a key it would hit the prototype instead of data. */
export function isForbiddenName(name: string): boolean {
  return inherited.has(name.trim());
}

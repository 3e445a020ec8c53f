/**
 * Erases what was kept in this browser for everybody but that person; for all without one.
 * Part of signing in and out, so it is here before anything that keeps is loaded.
 */
export async function forgetLastSeen(except?: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith('waybill-seen-') && name !== `waybill-seen-${except ?? ''}`)
      await caches.delete(name);
  }
}

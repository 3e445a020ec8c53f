/** What registering needs of Trusted Types; lib.dom does not have them, and neither has every browser. */
interface Policy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

const path = '/service-worker.js';
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
/** Its name stands in the portal's Content-Security-Policy. It vouches for one script only, whatever it is asked. */
const policy = trustedTypes?.createPolicy('waybill#worker', { createScriptURL: () => path });

/** Lets the browser keep the portal for the time without a network; null where it cannot. */
export async function registerWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    const script = policy?.createScriptURL(path) ?? path;
    return await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
  } catch {
    // Refused by the browser, or the host has none: the portal works, but not without a network.
    return null;
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RuleBundle } from '@waybill/contracts';
import { canonicalJson } from '@waybill/rules';

/** @param key shared by the hubs that trust each other */
export function signed(bundle: Omit<RuleBundle, 'signature'>, key: string): RuleBundle {
  return { ...bundle, signature: signatureOf(bundle, key) };
}

export function isSigned({ signature, ...bundle }: RuleBundle, key: string): boolean {
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(bundle, key)));
}

function signatureOf(bundle: Omit<RuleBundle, 'signature'>, key: string): string {
  return createHmac('sha256', key).update(canonicalJson(bundle)).digest('hex');
}

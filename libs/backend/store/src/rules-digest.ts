import { createHash } from 'node:crypto';
import { canonicalJson } from '@waybill/rules';
import type { RuleSetDocument } from '@waybill/rules';

/** SHA-256 (hex) of a rule set as JSON with sorted keys: what a version, its tests and what was found of it are known by. */
export function rulesDigest(document: RuleSetDocument): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/**
 * Puts the groups that came with a person from the identity provider into their access token, where the pool would only put its own.
 * A SAML attribute of several values arrives as one text: `[waybill-admin, everyone]`.
 */
export function handler(
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> {
  const text = event.request.userAttributes['custom:groups'] ?? '';
  const groupsToOverride = text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group.startsWith('waybill-'));
  event.response.claimsAndScopeOverrideDetails = { groupOverrideDetails: { groupsToOverride } };
  return Promise.resolve(event);
}

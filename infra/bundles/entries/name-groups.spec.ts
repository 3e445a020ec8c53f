import { describe, expect, it } from 'vitest';
import { handler } from './name-groups.handler.ts';

describe('the groups of a person who comes by way of Okta', () => {
  it.each([
    ['several', '[waybill-admin, everyone, waybill-qa]', ['waybill-admin', 'waybill-qa']],
    ['one', 'waybill-viewer', ['waybill-viewer']],
    ['none of the hub’s', 'everyone', []],
    ['none', undefined, []],
  ])('are put into the access token: %s', async (_name, groups, expected) => {
    const event = eventWith(groups === undefined ? {} : { 'custom:groups': groups });

    const { response } = await handler(event);

    expect(response.claimsAndScopeOverrideDetails).toEqual({
      groupOverrideDetails: { groupsToOverride: expected },
    });
  });
});

function eventWith(userAttributes: Record<string, string>): Parameters<typeof handler>[0] {
  return {
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    region: 'us-east-1',
    userPoolId: 'us-east-1_Waybill01',
    userName: 'Okta_ada@example.com',
    callerContext: { awsSdkVersion: '1', clientId: 'client' },
    request: { userAttributes, groupConfiguration: {}, scopes: [] },
    response: { claimsAndScopeOverrideDetails: {} },
  };
}

import { sub } from './template.ts';
import type { Resource, Value } from './template.ts';

/**
 * A firewall: `REGIONAL` before the stage of the API, `CLOUDFRONT` before the portal and what the BFF is asked.
 *
 * Requests behind the latter reach the BFF from CloudFront's own addresses, so that stage has none: it would count all people as one.
 * Instead it takes requests of the distribution alone, which has a key; nobody comes past its firewall.
 */
export function webAclOf(Scope: 'REGIONAL' | 'CLOUDFRONT'): Resource {
  const name = sub(`waybill-\${Environment}${Scope === 'CLOUDFRONT' ? '-edge' : ''}`);
  return {
    Type: 'AWS::WAFv2::WebACL',
    Properties: {
      Name: name,
      Scope,
      DefaultAction: { Allow: {} },
      VisibilityConfig: visibility(name),
      Rules: [
        {
          Name: 'rate-by-address',
          Priority: 0,
          Action: { Block: {} },
          VisibilityConfig: visibility('rate-by-address'),
          // Requests of one address in five minutes.
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 2000 } },
        },
        // Its limit of 8 kB would refuse rules and formats, whose size the functions limit themselves.
        managedRules('AWSManagedRulesCommonRuleSet', 1, ['SizeRestrictions_BODY']),
        managedRules('AWSManagedRulesKnownBadInputsRuleSet', 2),
      ],
    },
  };
}

/** The firewall before the API's stage. */
export const webAcl: Record<string, Resource> = {
  WebAcl: webAclOf('REGIONAL'),
  WebAclOfStage: {
    Type: 'AWS::WAFv2::WebACLAssociation',
    Properties: {
      ResourceArn: sub(
        'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}',
      ),
      WebACLArn: { 'Fn::GetAtt': ['WebAcl', 'Arn'] },
    },
  },
};

function managedRules(name: string, priority: number, counted: readonly string[] = []): Value {
  return {
    Name: name,
    Priority: priority,
    OverrideAction: { None: {} },
    VisibilityConfig: visibility(name),
    Statement: {
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: name,
        ...(counted.length > 0
          ? {
              RuleActionOverrides: counted.map((rule) => ({
                Name: rule,
                ActionToUse: { Count: {} },
              })),
            }
          : {}),
      },
    },
  };
}

function visibility(metric: Value): Value {
  return { CloudWatchMetricsEnabled: true, MetricName: metric, SampledRequestsEnabled: false };
}

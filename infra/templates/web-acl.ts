import { sub } from './template.ts';
import type { Resource, Value } from './template.ts';

/** The firewall before the API's stage. */
export const webAcl: Record<string, Resource> = {
  WebAcl: {
    Type: 'AWS::WAFv2::WebACL',
    Properties: {
      Name: sub('waybill-${Environment}'),
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      VisibilityConfig: visibility(sub('waybill-${Environment}')),
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
  },
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

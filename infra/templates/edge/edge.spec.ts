import { describe } from 'vitest';
import type { Templates, Value } from '../template.ts';
import { every, failing, put, rewrite, textOf, without } from '../testing/changed.ts';
import { holds } from '../testing/holds.ts';

const edge = 'edge.json';
const portal = 'stacks/portal.yaml';
const names = 'stacks/names.yaml';

describe('the firewalls', () => {
  const acls = (templates: Templates) => every(templates, 'AWS::WAFv2::WebACL');

  holds(
    '88 stand before the portal and before the API, each of the kind that may',
    (templates) => [
      ...(textOf(distribution(templates)['WebACLId']) === '{"Ref":"PortalWebAcl"}'
        ? []
        : ['the portal has none']),
      ...(every(templates, 'AWS::WAFv2::WebACLAssociation').length > 0 ? [] : ['the API has none']),
      ...failing(
        acls(templates),
        ({ file, properties }) =>
          properties['Scope'] === (file === edge ? 'CLOUDFRONT' : 'REGIONAL'),
      ),
    ],
    without(portal, 'Resources.Distribution.Properties.DistributionConfig.WebACLId'),
    without('stacks/api.json', 'Resources.WebAclOfStage'),
    put(edge, 'Resources.WebAcl.Properties.Scope', 'REGIONAL'),
  );

  holds(
    '88 count requests by address and know AWS’s lists of attacks',
    (templates) =>
      failing(acls(templates), ({ properties }) => {
        const text = textOf(properties['Rules']);
        return [
          '"RateBasedStatement":{"AggregateKeyType":"IP","Limit":2000}',
          'AWSManagedRulesCommonRuleSet',
          'AWSManagedRulesKnownBadInputsRuleSet',
        ].every((piece) => text.includes(piece));
      }),
    rewrite(edge, 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesLinuxRuleSet'),
    rewrite('stacks/api.json', '"RateBasedStatement"', '"GeoMatchStatement"'),
  );

  holds(
    '87 let large rules and formats pass, whose size the functions limit',
    (templates) =>
      failing(acls(templates), ({ properties }) =>
        textOf(properties['Rules']).includes(
          '"Name":"SizeRestrictions_BODY","ActionToUse":{"Count":{}}',
        ),
      ),
    rewrite(edge, '"Count"', '"Block"'),
    rewrite('stacks/api.json', 'SizeRestrictions_BODY', 'SizeRestrictions_QUERYSTRING'),
  );
});

describe('the names', () => {
  holds(
    '17 have certificates that prove and renew themselves in their zone',
    (templates) =>
      failing(
        every(templates, 'AWS::CertificateManager::Certificate'),
        ({ properties }) =>
          properties['ValidationMethod'] === 'DNS' &&
          textOf(properties['DomainValidationOptions']).includes('"HostedZoneId"'),
      ),
    put(edge, 'Resources.ApiCertificate.Properties.ValidationMethod', 'EMAIL'),
    without(edge, 'Resources.PortalCertificate.Properties.DomainValidationOptions'),
  );

  holds(
    '17 use certificates and firewalls of us-east-1, and say so to who deploys',
    (templates) =>
      ['ApiCertificate', 'PortalCertificate', 'PortalWebAcl'].filter((parameter) => {
        const pattern = templates['template.yaml']?.Parameters?.[parameter]?.['AllowedPattern'];
        return !String(pattern).includes(':us-east-1:');
      }),
    without('template.yaml', 'Parameters.PortalCertificate.AllowedPattern'),
    put('template.yaml', 'Parameters.PortalWebAcl.AllowedPattern', '^arn:.+$'),
  );

  holds(
    '17 point to the distribution and to the API, by both versions of IP',
    (templates) => {
      const text = textOf(templates[names]?.Resources['Names']?.Properties as unknown as Value);
      return ['Portal', 'Api'].flatMap((name) =>
        ['A', 'AAAA']
          .map((type) =>
            [
              `{"Name":{"Ref":"${name}DomainName"},"Type":"${type}"`,
              `"AliasTarget":{"DNSName":{"Ref":"${name}Alias"}`,
            ].join(),
          )
          .filter((piece) => !text.includes(piece)),
      );
    },
    rewrite(names, '"AAAA"', '"TXT"'),
    rewrite(names, '{"Ref":"PortalAlias"}', '{"Ref":"ApiAlias"}'),
  );

  holds(
    '88 are reached by TLS 1.2 at least, as are the origins behind them',
    (templates) => {
      const { ViewerCertificate, Origins } = distribution(templates);
      return [
        ...(textOf(ViewerCertificate).includes('"TLSv1.2_') ? [] : ['the portal']),
        ...(textOf(Origins).includes('"OriginSSLProtocols":["TLSv1.2"]') ? [] : ['the BFF']),
        ...(textOf(Origins).includes('"OriginProtocolPolicy":"https-only"') ? [] : ['by HTTP']),
      ];
    },
    rewrite(portal, '["TLSv1.2"]', '["TLSv1","TLSv1.2"]'),
    rewrite(portal, '"OriginProtocolPolicy":"https-only"', '"OriginProtocolPolicy":"http-only"'),
    rewrite(portal, 'TLSv1.2_2021', 'TLSv1_2016'),
  );
});

describe('what was asked for', () => {
  holds(
    '88 is written down by CloudFront, by a delivery that needs no list of access',
    (templates) => {
      const [source, destination, delivery] = ['Source', 'Destination', 'Delivery'].map(
        (part) => templates[edge]?.Resources[`AccessLog${part}`],
      );
      const buckets = textOf(templates[edge]?.Resources['AccessLogBucketPolicy'] as never);
      return [
        ...(textOf(source?.Properties as never).includes('distribution/${Distribution}')
          ? []
          : ['of another']),
        ...(textOf(destination?.Properties as never).includes('["AccessLogBucket","Arn"]')
          ? []
          : ['to another bucket']),
        ...(delivery ? [] : ['not delivered']),
        ...(buckets.includes('delivery.logs.amazonaws.com') ? [] : ['refused by the bucket']),
        ...('Logging' in distribution(templates) ? ['by the older way'] : []),
      ];
    },
    without(edge, 'Resources.AccessLogDelivery'),
    rewrite(edge, 'delivery.logs.amazonaws.com', 'logging.s3.amazonaws.com'),
    put(portal, 'Resources.Distribution.Properties.DistributionConfig.Logging', { Bucket: 'x' }),
  );

  holds(
    '59 is written down by both stages, with what is needed to find a request again',
    (templates) =>
      failing(every(templates, 'AWS::ApiGateway::Stage'), ({ properties }) =>
        ['$context.requestId', '$context.status', '$context.responseLatency'].every((piece) =>
          textOf(properties['AccessLogSetting']).includes(piece),
        ),
      ),
    rewrite('stacks/api.json', '$context.requestId', '$context.apiId'),
    rewrite(portal, '$context.status', '$context.stage'),
  );

  holds(
    '22 is watched at the edge: failures, the firewall, certificates',
    (templates) =>
      ['5xxErrorRate', 'BlockedRequests', 'DaysToExpiry'].filter(
        (metric) =>
          !every(templates, 'AWS::CloudWatch::Alarm').some(
            ({ file, properties }) => file === edge && properties['MetricName'] === metric,
          ),
      ),
    without(edge, 'Resources.PortalFailures'),
    put(edge, 'Resources.EdgeWebAclRequestsBlocked.Properties.MetricName', 'AllowedRequests'),
  );
});

function distribution(templates: Templates): Record<string, Value> {
  const { Properties = {} } = templates[portal]?.Resources['Distribution'] ?? {};
  return Properties['DistributionConfig'] as Record<string, Value>;
}

import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { pageHeaders } from '../../apps/local/src/portal-host/page-headers.ts';
import { allTemplates } from './all-templates.ts';
import type { Templates, Value } from './template.ts';
import { put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const portal = 'stacks/portal.yaml';
const headersPath =
  'Resources.PageHeaders.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig';
const distributionPath = 'Resources.Distribution.Properties.DistributionConfig';

describe('the portal', () => {
  holds(
    '14 lies in a private bucket that this distribution alone reads',
    (templates) => {
      const policy = textOf(properties(templates, 'PortalBucketPolicy')['PolicyDocument'] ?? null);
      const origins = textOf(distribution(templates)['Origins'] ?? null);
      return [
        ...(policy.includes('distribution/${Distribution}') ? [] : ['any distribution']),
        ...(origins.includes('"OriginAccessControlId"') ? [] : ['no origin access control']),
        ...(origins.includes('"OriginAccessIdentity":""') ? [] : ['an origin access identity']),
      ];
    },
    rewrite(portal, 'distribution/${Distribution}', 'distribution/*'),
    rewrite(portal, '"OriginAccessControlId"', '"Id2"'),
  );

  holds(
    '15 is cached as its objects say, compressed, by HTTP/3 and TLS 1.2 at least',
    (templates) => {
      const { DefaultCacheBehavior, HttpVersion, ViewerCertificate } = distribution(templates);
      const text = textOf(DefaultCacheBehavior);
      return [
        ...(text.includes('658327ea-f89d-4fab-a63d-7e88639e58f6') ? [] : ['not CachingOptimized']),
        ...(text.includes('"Compress":true') ? [] : ['not compressed']),
        ...(text.includes('redirect-to-https') ? [] : ['plain HTTP']),
        ...(HttpVersion === 'http2and3' ? [] : ['no HTTP/3']),
        ...(textOf(ViewerCertificate).includes('TLSv1.2_2021') ? [] : ['old TLS']),
      ];
    },
    put(portal, `${distributionPath}.DefaultCacheBehavior.Compress`, false),
    put(portal, `${distributionPath}.DefaultCacheBehavior.ViewerProtocolPolicy`, 'allow-all'),
    put(portal, `${distributionPath}.ViewerCertificate.MinimumProtocolVersion`, 'TLSv1'),
  );

  holds(
    '84 has the BFF on its own origin, never cached, and without the Host that the gateway refuses',
    (templates) => {
      const text = textOf(distribution(templates)['CacheBehaviors']);
      return [
        '"PathPattern":"/bff/*"',
        '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ].filter((piece) => !text.includes(piece));
    },
    put(portal, `${distributionPath}.CacheBehaviors.0.PathPattern`, '/api/*'),
    without(portal, `${distributionPath}.CacheBehaviors.0.OriginRequestPolicyId`),
  );

  holds(
    '84 never answers a failure of the BFF with a page',
    (templates) => ('CustomErrorResponses' in distribution(templates) ? ['error pages'] : []),
    put(portal, `${distributionPath}.CustomErrorResponses`, [{ ErrorCode: 404 }]),
  );

  holds(
    '88 sends the policy of content that the local portal is tried with',
    (templates) => (contentPolicy(templates) === localPolicy() ? [] : [contentPolicy(templates)]),
    rewrite(portal, "script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    rewrite(portal, "require-trusted-types-for 'script'; ", ''),
  );

  holds(
    '88 insists on HTTPS for two years, and on its other headers',
    (templates) => {
      const headers = textOf(properties(templates, 'PageHeaders') as Value);
      return [
        '"AccessControlMaxAgeSec":63072000',
        '"ContentTypeOptions":{"Override":true}',
        '"FrameOption":"DENY"',
        '"ReferrerPolicy":"no-referrer"',
        ...['cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'].map(
          (name) => `"Header":"${name}","Value":"${pageHeaders([])[name] ?? ''}"`,
        ),
      ].filter((piece) => !headers.includes(piece));
    },
    put(portal, `${headersPath}.StrictTransportSecurity.AccessControlMaxAgeSec`, 60),
    without(portal, `${headersPath}.FrameOptions`),
    rewrite(portal, 'camera=()', 'camera=(self)'),
  );

  it.each([
    ['/', '/index.html'],
    ['/runs/run_01', '/index.html'],
    ['/files/orders.csv', '/index.html'],
    ['/partners/12.5', '/index.html'],
    ['/main-ABC.js', '/main-ABC.js'],
    ['/assets/icons.svg', '/assets/icons.svg'],
    ['/config.json', '/config.json'],
  ])('14 answers %s with %s', (uri, expected) => {
    const code = textOf(properties(allTemplates(), 'DeepLinks')['FunctionCode'] ?? '');
    const answer: unknown = runInNewContext(
      `${JSON.parse(code) as string}; handler({ request: { uri } }).uri`,
      { uri },
    );

    expect(answer).toBe(expected);
  });
});

function properties(templates: Templates, id: string) {
  return templates[portal]?.Resources[id]?.Properties ?? {};
}

function distribution(templates: Templates): Record<string, Value> {
  return properties(templates, 'Distribution')['DistributionConfig'] as Record<string, Value>;
}

function contentPolicy(templates: Templates): string {
  const found = /"Fn::Sub":"(default-src[^"]*)"/.exec(
    textOf(properties(templates, 'PageHeaders') as Value),
  );
  return found?.[1] ?? '';
}

/** The local policy, whose issuer and bucket are elsewhere. */
function localPolicy(): string | undefined {
  const uploads = 'https://${LandingBucket}.s3.${AWS::Region}.amazonaws.com';
  return pageHeaders(['${IssuerOrigin}', uploads])['content-security-policy'];
}

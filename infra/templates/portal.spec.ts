import { describe, expect, it } from 'vitest';
import { pageHeaders } from '../../apps/local/src/portal-host/page-headers.ts';
import { readPortalTemplate } from '../deploy/edge/portal-template.ts';
import { viewerRequest } from '../deploy/edge/viewer-request.ts';
import { contentTypeOf, isCompressed } from '../deploy/release/file-kinds.ts';
import type { Templates, Value } from './template.ts';
import { every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
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
    '88 lets nobody to the BFF past the firewall: its gateway wants a key that the distribution alone sends',
    (templates) => {
      const methods = every(templates, 'AWS::ApiGateway::Method').filter(
        ({ file }) => file === portal,
      );
      const key = textOf(properties(templates, 'OriginKey')['Value']);
      const origins = distribution(templates)['Origins'] as unknown as Value[];
      const bff = textOf(origins.find((origin) => textOf(origin).includes('"Id":"bff"')));
      const plan = textOf(properties(templates, 'OriginPlan')['ApiStages']);
      const inPlan = textOf(properties(templates, 'OriginKeyInPlan') as Value);
      return [
        ...failing(methods, ({ properties: { ApiKeyRequired } }) => ApiKeyRequired === true),
        ...(methods.length > 0 ? [] : ['no method']),
        ...(/^\{"Fn::Sub":"\{\{resolve:secretsmanager:\$\{OriginSecret\}:/.test(key)
          ? []
          : ['a key that is written down']),
        ...(bff.includes(`{"HeaderName":"x-api-key","HeaderValue":${key}}`) ? [] : ['not sent']),
        ...(plan.includes('{"ApiId":{"Ref":"BffApi"},"Stage":{"Ref":"BffStage"}}')
          ? []
          : ['for another stage']),
        ...(inPlan.includes('{"Ref":"OriginKey"}') && inPlan.includes('{"Ref":"OriginPlan"}')
          ? []
          : ['good for nothing']),
      ];
    },
    without(portal, 'Resources.BffMethod.Properties.ApiKeyRequired'),
    put(portal, 'Resources.OriginKey.Properties.Value', 'a key of thirty letters and more'),
    rewrite(portal, '"x-api-key"', '"x-origin-key"'),
    without(portal, 'Resources.OriginPlan.Properties.ApiStages'),
    without(portal, 'Resources.OriginKeyInPlan'),
  );

  holds(
    '28 88 changes that key without a gap: the gateway takes the next one before edges send it',
    (templates) => {
      const { DependsOn } = templates[portal]?.Resources['Distribution'] ?? {};
      const name = textOf(properties(templates, 'OriginSecret')['Name']);
      return [
        ...(DependsOn === 'OriginKeyInPlan' ? [] : ['edges may be first']),
        ...(name.includes('${OriginKeyNumber}') ? [] : ['no number makes another key']),
      ];
    },
    without(portal, 'Resources.Distribution.DependsOn'),
    rewrite(portal, 'bff-origin-${OriginKeyNumber}', 'bff-origin'),
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

  holds(
    '14 shows of its bucket what is released and nothing that is kept beside it',
    (templates) => {
      const policy = textOf(properties(templates, 'PortalBucketPolicy')['PolicyDocument'] ?? null);
      const origins = textOf(distribution(templates)['Origins'] ?? null);
      return [
        ...(policy.includes('"Fn::Sub":"${PortalBucket.Arn}/site/*"}') ? [] : ['more than site/']),
        ...(origins.includes('"OriginPath":"/site"') ? [] : ['another folder than the tool’s']),
      ];
    },
    rewrite(portal, '${PortalBucket.Arn}/site/*', '${PortalBucket.Arn}/*'),
    rewrite(portal, '"OriginPath":"/site"', '"OriginPath":"/releases"'),
  );

  holds(
    '79 says of chunks that are gone that they are gone, not that they are forbidden',
    (templates) => {
      const policy = textOf(properties(templates, 'PortalBucketPolicy')['PolicyDocument'] ?? null);
      return policy.includes('"s3:ListBucket"') ? [] : ['S3 would say 403'];
    },
    rewrite(portal, '"s3:ListBucket"', '"s3:GetObjectTagging"'),
  );

  holds(
    '15 compresses at the edge what does not lie there compressed, near the people it is for',
    (templates) => {
      const { DefaultCacheBehavior, CacheBehaviors, PriceClass } = distribution(templates);
      const behaviors = textOf([DefaultCacheBehavior ?? null, CacheBehaviors ?? null]);
      return [
        ...(behaviors.split('"Compress":true').length === 3 ? [] : ['a behaviour does not']),
        ...(textOf(PriceClass) === '{"Ref":"PriceClass"}' ? [] : ['no price class to choose']),
      ];
    },
    put(portal, `${distributionPath}.CacheBehaviors.0.Compress`, false),
    without(portal, `${distributionPath}.PriceClass`),
  );

  it.each([
    ['/', '/index.html'],
    ['/runs/run_01', '/index.html'],
    ['/files/orders.csv', '/index.html'],
    ['/partners/12.5', '/index.html'],
    ['/main-AB12cd34.js.br', '/index.html'],
    ['/main-ABC.js', '/main-ABC.js'],
    ['/assets/icons.svg', '/assets/icons.svg'],
    ['/icons/icon-maskable.png', '/icons/icon-maskable.png'],
    ['/config.json', '/config.json'],
    ['/manifest.webmanifest', '/manifest.webmanifest'],
    ['/ngsw-worker.js', '/ngsw-worker.js'],
    ['/main-AB12cd34.js', '/main-AB12cd34.js.br'],
    ['/chunk--XxgUEbN.js', '/chunk--XxgUEbN.js.br'],
    ['/media/codicon-AB12cd34.ttf', '/media/codicon-AB12cd34.ttf.br'],
    ['/media/inter-AB12cd34.woff2', '/media/inter-AB12cd34.woff2'],
  ])('14 answers %s with %s', (uri, expected) => {
    expect(deepLinks({ method: 'GET', uri, headers: browser })).toBe(expected);
  });

  it.each([
    ['gzip, deflate, br, zstd', '.br'],
    ['br;q=0, gzip', '.gz'],
    ['gzip;q=0.5', '.gz'],
    ['gzip;q=0', ''],
    ['brotli', ''],
    [undefined, ''],
  ])('15 gives who accepts %j the file that ends with %j', (accepted, ending) => {
    const headers: Record<string, string> = accepted ? { 'accept-encoding': accepted } : {};
    const uri = '/main-AB12cd34.js';

    expect(deepLinks({ method: 'GET', uri, headers })).toBe(uri + ending);
  });

  it('15 asks for each file that the release tool compresses, and for no other', () => {
    const files = ['css', 'js', 'js.map', 'json', 'png', 'svg', 'ttf', 'wasm', 'woff2', 'html'];
    const paths = files.flatMap((each) => [
      `main-AB12cd34.${each}`,
      `media/main-AB12cd34.${each}`,
      `plain.${each}`,
      `icons/icon-maskable.${each}`,
    ]);

    expect(
      paths.filter(
        (path) =>
          isCompressed(path) !==
          deepLinks({ method: 'GET', uri: `/${path}`, headers: browser }).endsWith('.br'),
      ),
    ).toEqual([]);
  });

  it('15 takes for files what the release tool has a content type for', () => {
    const endings = ['css', 'csv', 'html', 'ico', 'js', 'json', 'map', 'pdf', 'png', 'svg', 'ttf'];
    const more = ['txt', 'wasm', 'webmanifest', 'webp', 'woff', 'woff2', 'zip'];
    const isFile = (path: string) =>
      deepLinks({ method: 'GET', uri: `/${path}`, headers: {} }) === `/${path}`;

    expect(
      [...endings, ...more]
        .map((ending) => `some.${ending}`)
        .filter((path) => isFile(path) !== (contentTypeOf(path) !== undefined)),
    ).toEqual([]);
  });
});

const browser = { 'accept-encoding': 'gzip, deflate, br, zstd' };
const deepLinks = viewerRequest(readPortalTemplate().functionCode);

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

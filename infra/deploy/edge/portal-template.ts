import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const behavior = z.looseObject({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()),
  Compress: z.boolean().default(false),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z
    .array(z.object({ EventType: z.literal('viewer-request'), FunctionARN: z.string() }))
    .default([]),
});

const distribution = z.looseObject({
  DefaultRootObject: z.string(),
  Origins: z.array(
    z.looseObject({
      Id: z.string(),
      OriginPath: z.string().default(''),
      S3OriginConfig: z.unknown().optional(),
      OriginCustomHeaders: z
        .array(z.object({ HeaderName: z.string(), HeaderValue: z.string() }))
        .default([]),
    }),
  ),
  DefaultCacheBehavior: behavior,
  CacheBehaviors: z.array(behavior),
});

const custom = z.object({ Header: z.string(), Value: z.string() });
const headersPolicy = z.object({
  SecurityHeadersConfig: z.object({
    StrictTransportSecurity: z.object({
      AccessControlMaxAgeSec: z.number(),
      IncludeSubdomains: z.boolean(),
      Preload: z.boolean(),
    }),
    ContentTypeOptions: z.object({}),
    FrameOptions: z.object({ FrameOption: z.string() }),
    ReferrerPolicy: z.object({ ReferrerPolicy: z.string() }),
    ContentSecurityPolicy: z.object({ ContentSecurityPolicy: z.string() }),
  }),
  CustomHeadersConfig: z.object({ Items: z.array(custom) }),
});

export type Behavior = z.infer<typeof behavior>;
export type Origin = z.infer<typeof distribution>['Origins'][number];

/** What the portal's stack says of its distribution, with values for some of its parameters. */
export interface PortalTemplate {
  readonly distribution: z.infer<typeof distribution>;
  /** Headers that each answer gets, by name. A parameter without a value stays as it is written: `${IssuerOrigin}`. */
  readonly pageHeaders: Readonly<Record<string, string>>;
  /** The code of the function that sees each request for a page. */
  readonly functionCode: string;
  /** What the distribution may read in the bucket, as ARNs: `${PortalBucket.Arn}/site/*`. */
  readonly mayRead: readonly string[];
  /** Whether the bucket says 404 of what is not there; it says 403 to who may not list. */
  readonly mayList: boolean;
}

const stack = new URL('../../stacks/portal.yaml', import.meta.url);

/** Reads `infra/stacks/portal.yaml`. Throws where it says what this reader does not know, so that nothing is passed over. */
export function readPortalTemplate(values: Readonly<Record<string, string>> = {}): PortalTemplate {
  const { Resources } = z
    .looseObject({ Resources: z.record(z.string(), z.looseObject({ Properties: z.unknown() })) })
    .parse(resolve(parse(readFileSync(stack, 'utf8')), values));
  const properties = (id: string) =>
    z.record(z.string(), z.unknown()).parse(Resources[id]?.Properties);
  const read = statements(properties('PortalBucketPolicy')['PolicyDocument']);
  return {
    distribution: distribution.parse(properties('Distribution')['DistributionConfig']),
    pageHeaders: headersOf(
      headersPolicy.parse(properties('PageHeaders')['ResponseHeadersPolicyConfig']),
    ),
    functionCode: z.string().parse(properties('DeepLinks')['FunctionCode']),
    mayRead: read('s3:GetObject'),
    mayList: read('s3:ListBucket').length > 0,
  };
}

function headersOf(policy: z.infer<typeof headersPolicy>): Record<string, string> {
  const { SecurityHeadersConfig: security, CustomHeadersConfig } = policy;
  const { AccessControlMaxAgeSec, IncludeSubdomains, Preload } = security.StrictTransportSecurity;
  return {
    'strict-transport-security': [
      `max-age=${String(AccessControlMaxAgeSec)}`,
      ...(IncludeSubdomains ? ['includeSubDomains'] : []),
      ...(Preload ? ['preload'] : []),
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': security.FrameOptions.FrameOption,
    'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
    'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    ...Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
  };
}

const policyDocument = z.object({
  Statement: z.array(
    z.looseObject({
      Effect: z.string(),
      Principal: z.unknown(),
      Action: z.union([z.string(), z.array(z.string())]),
      Resource: z.union([z.string(), z.array(z.string())]),
    }),
  ),
});

/** Which resources a bucket policy lets CloudFront use an action on. */
function statements(document: unknown): (action: string) => string[] {
  const { Statement } = policyDocument.parse(document);
  const ours = Statement.filter(
    ({ Effect, Principal }) =>
      Effect === 'Allow' && JSON.stringify(Principal).includes('cloudfront.amazonaws.com'),
  );
  return (action) =>
    ours
      .filter(({ Action }) => [Action].flat().includes(action))
      .flatMap(({ Resource }) => Resource);
}

/** `Ref`, `Fn::Sub` and `Fn::GetAtt`, by the values given; what has none stays as `${Name}`. */
function resolve(value: unknown, values: Readonly<Record<string, string>>): unknown {
  const named = (name: string) => values[name] ?? `\${${name}}`;
  if (Array.isArray(value)) return value.map((each) => resolve(each, values));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, inner] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0) {
    if (name === 'Ref' && typeof inner === 'string') return named(inner);
    if (name === 'Fn::GetAtt' && Array.isArray(inner)) return named(inner.join('.'));
    if (name === 'Fn::Sub' && typeof inner === 'string')
      return inner.replace(/\$\{([^}!]+)\}/g, (_, each: string) => named(each));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, resolve(each, values)]),
  );
}

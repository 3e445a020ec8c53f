import { S3Error } from './s3-error.ts';
import { canonicalRequest, sameText, signingKey, signRequest } from './signature.ts';
import type { Scope } from './signature.ts';
import type { Target } from './target.ts';

export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** A verified request: what its body was promised to be, and the chain its chunks continue. */
export interface Authenticated {
  /** Hex SHA-256, `UNSIGNED-PAYLOAD` or a `STREAMING-…` scheme. */
  readonly payloadHash: string;
  readonly key: Buffer;
  readonly scope: Scope;
  readonly amzDate: string;
  readonly signature: string;
}

interface Claim {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly amzDate: string;
  readonly payloadHash: string;
  /** Seconds a presigned URL is good for. */
  readonly expiresInS?: number;
}

export interface SignedRequest {
  readonly method: string;
  readonly target: Target;
  readonly headers: Readonly<Record<string, string>>;
}

const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRY_S = 7 * 24 * 3600;
/** Set by clients and proxies after signing. */
const MAY_BE_UNSIGNED = new Set(['x-amz-content-sha256', 'x-amz-user-agent']);

/** Verifies SigV4 in its header or its query form; throws the refusal S3 would give. */
export function authenticate(request: SignedRequest, identity: Identity, now: Date): Authenticated {
  const claim = request.target.query.has('X-Amz-Algorithm')
    ? queryClaim(request)
    : headerClaim(request);
  const [date = '', region = ''] = claim.scope.split('/');
  if (claim.accessKeyId !== identity.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', { AWSAccessKeyId: claim.accessKeyId });
  }
  if (region !== identity.region || claim.scope !== `${date}/${region}/s3/aws4_request`) {
    throw wrongScope(claim, region, identity.region);
  }
  checkTime(claim, date, now);
  checkSignedHeaders(request, claim);
  const key = signingKey(identity.secretAccessKey, claim.scope);
  const canonical = canonicalRequest({
    method: request.method,
    path: request.target.path,
    query: request.target.query,
    headers: request.headers,
    signedHeaders: claim.signedHeaders,
    payloadHash: claim.payloadHash,
  });
  if (!sameText(signRequest(key, claim.amzDate, claim.scope, canonical), claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', {
      AWSAccessKeyId: claim.accessKeyId,
      SignatureProvided: claim.signature,
      CanonicalRequest: canonical,
    });
  }
  const { payloadHash, scope, amzDate, signature } = claim;
  return { payloadHash, key, scope, amzDate, signature };
}

function headerClaim({ headers }: SignedRequest): Claim {
  const authorization = headers['authorization'];
  if (authorization === undefined) throw new S3Error('AccessDenied');
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/u.exec(
      authorization.trim(),
    );
  if (!match) throw new S3Error('AuthorizationHeaderMalformed');
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const payloadHash = headers['x-amz-content-sha256'];
  if (payloadHash === undefined) {
    throw new S3Error(
      'InvalidRequest',
      {},
      {
        message: 'Missing required header for this request: x-amz-content-sha256',
      },
    );
  }
  return {
    ...splitCredential(credential),
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate: headers['x-amz-date'] ?? basicDate(headers['date']),
    payloadHash,
  };
}

function queryClaim({ target: { query }, headers }: SignedRequest): Claim {
  if (headers['authorization'] !== undefined) {
    throw new S3Error('InvalidArgument', {}, { message: 'Only one auth mechanism allowed' });
  }
  const take = (name: string) =>
    query.get(name) ?? refuseQuery(`Query-string authentication requires ${name}`);
  if (take('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    refuseQuery('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const expires = take('X-Amz-Expires');
  if (!/^\d{1,7}$/u.test(expires)) refuseQuery('X-Amz-Expires should be a number');
  if (Number(expires) > MAX_EXPIRY_S)
    refuseQuery('X-Amz-Expires must be less than a week (in seconds)');
  return {
    ...splitCredential(take('X-Amz-Credential')),
    signedHeaders: take('X-Amz-SignedHeaders').split(';'),
    signature: take('X-Amz-Signature'),
    amzDate: take('X-Amz-Date'),
    payloadHash:
      query.get('X-Amz-Content-Sha256') ?? headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
    expiresInS: Number(expires),
  };
}

function splitCredential(credential: string): { accessKeyId: string; scope: Scope } {
  const slash = credential.indexOf('/');
  return {
    accessKeyId: credential.slice(0, Math.max(slash, 0)),
    scope: credential.slice(slash + 1),
  };
}

function wrongScope(claim: Claim, region: string, expected: string): S3Error {
  const message = `the region '${region}' is wrong; expecting '${expected}'`;
  return claim.expiresInS === undefined
    ? new S3Error(
        'AuthorizationHeaderMalformed',
        { Region: expected },
        {
          message: `The authorization header is malformed; ${message}`,
        },
      )
    : new S3Error(
        'AuthorizationQueryParametersError',
        { Region: expected },
        {
          message: `Error parsing the X-Amz-Credential parameter; ${message}`,
        },
      );
}

function checkTime(claim: Claim, scopeDate: string, now: Date): void {
  const signedAt = parseBasicDate(claim.amzDate);
  if (signedAt === undefined || !claim.amzDate.startsWith(scopeDate)) {
    throw new S3Error(
      'AccessDenied',
      {},
      {
        message: 'AWS authentication requires a valid Date or x-amz-date header',
      },
    );
  }
  const ageMs = now.getTime() - signedAt;
  const allowedMs = claim.expiresInS === undefined ? MAX_SKEW_MS : claim.expiresInS * 1000;
  if (claim.expiresInS !== undefined && ageMs > allowedMs) {
    throw new S3Error(
      'AccessDenied',
      {
        'X-Amz-Expires': String(claim.expiresInS),
        Expires: new Date(signedAt + allowedMs).toISOString(),
        ServerTime: now.toISOString(),
      },
      { message: 'Request has expired' },
    );
  }
  if (ageMs > allowedMs || ageMs < -MAX_SKEW_MS) {
    throw new S3Error('RequestTimeTooSkewed', {
      RequestTime: claim.amzDate,
      ServerTime: now.toISOString(),
      MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
    });
  }
}

function checkSignedHeaders({ headers }: SignedRequest, claim: Claim): void {
  const signed = new Set(claim.signedHeaders);
  const loose = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && !signed.has(name) && !MAY_BE_UNSIGNED.has(name),
  );
  if (signed.has('host') && loose.length === 0) return;
  throw new S3Error(
    'AccessDenied',
    { HeadersNotSigned: signed.has('host') ? loose.join(', ') : 'host' },
    {
      message: 'There were headers present in the request which were not signed',
    },
  );
}

/** `20261123T070000Z` → milliseconds. */
function parseBasicDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function basicDate(httpDate: string | undefined): string {
  const at = httpDate === undefined ? NaN : Date.parse(httpDate);
  return Number.isNaN(at) ? '' : new Date(at).toISOString().replace(/[-:]|\.\d{3}/gu, '');
}

function refuseQuery(message: string): never {
  throw new S3Error('AuthorizationQueryParametersError', {}, { message });
}

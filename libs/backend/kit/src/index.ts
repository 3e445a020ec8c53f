export { problemAnswer } from './answer/answers.ts';
export type { Answer } from './answer/answers.ts';
export { authorizerFromEnvironment, createAuthorizer } from './authorizer.ts';
export { actorOf, deed } from './audit-trail.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { BadConfig, readConfig } from './config.ts';
export { defineOperation } from './define-operation.ts';
export type { Asked, Foundation, HandlerIn, LambdaHandler } from './define-operation.ts';
export { apiTokens, apiTokenSettings } from './identity/api-tokens.ts';
export type { ApiTokens } from './identity/api-tokens.ts';
export { callerOf } from './identity/caller-of.ts';
export { InvalidToken, Unadmitted } from './identity/invalid-token.ts';
export { readKeySet } from './identity/read-key-set.ts';
export { createSigningKeys } from './identity/signing-keys.ts';
export type { SigningKeys } from './identity/signing-keys.ts';
export { createTokenVerifier } from './identity/token-verifier.ts';
export type { TokenRules, TokenVerifier } from './identity/token-verifier.ts';
export { describeError, jsonLog } from './log.ts';
export type { Log, LogLine } from './log.ts';
export {
  clusterFor,
  driftEventFor,
  eventFor,
  feedBundleFor,
  fileFor,
  mayReadPayload,
  memberFor,
  planFor,
  rowErrorFor,
  runFor,
} from './masking.ts';
export { createRateLimiter } from './rate-limit.ts';
export { bodyBytesMax } from './request/body.ts';
export { createCursorSeal } from './request/cursors.ts';
export { failure, success } from './result.ts';
export type { Result } from './result.ts';
export { isUnavailable, IssuerUnavailable, Unavailable } from './unavailable.ts';

export { problemAnswer } from './answer/answers.ts';
export type { Answer, ProblemFacts } from './answer/answers.ts';
export { actorOf, deed } from './audit-trail.ts';
export type { Deed } from './audit-trail.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { BadConfig, readConfig } from './config.ts';
export { defineOperation } from './define-operation.ts';
export type {
  Asked,
  Failures,
  Foundation,
  HandlerIn,
  LambdaHandler,
  Told,
} from './define-operation.ts';
export type { IdempotencyPort } from './idempotency.ts';
export { callerOf } from './identity/caller-of.ts';
export { InvalidToken, Unadmitted } from './identity/invalid-token.ts';
export { readKeySet } from './identity/read-key-set.ts';
export { createSigningKeys } from './identity/signing-keys.ts';
export type { SigningKeys } from './identity/signing-keys.ts';
export { createTokenVerifier } from './identity/token-verifier.ts';
export type { TokenRules, TokenVerifier } from './identity/token-verifier.ts';
export { describeError, jsonLog } from './log.ts';
export type { Log, LogLine } from './log.ts';
export { createRateLimiter } from './rate-limit.ts';
export type { RateLimiter } from './rate-limit.ts';
export { bodyBytesMax } from './request/body.ts';
export { createCursorSeal } from './request/cursors.ts';
export type { CursorSeal } from './request/cursors.ts';
export { readJson } from './request/json-text.ts';
export { failure, success } from './result.ts';
export type { Coded, Result } from './result.ts';
export { isUnavailable, Unavailable } from './unavailable.ts';

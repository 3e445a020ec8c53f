/**
 * Every way an API call can fail that a caller can act on (RFC 9457). `type` is `urn:waybill:problem:<name>`;
 * names and codes are stable and never reused.
 */
export const problems = {
  'malformed-request': { code: 'API-001', status: 400, title: 'The request cannot be read' },
  unauthenticated: { code: 'API-002', status: 401, title: 'A valid access token is needed' },
  forbidden: { code: 'API-003', status: 403, title: 'Your role may not do this' },
  'not-found': {
    code: 'API-004',
    status: 404,
    title: 'There is no such thing, or it is not yours to see',
  },
  'method-not-allowed': {
    code: 'API-005',
    status: 405,
    title: 'This address does not take that method',
  },
  'payload-too-large': { code: 'API-006', status: 413, title: 'The request body is too large' },
  'unsupported-media-type': {
    code: 'API-007',
    status: 415,
    title: 'The body must be application/json',
  },
  'validation-failed': {
    code: 'API-008',
    status: 422,
    title: 'Some values are not as they must be',
  },
  'idempotency-key-reused': {
    code: 'API-009',
    status: 422,
    title: 'This Idempotency-Key was used with another request',
  },
  'idempotency-in-flight': {
    code: 'API-010',
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
  },
  'idempotency-key-missing': {
    code: 'API-011',
    status: 400,
    title: 'A POST needs an Idempotency-Key header',
  },
  'precondition-required': {
    code: 'API-012',
    status: 428,
    title: 'An edit needs If-Match with the ETag you read',
  },
  'precondition-failed': {
    code: 'API-013',
    status: 412,
    title: 'Somebody changed this since you read it',
  },
  'too-many-requests': { code: 'API-014', status: 429, title: 'Too many requests' },
  unavailable: { code: 'API-015', status: 503, title: 'Temporarily unavailable, please try again' },
  unexpected: { code: 'SYSTEM-001', status: 500, title: 'Something went wrong on our side' },
  'partner-exists': {
    code: 'PARTNER-001',
    status: 409,
    title: 'A partner with this id exists already',
  },
  'partner-not-live': {
    code: 'PARTNER-002',
    status: 409,
    title: 'The partner does not take files in its present state',
  },
  'partner-offboarded': {
    code: 'PARTNER-003',
    status: 409,
    title: 'The partner is offboarded and does not change any more',
  },
  'contact-absent': {
    code: 'PARTNER-004',
    status: 409,
    title: 'The partner has no such contact to write to',
  },
  'feed-exists': {
    code: 'FEED-001',
    status: 409,
    title: 'The partner has a feed with this code already',
  },
  'feed-invalid': {
    code: 'FEED-002',
    status: 422,
    title: 'The feed definition does not make sense',
  },
  'drift-decided': {
    code: 'FEED-003',
    status: 409,
    title: 'This difference was decided on already',
  },
  'drift-no-alias': {
    code: 'FEED-004',
    status: 409,
    title: 'No column of the layout can take this name',
  },
  'rules-invalid': { code: 'RULE-422', status: 422, title: 'The rule set has errors' },
  'rule-draft-exists': {
    code: 'RULE-409',
    status: 409,
    title: 'The rule set has a draft already',
  },
  'rule-version-unchanged': {
    code: 'RULE-410',
    status: 409,
    title: 'The latest version says the same as this draft',
  },
  'row-unreadable': {
    code: 'RULE-412',
    status: 409,
    title: 'The row does not read as a record, so no rule is asked about it',
  },
  'rule-version-active': { code: 'RULE-411', status: 409, title: 'This version is active already' },
  'signing-off': {
    code: 'RULE-413',
    status: 409,
    title: 'This hub has no key to sign rules with',
  },
  'signature-wrong': {
    code: 'RULE-414',
    status: 422,
    title: 'The signature is not of this content by a key that this hub has',
  },
  'rule-bundle-format': {
    code: 'RULE-415',
    status: 409,
    title: 'The rules were made for another format',
  },
  'rule-version-exists': {
    code: 'RULE-416',
    status: 409,
    title: 'The rule set has a version that says the same',
  },
  'four-eyes': { code: 'CHANGE-001', status: 403, title: 'Somebody else has to decide on this' },
  'evidence-missing': {
    code: 'CHANGE-002',
    status: 409,
    title: 'What a change request has to rest on is missing',
  },
  'evidence-stale': {
    code: 'CHANGE-003',
    status: 409,
    title: 'What the change request rests on has changed since',
  },
  'change-request-closed': {
    code: 'CHANGE-004',
    status: 409,
    title: 'The change request does not wait for this any more',
  },
  'change-request-not-approved': {
    code: 'CHANGE-005',
    status: 409,
    title: 'Only an approved change request can be promoted',
  },
  'change-request-open': {
    code: 'CHANGE-006',
    status: 409,
    title: 'There is a change request for this version already',
  },
  'trial-running': {
    code: 'CHANGE-008',
    status: 409,
    title: 'Rules of this feed are being tried already',
  },
  'no-trial': { code: 'CHANGE-009', status: 409, title: 'This change is not being tried' },
  'nothing-to-roll-back': {
    code: 'CHANGE-007',
    status: 409,
    title: 'There is no other version to go back to',
  },
  'object-absent': {
    code: 'TRANSPORT-001',
    status: 409,
    title: 'There is no such object in the landing bucket',
  },
  'file-not-assignable': {
    code: 'FILE-409',
    status: 409,
    title: 'Only an unassigned or quarantined file can be assigned',
  },
  'file-gone': { code: 'FILE-410', status: 409, title: 'The bytes of this file are not available' },
  'file-not-releasable': {
    code: 'FILE-411',
    status: 409,
    title: 'Only a quarantined file of a feed can be released',
  },
  'file-not-rejectable': {
    code: 'FILE-412',
    status: 409,
    title: 'Only a file that waits for a decision can be rejected',
  },
  'file-not-reopenable': {
    code: 'FILE-413',
    status: 409,
    title: 'Only a file rejected in the last 30 days can be reopened',
  },
  'run-finished': { code: 'RUN-001', status: 409, title: 'The run has finished already' },
  'run-not-finished': { code: 'RUN-002', status: 409, title: 'The run has not finished yet' },
  'plan-not-ready': { code: 'REPLAY-001', status: 409, title: 'The plan is not ready' },
  'plan-expired': { code: 'REPLAY-002', status: 409, title: 'The plan is too old; make a new one' },
  'plan-used': { code: 'REPLAY-003', status: 409, title: 'The plan was carried out already' },
  'nothing-to-replay': {
    code: 'REPLAY-004',
    status: 409,
    title: 'The selection holds no row to replay',
  },
  'nothing-to-backtest': {
    code: 'BACKTEST-001',
    status: 409,
    title: 'There is no processed file to judge',
  },
  'export-forbidden': {
    code: 'EXPORT-001',
    status: 403,
    title: 'Your role may not see what this export holds',
  },
  'export-not-ready': { code: 'EXPORT-002', status: 409, title: 'The export is not ready' },
  'export-expired': {
    code: 'EXPORT-003',
    status: 409,
    title: 'The exported file was deleted after its time',
  },
  'saved-view-exists': {
    code: 'VIEW-001',
    status: 409,
    title: 'You have a view of this list with this name already',
  },
  'too-many-saved-views': {
    code: 'VIEW-002',
    status: 409,
    title: 'You have as many views of this list as there may be',
  },
  'saved-view-of-another': {
    code: 'VIEW-003',
    status: 403,
    title: 'Only who made a view may change it',
  },
  'job-finished': { code: 'JOB-001', status: 409, title: 'The job has ended already' },
  'bulk-replay-not-waiting': {
    code: 'REPLAY-005',
    status: 409,
    title: 'The bulk replay does not wait to go on',
  },
  'bulk-replay-finished': {
    code: 'REPLAY-006',
    status: 409,
    title: 'The bulk replay has ended already',
  },
  'bulk-replay-not-finished': {
    code: 'REPLAY-007',
    status: 409,
    title: 'The bulk replay has not ended yet',
  },
  'selection-changed': {
    code: 'SELECTION-001',
    status: 409,
    title: 'By now the selection holds another number of things',
  },
  'selection-too-large': {
    code: 'SELECTION-002',
    status: 422,
    title: 'The selection holds more things than one call may change',
  },
  'mail-too-large': { code: 'MAIL-001', status: 409, title: 'This is too much for one mail' },
  'mail-refused': { code: 'MAIL-002', status: 409, title: 'The mail service refused the mail' },
  'mail-uncertain': {
    code: 'MAIL-003',
    status: 409,
    title: 'It is not known whether the mail was sent',
  },
} as const satisfies Record<string, { code: string; status: number; title: string }>;

export type ProblemName = keyof typeof problems;

export function problemType(name: ProblemName): string {
  return `urn:waybill:problem:${name}`;
}

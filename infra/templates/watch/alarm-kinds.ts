/** One way in which a part of the hub can be unwell: what is measured, and from when on somebody is told. */
export interface AlarmKind {
  readonly namespace: string;
  readonly metric: string;
  /** Another metric of the same subject, of which the first is taken in percent. */
  readonly inPercentOf?: string;
  readonly statistic: 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'p95';
  /** Seconds. */
  readonly period: number;
  /** In how many, of how many periods. */
  readonly breaching: readonly [number, number];
  readonly comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  /** In the metric's own unit; a subject can have its own. */
  readonly threshold: number;
  /** What a period without data means. */
  readonly missing: 'breaching' | 'notBreaching';
  /** Ends the sentence "get-run …". */
  readonly says: string;
  /** Whether it makes the hub as a whole unwell: people notice, or files wait. */
  readonly isFelt?: true;
}

/** Where a thing that happens at all is too much. */
const once = {
  statistic: 'Sum',
  period: 300,
  breaching: [1, 1],
  comparison: 'GreaterThanThreshold',
  threshold: 0,
  missing: 'notBreaching',
} as const;

/** Where one bad minute says nothing yet. */
const threeMinutesOfFive = {
  period: 60,
  breaching: [3, 5],
  comparison: 'GreaterThanThreshold',
  missing: 'notBreaching',
} as const;

/** Every kind of alarm. Its name ends the names of its alarms and is that of its runbook. */
export const alarmKinds = {
  'function-errors': {
    ...once,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    says: 'ended with an error',
  },
  'function-throttles': {
    ...once,
    namespace: 'AWS/Lambda',
    metric: 'Throttles',
    says: 'was throttled',
  },
  'function-slow': {
    ...once,
    namespace: 'AWS/Lambda',
    metric: 'Duration',
    statistic: 'Maximum',
    threshold: 5000,
    says: 'took longer than 5 s',
  },
  'function-out-of-time': {
    ...once,
    namespace: 'AWS/Lambda',
    metric: 'Duration',
    statistic: 'Maximum',
    // Of each function its own: nine tenths of what it is given.
    threshold: 810_000,
    says: 'used more than nine tenths of its time',
  },
  'schedule-stopped': {
    ...once,
    namespace: 'AWS/Lambda',
    metric: 'Invocations',
    period: 900,
    comparison: 'LessThanThreshold',
    threshold: 1,
    // A function that is not called publishes nothing.
    missing: 'breaching',
    says: 'was not started for a quarter of an hour',
    isFelt: true,
  },
  'execution-failed': {
    ...once,
    namespace: 'AWS/States',
    metric: 'ExecutionsFailed',
    says: 'gave up a step, and the run waits for its next attempt',
  },
  'execution-out-of-time': {
    ...once,
    namespace: 'AWS/States',
    metric: 'ExecutionsTimedOut',
    says: 'was ended after a day',
  },
  'account-concurrency': {
    ...once,
    namespace: 'AWS/Lambda',
    metric: 'ConcurrentExecutions',
    statistic: 'Maximum',
    threshold: 100,
    says: 'runs more than a hundred executions at once',
  },
  'api-refusals': {
    ...threeMinutesOfFive,
    namespace: 'AWS/ApiGateway',
    metric: '4XXError',
    // Share of requests.
    statistic: 'Average',
    threshold: 0.05,
    says: 'refuses more than one request in twenty',
  },
  'api-failures': {
    ...threeMinutesOfFive,
    namespace: 'AWS/ApiGateway',
    metric: '5XXError',
    statistic: 'Sum',
    threshold: 0,
    says: 'answers with failures',
    isFelt: true,
  },
  'api-slow': {
    ...threeMinutesOfFive,
    namespace: 'AWS/ApiGateway',
    metric: 'Latency',
    statistic: 'p95',
    // Milliseconds: what is promised at 20 to 100 users.
    threshold: 100,
    says: 'answers one request in twenty too slowly',
    isFelt: true,
  },
  'requests-blocked': {
    ...once,
    namespace: 'AWS/WAFV2',
    metric: 'BlockedRequests',
    threshold: 500,
    says: 'blocked more than five hundred requests in five minutes',
  },
  'portal-failures': {
    ...threeMinutesOfFive,
    namespace: 'AWS/CloudFront',
    metric: '5xxErrorRate',
    statistic: 'Average',
    // Percent of requests.
    threshold: 1,
    says: 'answers one request in a hundred with a failure',
  },
  'certificate-expires': {
    ...once,
    namespace: 'AWS/CertificateManager',
    metric: 'DaysToExpiry',
    statistic: 'Minimum',
    period: 86_400,
    comparison: 'LessThanThreshold',
    threshold: 30,
    says: 'has a certificate that ends within a month',
  },
  'dead-letters': {
    ...once,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    statistic: 'Maximum',
    says: 'holds messages that could not be worked on',
    isFelt: true,
  },
  'messages-wait': {
    ...once,
    namespace: 'AWS/SQS',
    metric: 'ApproximateAgeOfOldestMessage',
    statistic: 'Maximum',
    // Seconds.
    threshold: 600,
    says: 'has had a message for more than ten minutes',
    isFelt: true,
  },
  'mail-bounced': {
    ...once,
    namespace: 'AWS/SES',
    metric: 'Bounce',
    says: 'came back: a contact’s address does not take it',
  },
  'mail-complained': {
    ...once,
    namespace: 'AWS/SES',
    metric: 'Complaint',
    says: 'was called unwanted by whoever got it',
  },
  'mail-rejected': {
    ...once,
    namespace: 'AWS/SES',
    metric: 'Reject',
    says: 'was taken for harmful by SES and not sent',
  },
  'database-capacity': {
    ...once,
    namespace: 'AWS/RDS',
    metric: 'ACUUtilization',
    statistic: 'Average',
    breaching: [3, 3],
    threshold: 90,
    says: 'is near its largest size',
  },
  'database-processor': {
    ...once,
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    statistic: 'Average',
    breaching: [3, 3],
    threshold: 90,
    says: 'has had no time to spare for a quarter of an hour',
  },
  'database-storage': {
    ...once,
    namespace: 'AWS/RDS',
    metric: 'FreeStorageSpace',
    statistic: 'Minimum',
    breaching: [3, 3],
    comparison: 'LessThanThreshold',
    // Bytes.
    threshold: 5_000_000_000,
    says: 'has less than 5 GB left and has not grown',
    isFelt: true,
  },
  'database-connections': {
    ...once,
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnections',
    inPercentOf: 'MaxDatabaseConnectionsAllowed',
    statistic: 'Maximum',
    breaching: [2, 3],
    threshold: 80,
    says: 'uses more than four fifths of its connections',
  },
  'database-refuses': {
    ...once,
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnectionsSetupFailed',
    says: 'could not open a connection',
    isFelt: true,
  },
  'database-wait': {
    ...threeMinutesOfFive,
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnectionsBorrowLatency',
    statistic: 'Average',
    // Microseconds.
    threshold: 50_000,
    says: 'lets functions wait for a connection',
    isFelt: true,
  },
} as const satisfies Record<string, AlarmKind>;

export type AlarmKindName = keyof typeof alarmKinds;

/** Those that are put together from others: true when any of them is. */
export const compositeKinds = ['hub-unwell'] as const;

/** Where the runbook of a kind lies, from the root of the repository; every alarm's description ends with it. */
export const runbookOf = (kind: AlarmKindName | (typeof compositeKinds)[number]) =>
  `docs/guide/run-it/runbooks/${kind}.md`;

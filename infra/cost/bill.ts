import { priceOf } from './prices.ts';
import { standing } from './standing.ts';
import { workloadOf } from './workload.ts';
import type { Workload } from './workload.ts';

const hours = 730;

export interface Line {
  readonly what: string;
  /** US dollars a month. */
  readonly usd: number;
}

/** A month of one production environment at so many rows. */
export function billOf(rows: number): readonly Line[] {
  const w = workloadOf(rows);
  const stands = standing();
  const of = (...types: string[]) =>
    stands.filter(({ type }) => types.includes(type)).reduce((sum, { usd }) => sum + usd, 0);
  return [
    { what: 'Database: capacity, storage, I/O', usd: databaseOf(w) },
    { what: 'Database proxy', usd: proxyOf(w, of('AWS::RDS::DBProxy')) },
    {
      what: 'Network: NAT, endpoints',
      usd: of('AWS::EC2::NatGateway', 'AWS::EC2::VPCEndpoint') + w.logGb * 0.1 * priceOf('natGb'),
    },
    { what: 'API Gateway', usd: w.gatewayRequests * priceOf('apiRequest') },
    {
      what: 'Lambda: answers',
      usd:
        w.answerGbSeconds * priceOf('lambdaGbSecond') + w.lambdaRequests * priceOf('lambdaRequest'),
    },
    { what: 'Lambda: files', usd: w.workGbSeconds * priceOf('lambdaGbSecond') },
    {
      what: 'Alarms, dashboard, logs, traces',
      usd:
        of(
          'AWS::CloudWatch::Alarm',
          'AWS::CloudWatch::CompositeAlarm',
          'AWS::CloudWatch::Dashboard',
        ) +
        w.logGb * priceOf('logGb') +
        w.traces * priceOf('trace'),
    },
    {
      what: 'Firewall',
      usd: of('AWS::WAFv2::WebACL') + w.apiRequests * priceOf('webAclRequest'),
    },
    {
      what: 'Buckets and queue',
      usd:
        w.archiveGb * priceOf('s3GbMonth') +
        w.s3Writes * priceOf('s3Write') +
        w.s3Reads * priceOf('s3Read') +
        w.queueRequests * priceOf('queueRequest'),
    },
    {
      what: 'Portal by CloudFront',
      usd: w.portalGb * priceOf('cdnGb') + w.portalRequests * priceOf('cdnRequest'),
    },
    { what: 'Keys and secrets', usd: of('AWS::KMS::Key', 'AWS::SecretsManager::Secret') },
  ];
}

/** Aurora's dearer capacity with free I/O pays as soon as I/O is a quarter of the rest. */
function databaseOf(w: Workload): number {
  const plain =
    w.databaseAcu * hours * priceOf('auroraAcuHour') +
    w.databaseGb * priceOf('auroraGbMonth') +
    (w.databaseIos / 1e6) * priceOf('auroraMillionIo');
  const optimized =
    w.databaseAcu * hours * priceOf('auroraAcuHourIoOptimized') +
    w.databaseGb * priceOf('auroraGbMonthIoOptimized');
  return Math.min(plain, optimized);
}

/** Charged by the database's capacity, and for eight units at least. */
function proxyOf(w: Workload, least: number): number {
  return least === 0 ? 0 : Math.max(least, w.databaseAcu * hours * priceOf('proxyAcuHour'));
}

/**
 * The same load on servers that stand all the time, as an application is traditionally built: a load balancer, two servers for answers
 * and one more for each so many, a database server in two zones and its storage, NAT in two zones.
 */
export function traditionalBillOf(rows: number): readonly Line[] {
  const w = workloadOf(rows);
  const busiest = (w.gatewayRequests / (30 * 24 * 3600)) * peakOverMean;
  const servers = Math.max(2, 1 + Math.ceil(busiest / requestsPerServer));
  // A db.r7g.large has the memory of eight ACUs.
  const databases = Math.max(1, Math.ceil((w.databaseAcu * peakOverMean) / 2 / 8));
  return [
    { what: `${servers} servers`, usd: servers * hours * priceOf('serverHour') },
    { what: 'Load balancer', usd: hours * priceOf('loadBalancerHour') },
    {
      what: `Database server, ${databases} times the smallest`,
      usd:
        databases * hours * priceOf('databaseServerHour') +
        w.databaseGb * priceOf('databaseServerGbMonth'),
    },
    { what: 'Network: NAT in two zones', usd: 2 * hours * priceOf('natHour') },
    { what: 'Buckets', usd: w.archiveGb * priceOf('s3GbMonth') },
    { what: 'Logs', usd: w.logGb * priceOf('logGb') },
  ];
}

/** Servers are bought for the busiest hour. */
const peakOverMean = 10;
/** Of a server with two cores: half of what `npm run bench -- api` reaches with the load generator beside it. */
const requestsPerServer = 1_900;

export const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { usd }) => sum + usd, 0);

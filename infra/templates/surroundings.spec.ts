import { describe } from 'vitest';
import type { Templates, Value } from './template.ts';
import { every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const api = 'stacks/api.json';
const data = 'stacks/data.yaml';
const buckets = 'stacks/buckets.yaml';
const network = 'stacks/network.yaml';
const pipeline = 'stacks/pipeline.yaml';

describe('the API', () => {
  holds(
    '17 is edge-optimized, under a name of its own with a certificate, and under no other',
    (templates) => {
      const found = every(templates, 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::DomainName');
      return failing(
        found.filter(({ file }) => file === api),
        ({ type, properties }) =>
          textOf(properties['EndpointConfiguration']) === '{"Types":["EDGE"]}' &&
          (type.endsWith('RestApi')
            ? properties['DisableExecuteApiEndpoint'] === true
            : textOf(properties['CertificateArn']) === '{"Ref":"ApiCertificate"}'),
      );
    },
    rewrite(api, '"EDGE"', '"REGIONAL"'),
    put(api, 'Resources.Api.Properties.DisableExecuteApiEndpoint', false),
  );

  holds(
    '17 88 takes TLS 1.2 at least',
    (templates) =>
      failing(
        every(templates, 'AWS::ApiGateway::DomainName'),
        ({ properties }) => properties['SecurityPolicy'] === 'TLS_1_2',
      ),
    put(api, 'Resources.DomainName.Properties.SecurityPolicy', 'TLS_1_0'),
  );

  holds(
    '59 has stages with limits, access logs and metrics, and no bodies in any log',
    (templates) =>
      failing(every(templates, 'AWS::ApiGateway::Stage'), ({ properties }) => {
        const [every_] = properties['MethodSettings'] as Record<string, Value>[];
        return (
          every_?.['HttpMethod'] === '*' &&
          every_['DataTraceEnabled'] === false &&
          every_['MetricsEnabled'] === true &&
          every_['ThrottlingRateLimit'] !== undefined &&
          'AccessLogSetting' in properties
        );
      }),
    put(api, 'Resources.Stage.Properties.MethodSettings.0.DataTraceEnabled', true),
    without(api, 'Resources.Stage.Properties.MethodSettings.0.ThrottlingRateLimit'),
    without('stacks/portal.yaml', 'Resources.BffStage.Properties.AccessLogSetting'),
  );

  holds(
    '59 60 refuses in the words of our problems, with the time to try again',
    (templates) => {
      const text = textOf(templates[api]?.Resources['Api']?.Properties?.['Body'] ?? null);
      return [
        'application/problem+json',
        'urn:waybill:problem:too-many-requests',
        'Retry-After',
      ].filter((piece) => !text.includes(piece));
    },
    rewrite(api, 'Retry-After', 'Later'),
    rewrite(api, 'urn:waybill:problem:too-many-requests', 'urn:x'),
  );
});

describe('the network', () => {
  holds(
    '31 has private subnets in three zones, whose way out is one-way',
    (templates) => {
      const routes = every(templates, 'AWS::EC2::Route').filter(({ id }) =>
        id.startsWith('WayOut'),
      );
      const zones = every(templates, 'AWS::EC2::Subnet').filter(({ id }) => /^Private/.test(id));
      return [
        ...failing(
          routes,
          ({ properties }) => 'NatGatewayId' in properties && !('GatewayId' in properties),
        ),
        ...(zones.length === 3 && routes.length === 3 ? [] : ['not three zones']),
      ];
    },
    put(network, 'Resources.WayOutA.Properties.GatewayId', 'igw-1'),
    without(network, 'Resources.PrivateSubnetC'),
  );

  holds(
    '31 gives no address to whatever starts in a subnet',
    (templates) =>
      failing(
        every(templates, 'AWS::EC2::Subnet'),
        ({ properties }) => properties['MapPublicIpOnLaunch'] !== true,
      ),
    put(network, 'Resources.NatSubnetA.Properties.MapPublicIpOnLaunch', true),
  );

  holds(
    '31 lets in security groups and lists of partners, never addresses',
    (templates) =>
      failing(every(templates, 'AWS::EC2::SecurityGroup'), ({ properties }) =>
        ((properties['SecurityGroupIngress'] ?? []) as Record<string, Value>[]).every(
          (rule) => 'SourceSecurityGroupId' in rule || 'SourcePrefixListId' in rule,
        ),
      ),
    put(data, 'Resources.DatabaseSecurityGroup.Properties.SecurityGroupIngress', [
      { IpProtocol: 'tcp', FromPort: 3306, ToPort: 3306, CidrIp: '0.0.0.0/0' },
    ]),
  );

  holds(
    '31 reaches buckets, secrets and mail by endpoints that allow our own alone',
    (templates) => {
      const endpoints = every(templates, 'AWS::EC2::VPCEndpoint');
      const services = endpoints.map(({ properties }) => textOf(properties['ServiceName'])).join();
      return [
        ...['.s3"', '.secretsmanager"', '.email"'].filter((service) => !services.includes(service)),
        ...failing(endpoints, ({ properties }) =>
          /waybill/.test(textOf(properties['PolicyDocument'])),
        ),
      ];
    },
    without(network, 'Resources.SecretsEndpoint'),
    without(network, 'Resources.MailEndpoint'),
    without(network, 'Resources.MailEndpoint.Properties.PolicyDocument'),
    without(network, 'Resources.BucketsEndpoint.Properties.PolicyDocument'),
  );
});

describe('every bucket', () => {
  const found = (templates: Templates) => every(templates, 'AWS::S3::Bucket');

  holds(
    '88 is encrypted with our key, but for the logs that S3 writes itself',
    (templates) =>
      failing(found(templates), ({ id, properties }) =>
        textOf(properties['BucketEncryption']).includes(
          id === 'AccessLogBucket' ? 'AES256' : '{"Ref":"DataKey"}',
        ),
      ),
    without(buckets, 'Resources.LandingBucket.Properties.BucketEncryption'),
  );

  holds(
    '88 takes TLS only',
    (templates) => {
      const policies = every(templates, 'AWS::S3::BucketPolicy');
      return failing(found(templates), ({ id }) =>
        policies.some(({ properties }) => {
          const text = textOf(properties['PolicyDocument']);
          return (
            textOf(properties['Bucket']) === `{"Ref":"${id}"}` &&
            text.includes('"Effect":"Deny"') &&
            text.includes('{"Bool":{"aws:SecureTransport":"false"}}')
          );
        }),
      );
    },
    without(buckets, 'Resources.ArchiveBucketPolicy'),
    without(
      'stacks/portal.yaml',
      'Resources.PortalBucketPolicy.Properties.PolicyDocument.Statement.0.Condition',
    ),
  );

  holds(
    '88 is closed to the public',
    (templates) =>
      failing(found(templates), ({ properties }) => {
        const block = (properties['PublicAccessBlockConfiguration'] ?? {}) as Record<string, Value>;
        return Object.values(block).filter((value) => value === true).length === 4;
      }),
    put(
      buckets,
      'Resources.ExportsBucket.Properties.PublicAccessBlockConfiguration.BlockPublicPolicy',
      false,
    ),
  );

  holds(
    '37 keeps versions, forgets them some day, and outlives its stack',
    (templates) =>
      failing(
        found(templates),
        ({ properties, resource }) =>
          textOf(properties['VersioningConfiguration']) === '{"Status":"Enabled"}' &&
          'LifecycleConfiguration' in properties &&
          resource.DeletionPolicy === 'Retain',
      ),
    without(buckets, 'Resources.LandingBucket.Properties.VersioningConfiguration'),
    put(buckets, 'Resources.ArchiveBucket.DeletionPolicy', 'Delete'),
  );

  holds(
    '36 37 the archive is locked: what replays rest on cannot be deleted or written over',
    (templates) =>
      failing(
        found(templates).filter(({ id }) => id === 'ArchiveBucket'),
        ({ properties }) =>
          properties['ObjectLockEnabled'] === true &&
          !textOf(properties['LifecycleConfiguration']).includes('Expiration'),
      ),
    put(buckets, 'Resources.ArchiveBucket.Properties.ObjectLockEnabled', false),
    put(
      buckets,
      'Resources.ArchiveBucket.Properties.LifecycleConfiguration.Rules.1.ExpirationInDays',
      30,
    ),
  );
});

describe('the pipeline', () => {
  holds(
    '34 hears of every object that lands, through a queue of that bucket alone',
    (templates) => {
      const text = textOf(templates[buckets] as unknown as Value);
      return [
        '"Event":"s3:ObjectCreated:*","Queue":{"Fn::GetAtt":["LandedQueue","Arn"]}',
        '"ArnEquals":{"aws:SourceArn"',
      ].filter((piece) => !text.includes(piece));
    },
    rewrite(buckets, 's3:ObjectCreated:*', 's3:ObjectCreated:Put'),
    rewrite(buckets, '"ArnEquals"', '"ArnLike"'),
  );

  holds(
    '57 sets aside what fails five times',
    (templates) =>
      failing(
        every(templates, 'AWS::SQS::Queue').filter(({ id }) => id === 'LandedQueue'),
        ({ properties }) => textOf(properties['RedrivePolicy']).includes('"maxReceiveCount":5'),
      ),
    without(buckets, 'Resources.LandedQueue.Properties.RedrivePolicy'),
  );

  holds(
    '57 gives the function six times its own time before a message comes again, and gets failures back one by one',
    (templates) => [
      ...failing(
        every(templates, 'AWS::SQS::Queue').filter(({ id }) => id === 'LandedQueue'),
        ({ properties }) => Number(properties['VisibilityTimeout']) >= 6 * 900,
      ),
      ...failing(
        every(templates, 'AWS::Lambda::EventSourceMapping'),
        ({ properties }) =>
          properties['BatchSize'] === 1 ||
          textOf(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
      ),
    ],
    put(buckets, 'Resources.LandedQueue.Properties.VisibilityTimeout', 900),
    without(pipeline, 'Resources.ReceiveLanded.Properties.FunctionResponseTypes'),
  );

  holds(
    '62 starts as many executions from a queue as its function has reserved, which is one number',
    (templates) => {
      const most = '{"Ref":"WorkersMax"}';
      return [
        ...failing(every(templates, 'AWS::Lambda::EventSourceMapping'), ({ properties }) =>
          textOf(properties['ScalingConfig']).includes(`"MaximumConcurrency":${most}`),
        ),
        ...['ReceiveFilesFunction', 'ProcessRunsFunction'].filter((id) => {
          const { Properties = {} } = templates[pipeline]?.Resources[id] ?? {};
          return textOf(Properties['ReservedConcurrentExecutions']) !== most;
        }),
      ];
    },
    put(pipeline, 'Resources.ReceiveLanded.Properties.ScalingConfig.MaximumConcurrency', 50),
    put(pipeline, 'Resources.ProcessRunsFunction.Properties.ReservedConcurrentExecutions', 10),
  );

  holds(
    '34 wakes a worker as soon as a file is taken in, by a queue that the schedule rings too',
    (templates) => {
      const { Resources = {} } = templates[pipeline] ?? {};
      const source = textOf(Resources['ProcessQueued']?.Properties?.['EventSourceArn']);
      const may = textOf(Resources['RunsQueuePolicy']?.Properties?.['PolicyDocument']);
      const told = textOf(Resources['ReceiveFilesFunction']?.Properties?.['Environment']);
      return [
        ...(source === '{"Fn::GetAtt":["RunsQueue","Arn"]}' ? [] : ['no queue']),
        ...(may.includes('{"Fn::GetAtt":["ProcessRunsSchedule","Arn"]}') ? [] : ['no schedule']),
        ...(told.includes('"WAYBILL_RUNS_QUEUE_URL":{"Ref":"RunsQueue"}') ? [] : ['not told']),
      ];
    },
    without(pipeline, 'Resources.ProcessQueued'),
    without(pipeline, 'Resources.RunsQueuePolicy.Properties.PolicyDocument.Statement.0.Condition'),
    without(pipeline, 'Resources.ReceiveFilesFunction.Properties.Environment'),
  );

  holds(
    '23 begins runs, jobs and sweeps on a schedule that CloudWatch can read',
    (templates) => {
      const rules = every(templates, 'AWS::Events::Rule');
      const started = rules.map(({ properties }) => textOf(properties['Targets'])).join();
      return [
        ...['["RunsQueue","Arn"]', '{"Ref":"WorkOnJobsLive"}', '{"Ref":"SweepBucketsLive"}'].filter(
          (target) => !started.includes(target),
        ),
        ...failing(rules, ({ properties }) =>
          /^rate\((?:1 minute|[2-9]\d* minutes)\)$/.test(String(properties['ScheduleExpression'])),
        ),
      ];
    },
    without(pipeline, 'Resources.SweepBucketsSchedule'),
    put(pipeline, 'Resources.ProcessRunsSchedule.Properties.ScheduleExpression', 'rate(1 minutes)'),
  );

  holds(
    '54 repeats no execution that failed',
    (templates) => {
      const settled = every(templates, 'AWS::Lambda::EventInvokeConfig');
      const named = settled.map(({ properties }) => textOf(properties['FunctionName'])).join();
      return [
        ...failing(settled, ({ properties }) => properties['MaximumRetryAttempts'] === 0),
        ...['WorkOnJobs', 'SweepBuckets'].filter((name) => !named.includes(`"${name}Function"`)),
        // What rang for a failed execution is gone before it is seen again.
        ...failing(
          every(templates, 'AWS::SQS::Queue').filter(({ id }) => id === 'RunsQueue'),
          ({ properties }) =>
            Number(properties['MessageRetentionPeriod']) < Number(properties['VisibilityTimeout']),
        ),
      ];
    },
    put(pipeline, 'Resources.WorkOnJobsOnFailure.Properties.MaximumRetryAttempts', 2),
    without(pipeline, 'Resources.SweepBucketsOnFailure'),
    put(pipeline, 'Resources.RunsQueue.Properties.MessageRetentionPeriod', 86400),
  );

  holds(
    '88 the key of the data turns every year, and stays when the stack goes',
    (templates) =>
      failing(
        every(templates, 'AWS::KMS::Key'),
        ({ properties, resource }) =>
          properties['EnableKeyRotation'] === true && resource.DeletionPolicy === 'Retain',
      ),
    put('stacks/encryption.yaml', 'Resources.DataKey.Properties.EnableKeyRotation', false),
    put('stacks/encryption.yaml', 'Resources.DataKey.DeletionPolicy', 'Delete'),
  );
});

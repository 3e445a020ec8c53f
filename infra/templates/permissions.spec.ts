import { readdirSync, readFileSync } from 'node:fs';
import { operations } from '@waybill/contracts';
import type { OperationKey } from '@waybill/contracts';
import { describe, expect, it } from 'vitest';
import { bucketUse } from './bucket-use.ts';
import { declaredPorts } from './declared-ports.ts';
import type { Templates } from './template.ts';
import { difference, every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

interface Grant {
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: string;
  readonly condition: string;
}

const keys = Object.keys(operations) as OperationKey[];
const runs = 'stacks/functions-runs.json';
const statement = (id: string, at: number) =>
  `Resources.${id}.Properties.Policies.0.PolicyDocument.Statement.${String(at)}`;

const rowErrors = 'stacks/functions-row-errors.json';
const mailStatement = statement('SendRejectedRowsRole', 2);

/** What the case study lists, by family; with it what encryption, versions and the queue need. */
const allowed = [
  's3:ListBucket',
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:DeleteObject',
  'secretsmanager:GetSecretValue',
  // Not ses:SendRawEmail, which a finished message would need.
  'ses:SendEmail',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  // Of who hands a large file over to the state machine.
  'states:StartExecution',
];

/** Who may delete what it has archived or set aside. */
const archives = / (?:ReceiveFiles|IngestFile|ProcessRuns|SweepBuckets|PlanParts|FinishParts)Role$/;

/** The operations that move bytes: a person's upload, and what is taken in by hand, which may be set aside at once. */
const puts = / (?:CreateUploadUrl|IngestFile)Role$/;

describe('the roles of functions', () => {
  holds(
    '29 one role for each function, its own',
    (templates) => {
      const roles = functions(templates).map(
        ({ file, properties }) => file + textOf(properties['Role']),
      );
      return roles.filter((role, at) => roles.indexOf(role) !== at);
    },
    rewrite(runs, '["GetRunRole","Arn"]', '["ListRunsRole","Arn"]'),
  );

  holds(
    '29 nothing beyond the list of the case study',
    (templates) =>
      grants(templates).flatMap(({ role, actions }) =>
        actions.filter((action) => !allowed.includes(action)).map((action) => `${role} ${action}`),
      ),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['secretsmanager:*']),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['dynamodb:GetItem']),
    // Who may delete versions can undo what versions are kept for.
    put('stacks/pipeline.yaml', `${statement('ProcessRunsRole', 1)}.Action`, [
      's3:DeleteObjectVersion',
    ]),
  );

  holds(
    '29 no action on everything',
    (templates) =>
      grants(templates)
        .filter(({ resources }) => resources.includes('"*"'))
        .map(({ role }) => role),
    put(runs, `${statement('GetRunRole', 0)}.Resource`, ['*']),
    put('stacks/portal.yaml', `${statement('ServePortalRole', 0)}.Resource`, '*'),
  );

  holds(
    '44 45 the managed policies are those of the network and of X-Ray, on every function in the network',
    (templates) =>
      failing(roles(templates), ({ id, properties }) => {
        const policies = textOf(properties['ManagedPolicyArns']);
        const inNetwork = !/^(ServePortal|DescribeApi|Authorize|NameGroups)Role$/.test(id);
        const many = (properties['ManagedPolicyArns'] as unknown[]).length;
        return (
          policies.includes('policy/AWSXrayWriteOnlyAccess') &&
          policies.includes('service-role/AWSLambdaVPCAccessExecutionRole') === inNetwork &&
          many === (inNetwork ? 2 : 1)
        );
      }),
    without(runs, 'Resources.GetRunRole.Properties.ManagedPolicyArns.0'),
    rewrite('stacks/pipeline.yaml', 'AWSXrayWriteOnlyAccess', 'AdministratorAccess'),
  );

  holds(
    '46 an action on buckets names buckets, 47–49 one on objects names objects',
    (templates) =>
      grants(templates)
        .filter(
          ({ actions, resources }) =>
            actions.some((action) => action.startsWith('s3:')) &&
            (actions.includes('s3:ListBucket')
              ? resources.includes('/*"') || actions.length > 1
              : /Bucket\}"/.test(resources)),
        )
        .map(({ role }) => role),
    rewrite('stacks/functions-files.json', 'ArchiveBucket}/*', 'ArchiveBucket}'),
    put(runs, `${statement('GetRunRowRole', 1)}.Action`, ['s3:GetObject', 's3:ListBucket']),
  );

  holds(
    '46–49 an operation without the port buckets or reception has no right to any bucket',
    (templates) =>
      keys
        .filter((key) => !reachesBuckets(key))
        .map((key) => roleOf(operations[key].name))
        .filter((id) =>
          grants(templates).some(
            ({ role, actions }) =>
              role.endsWith(` ${id}`) && actions.some((action) => action.startsWith('s3:')),
          ),
        ),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['s3:GetObject']),
  );

  holds(
    '48 49 only an upload and what takes a file in may put, and only the latter may delete',
    (templates) =>
      grants(templates)
        .filter(
          ({ role, actions }) =>
            role.startsWith('stacks/functions-') &&
            ((actions.some((action) => action.startsWith('s3:Delete')) &&
              !role.endsWith(' IngestFileRole')) ||
              (actions.includes('s3:PutObject') && !puts.test(role))),
        )
        .map(({ role }) => role),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['s3:DeleteObject']),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['s3:PutObject']),
  );

  holds(
    '36 49 the archive is deleted from by nobody, the landing bucket by who keeps a copy alone',
    (templates) =>
      grants(templates)
        .filter(
          ({ role, actions, resources }) =>
            actions.some((action) => action.startsWith('s3:Delete')) &&
            (resources.includes('ArchiveBucket') ||
              (resources.includes('LandingBucket') && !archives.test(role))),
        )
        .map(({ role }) => role),
    rewrite('stacks/pipeline.yaml', '${ExportsBucket}/*', '${ArchiveBucket}/*'),
    rewrite('stacks/pipeline.yaml', '${ExportsBucket}/*', '${LandingBucket}/*'),
  );

  holds(
    '50 only what sends rejected rows back may mail: from our own address, by our own configuration set',
    (templates) => {
      const mailing = grants(templates).filter(({ actions }) =>
        actions.some((action) => action.startsWith('ses:')),
      );
      return [
        ...difference(
          mailing.map(({ role }) => role),
          ['stacks/functions-row-errors.json SendRejectedRowsRole'],
        ),
        ...mailing
          .filter(
            ({ actions, condition, resources }) =>
              actions.join() !== 'ses:SendEmail' ||
              !/^\[[^[\]]*identity\/\$\{MailDomain\}"\},[^[\]]*configuration-set\/waybill-\$\{Environment\}"\}\]$/.test(
                resources,
              ) ||
              !condition.includes('"ses:FromAddress":{"Fn::Sub":"waybill@${MailDomain}"}'),
          )
          .map(({ role }) => role),
      ];
    },
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['ses:SendEmail']),
    put(rowErrors, `${mailStatement}.Action`, ['ses:SendEmail', 'ses:SendRawEmail']),
    rewrite(rowErrors, 'identity/${MailDomain}', 'identity/*'),
    without(rowErrors, `${mailStatement}.Condition`),
    without(rowErrors, mailStatement),
  );

  holds(
    '51 each function reads its own secrets, by name',
    (templates) =>
      grants(templates)
        .filter(
          ({ actions, resources }) =>
            actions.includes('secretsmanager:GetSecretValue') &&
            !/^\[(\{"Ref":"(Database|Owner|Keys|Bff)Secret"\},?)+\]$/.test(resources),
        )
        .map(({ role }) => role),
    put(runs, `${statement('GetRunRole', 0)}.Resource`, ['arn:aws:secretsmanager:x']),
  );

  holds(
    '51 the owner of the schema is known to migrate-database alone',
    (templates) =>
      grants(templates)
        .filter(
          ({ role, resources }) =>
            resources.includes('OwnerSecret') && !role.endsWith(' MigrateDatabaseRole'),
        )
        .map(({ role }) => role),
    put('stacks/pipeline.yaml', `${statement('ProcessRunsRole', 0)}.Resource`, [
      { Ref: 'OwnerSecret' },
    ]),
  );

  holds(
    '39 only what takes files in may wake who processes them, by a queue',
    (templates) =>
      grants(templates)
        .filter(
          ({ role, actions, resources }) =>
            actions.includes('sqs:SendMessage') &&
            (!role.endsWith(' ReceiveFilesRole') || !resources.includes('"RunsQueue"')),
        )
        .map(({ role }) => role),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['sqs:SendMessage']),
    put('stacks/pipeline.yaml', `${statement('ReceiveFilesRole', 2)}.Resource`, [
      { Ref: 'LandedQueue' },
    ]),
  );

  holds(
    '52 the key is used by way of the services that hold the data, and no other key is',
    (templates) =>
      grants(templates)
        .filter(
          ({ actions, resources, condition }) =>
            actions.some((action) => action.startsWith('kms:')) &&
            (resources !== '[{"Ref":"DataKey"}]' || !condition.includes('kms:ViaService')),
        )
        .map(({ role }) => role),
    without(runs, `${statement('GetRunRole', 1)}.Condition`),
    put(runs, `${statement('GetRunRole', 1)}.Resource`, ['*']),
  );

  holds(
    '39 53 no role may invoke a function',
    (templates) =>
      Object.entries(templates)
        .filter(([, template]) =>
          every({ template }, 'AWS::IAM::Role').some(({ properties }) =>
            /lambda:(Invoke|\*)/.test(textOf(properties['Policies'])),
          ),
        )
        .map(([file]) => file),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['lambda:InvokeFunction']),
    put(runs, `${statement('GetRunRole', 0)}.Action`, ['lambda:*']),
  );
});

describe('what is said of buckets', () => {
  it('29 is of exactly the operations that have the port', () => {
    const withPort = keys.filter((key) => declaredPorts(key).includes('buckets'));

    expect(Object.keys(bucketUse).sort()).toEqual(withPort.sort());
    expect(withPort.length).toBeGreaterThan(5);
  });

  it.each(Object.entries(bucketUse))('29 of %s is what its ports are narrowed to', (key, use) => {
    expect(methodsNarrowedTo(key as OperationKey)).toEqual([...use.methods].sort());
  });
});

function functions(templates: Templates) {
  return every(templates, 'AWS::Serverless::Function');
}

/** The roles that functions take. */
function roles(templates: Templates) {
  const taken = new Set(
    functions(templates).map(({ file, properties }) => file + textOf(properties['Role'])),
  );
  return every(templates, 'AWS::IAM::Role').filter(({ file, id }) =>
    taken.has(file + textOf({ 'Fn::GetAtt': [id, 'Arn'] })),
  );
}

function grants(templates: Templates): Grant[] {
  return roles(templates).flatMap(({ file, id, properties }) => {
    const [policy] = properties['Policies'] as unknown as {
      PolicyDocument: { Statement: Record<string, never>[] };
    }[];
    return (policy?.PolicyDocument.Statement ?? []).map(({ Action, Resource, Condition }) => ({
      role: `${file} ${id}`,
      actions: [Action ?? []].flat() as string[],
      resources: textOf(Resource),
      condition: textOf(Condition),
    }));
  });
}

function reachesBuckets(key: OperationKey): boolean {
  return declaredPorts(key).some((port) => port === 'buckets' || port === 'reception');
}

function roleOf(operation: string): string {
  return `${operation.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Role`;
}

/** The methods in every `Pick<BucketStore, …>` of an operation's folder. */
function methodsNarrowedTo(key: OperationKey): string[] {
  const folder = new URL(
    `../../libs/backend/api/src/operations/${operations[key].name}/`,
    import.meta.url,
  );
  const methods = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/Pick<BucketStore, ([^>]+)>/g),
    ])
    .flatMap(([, picked = '']) => [...picked.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? ''));
  return [...new Set(methods)].sort();
}

import { describe, expect, it } from 'vitest';
import { allTemplates } from './all-templates.ts';
import type { Templates, Value } from './template.ts';
import { every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';
import { isAllowed, resolved } from './testing/policy.ts';
import type { Asked } from './testing/policy.ts';

const drop = 'partner-drop.yaml';
const buckets = 'stacks/buckets.yaml';
const landing = 'arn:aws:s3:::waybill-test-landing-111122223333';
const userPolicy = 'Resources.DropUser.Properties.Policies.0.PolicyDocument.Statement.0';
const key = 'arn:aws:kms:us-east-1:111122223333:key/data';

/** The stack of the partner acme, in the environment test. */
const given = {
  Environment: 'test',
  Partner: 'acme',
  DataKey: key,
  SourceAddresses: ['198.51.100.0/24', '203.0.113.7/32'],
  LandingBucket: 'waybill-test-landing-111122223333',
  'LandingBucket.Arn': landing,
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '111122223333',
};

const fromPartner = { 'aws:SourceIp': '198.51.100.23', 'aws:SecureTransport': 'true' };
const putting = (name: string, context = fromPartner): Asked => ({
  action: 's3:PutObject',
  resource: `${landing}/${name}`,
  context,
});

describe('a partner’s drop', () => {
  const refused: readonly Asked[] = [
    { ...putting('acme/purchases/may.csv'), action: 's3:GetObject' },
    { ...putting('acme/purchases/may.csv'), action: 's3:DeleteObject' },
    { ...putting('acme/purchases/may.csv'), action: 's3:GetObjectVersion' },
    { ...putting('acme/purchases/may.csv'), action: 's3:PutObjectAcl' },
    { ...putting('acme/purchases/may.csv'), action: 's3:PutObjectTagging' },
    { ...putting(''), action: 's3:ListBucket', resource: landing },
    putting('karoo/purchases/may.csv'),
    putting('acme-two/may.csv'),
    putting('acme'),
    {
      ...putting('acme/may.csv'),
      resource: 'arn:aws:s3:::waybill-test-archive-111122223333/acme/x',
    },
  ];

  holds(
    '33 takes files below its own prefix and nothing else: no read, no list, no deletion, no other prefix',
    (templates) => [
      ...(allows(templates, putting('acme/purchases/may.csv')) ? [] : ['may not put']),
      ...(allows(templates, { ...putting('acme/big.csv'), action: 's3:AbortMultipartUpload' })
        ? []
        : ['may not give up']),
      ...refused
        .filter((asked) => allows(templates, asked))
        .map(({ action, resource }) => `${action} ${resource}`),
    ],
    put(drop, `${userPolicy}.Action`, ['s3:PutObject']),
    put(drop, `${userPolicy}.Action`, ['s3:PutObject', 's3:AbortMultipartUpload', 's3:Get*']),
    rewrite(drop, '/${Partner}/*', '/${Partner}*'),
    rewrite(drop, '/${Partner}/*', '/*'),
  );

  holds(
    '33 takes them from the partner’s own addresses, by TLS',
    (templates) =>
      [
        putting('acme/may.csv', { ...fromPartner, 'aws:SourceIp': '192.0.2.1' }),
        putting('acme/may.csv', { ...fromPartner, 'aws:SecureTransport': 'false' }),
      ]
        .filter((asked) => allows(templates, asked))
        .map(({ context }) => JSON.stringify(context)),
    without(drop, `${userPolicy}.Condition`),
    without(buckets, 'Resources.LandingBucketPolicy.Properties.PolicyDocument.Statement.0'),
  );

  holds(
    '33 52 uses the key by way of S3 and of that bucket alone',
    (templates) => {
      const by = (context: Record<string, string>) =>
        allows(templates, { action: 'kms:GenerateDataKey', resource: key, context });
      const s3 = { 'kms:ViaService': 's3.us-east-1.amazonaws.com' };
      return [
        ...(by({ ...s3, 'kms:EncryptionContext:aws:s3:arn': landing }) ? [] : ['cannot encrypt']),
        ...(by({ ...s3, 'kms:EncryptionContext:aws:s3:arn': `${landing}-2` }) ? ['elsewhere'] : []),
        ...(by({ 'kms:EncryptionContext:aws:s3:arn': landing }) ? ['directly'] : []),
      ];
    },
    rewrite(drop, '"kms:ViaService"', '"kms:CallerAccount"'),
    without(drop, 'Resources.DropUser.Properties.Policies.0.PolicyDocument.Statement.1.Condition'),
  );

  holds(
    '33 has keys that turn without a gap: two places, and a secret that tells of the current one',
    (templates) => {
      const text = textOf(templates[drop]?.Resources as unknown as Value);
      return [
        '"Serial":{"Ref":"KeyA"}',
        '"Serial":{"Ref":"KeyB"}',
        '${DropKeyA.SecretAccessKey}',
        '${DropKeyB.SecretAccessKey}',
        '"Fn::If":["CurrentIsA"',
      ]
        .filter((piece) => !text.includes(piece))
        .concat(
          templates[drop]?.Outputs && textOf(outputs(templates)).includes('Key') ? ['out'] : [],
        );
    },
    without(drop, 'Resources.DropKeyB.Properties.Serial'),
    rewrite(drop, '"CurrentIsA",{', '"ByUser",{'),
    put(drop, 'Outputs.Key', { Value: { 'Fn::GetAtt': ['DropKeyA', 'SecretAccessKey'] } }),
  );

  holds(
    '33 is the same by SFTP: one folder as the root, and a role that only puts',
    (templates) => {
      const role = policyOf(templates, 'TransferRole');
      const user = templates[drop]?.Resources['TransferUser']?.Properties ?? {};
      return [
        ...(isAllowed([role], putting('acme/may.csv')) ? [] : ['may not put']),
        ...refused.filter((asked) => isAllowed([role], asked)).map(({ action }) => action),
        ...(user['HomeDirectoryType'] === 'LOGICAL' ? [] : ['sees the whole bucket']),
        ...(textOf(user['HomeDirectoryMappings']).includes('/${Partner}"') ? [] : ['other folder']),
      ];
    },
    put(drop, 'Resources.TransferUser.Properties.HomeDirectoryType', 'PATH'),
    put(
      drop,
      'Resources.TransferRole.Properties.Policies.0.PolicyDocument.Statement.0.Action',
      's3:*',
    ),
  );

  holds(
    '33 88 by SFTP comes in over a current policy, from listed addresses, and is written down',
    (templates) =>
      failing(
        every(templates, 'AWS::Transfer::Server'),
        ({ properties }) =>
          textOf(properties['Protocols']) === '["SFTP"]' &&
          /^TransferSecurityPolicy-20(?:2[4-9])/.test(String(properties['SecurityPolicyName'])) &&
          properties['EndpointType'] === 'VPC' &&
          'StructuredLogDestinations' in properties,
      ),
    put('stacks/sftp.yaml', 'Resources.Server.Properties.Protocols', ['FTP']),
    put('stacks/sftp.yaml', 'Resources.Server.Properties.EndpointType', 'PUBLIC'),
    without('stacks/sftp.yaml', 'Resources.Server.Properties.StructuredLogDestinations'),
  );
});

describe('users of IAM', () => {
  holds(
    '29 33 there are none but those of partners',
    (templates) =>
      every(templates, 'AWS::IAM::User', 'AWS::IAM::AccessKey')
        .filter(({ file }) => file !== drop)
        .map(({ id }) => id),
    put('stacks/data.yaml', 'Resources.Somebody', { Type: 'AWS::IAM::User' }),
  );
});

describe('every queue', () => {
  const queues = (templates: Templates) => every(templates, 'AWS::SQS::Queue');

  holds(
    '88 is encrypted',
    (templates) =>
      failing(
        queues(templates),
        ({ properties }) =>
          textOf(properties['KmsMasterKeyId']) === '{"Ref":"DataKey"}' ||
          properties['SqsManagedSseEnabled'] === true,
      ),
    without(buckets, 'Resources.LandedQueue.Properties.KmsMasterKeyId'),
    without(buckets, 'Resources.LandedDeadLetters.Properties.KmsMasterKeyId'),
  );

  holds(
    '88 takes TLS only',
    (templates) => {
      const policies = every(templates, 'AWS::SQS::QueuePolicy').map(({ properties }) => ({
        queues: textOf(properties['Queues']),
        text: textOf(properties['PolicyDocument']),
      }));
      return failing(queues(templates), ({ id }) =>
        policies.some(
          (policy) =>
            policy.queues.includes(`{"Ref":"${id}"}`) &&
            policy.text.includes('{"Bool":{"aws:SecureTransport":"false"}}'),
        ),
      );
    },
    put(buckets, 'Resources.LandedQueuePolicy.Properties.Queues', [{ Ref: 'LandedQueue' }]),
    rewrite(buckets, '"aws:SecureTransport":"false"', '"aws:SecureTransport":"true"'),
  );

  holds(
    '57 of last resort takes from its own queue alone, and keeps for fourteen days',
    (templates) =>
      failing(
        queues(templates).filter(({ id }) => id.endsWith('DeadLetters')),
        ({ properties }) =>
          textOf(properties['RedriveAllowPolicy']).includes('"redrivePermission":"byQueue"') &&
          properties['MessageRetentionPeriod'] === 1_209_600,
      ),
    without(buckets, 'Resources.LandedDeadLetters.Properties.RedriveAllowPolicy'),
    put(buckets, 'Resources.LandedDeadLetters.Properties.MessageRetentionPeriod', 60),
  );
});

describe('the evaluation of policies', () => {
  const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

  it('lets a denial win, and knows no condition that it was not taught', () => {
    const asked = putting('acme/may.csv');

    expect(isAllowed([{ Statement: [allow] }], asked)).toBe(true);
    expect(isAllowed([{ Statement: [allow, { ...allow, Effect: 'Deny' }] }], asked)).toBe(false);
    expect(isAllowed([{ Statement: [] }], asked)).toBe(false);
    expect(() =>
      isAllowed(
        [{ Statement: [{ ...allow, Condition: { Null: { 'aws:SourceIp': 'x' } } }] }],
        asked,
      ),
    ).toThrow('Null');
    expect(allows(allTemplates(), { ...asked, context: { 'aws:SecureTransport': 'true' } })).toBe(
      false,
    );
  });
});

/** As the user of a partner, whom the bucket can refuse as well. */
function allows(templates: Templates, asked: Asked): boolean {
  const bucket = templates[buckets]?.Resources['LandingBucketPolicy']?.Properties ?? {};
  const documents = [
    policyOf(templates, 'DropUser'),
    resolved(bucket['PolicyDocument'] ?? null, given),
  ];
  return isAllowed(documents, asked);
}

function policyOf(templates: Templates, id: string): Value {
  const policies = templates[drop]?.Resources[id]?.Properties?.['Policies'];
  const [policy] = policies as unknown as { PolicyDocument: Value }[];
  return resolved(policy?.PolicyDocument ?? null, given);
}

function outputs(templates: Templates): Value {
  return (templates[drop]?.Outputs ?? {}) as unknown as Value;
}

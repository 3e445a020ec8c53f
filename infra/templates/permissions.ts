import type { OperationKey } from '@waybill/contracts';
import { actionsOf, bucketUse, receptionUse } from './bucket-use.ts';
import type { Bucket, BucketUse } from './bucket-use.ts';
import { declaredPorts } from './declared-ports.ts';
import type { Port } from './declared-ports.ts';
import { ref, sub } from './template.ts';
import type { Value } from './template.ts';

export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly Value[];
  readonly Condition?: Value;
}

/** What a port reaches outside its process. One that reaches nothing says so, so that a new port cannot be forgotten here. */
const reachOfPort: Record<Port, (key: OperationKey) => readonly BucketUse[]> = {
  buckets: (key) => {
    const use = bucketUse[key];
    if (!use)
      throw new Error(`${key} has the port buckets: say in bucket-use.ts what it does there`);
    return [use];
  },
  reception: () => receptionUse,
  // Every function opens the database and seals cursors, whatever its ports: refusals and repeated requests are kept there.
  database: () => [],
  clock: () => [],
  newId: () => [],
  settings: () => [],
  // No bucket; what it reaches is in a statement of its own.
  mail: () => [],
};

/** Everything that one operation's function may do, beyond what the two managed policies of every function allow. */
export function statementsOf(key: OperationKey): Statement[] {
  const uses = usesOf(key);
  const mails = sendsMail(key) ? [mailStatement()] : [];
  return [secretsStatement(), ...bucketStatements(uses), keyStatement(uses), ...mails];
}

export function sendsMail(key: OperationKey): boolean {
  return declaredPorts(key).includes('mail');
}

/** From one address, and only by the configuration set that asks for TLS; the alarms on mail see no other. */
function mailStatement(): Statement {
  const own = 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:';
  return {
    Effect: 'Allow',
    Action: ['ses:SendEmail'],
    Resource: [
      sub(`${own}identity/\${MailDomain}`),
      sub(`${own}configuration-set/waybill-\${Environment}`),
    ],
    Condition: { StringEquals: { 'ses:FromAddress': mailFrom } },
  };
}

export const mailFrom = sub('waybill@${MailDomain}');

/** The buckets that an operation's function is told the names of; others it knows from what is written of each file. */
export function bucketsToldTo(key: OperationKey): readonly Bucket[] {
  const told = usesOf(key).flatMap((use) =>
    use.buckets.filter((bucket) => byName.includes(bucket) || use.methods.includes('copy')),
  );
  return [...new Set(told)].sort();
}

const byName: readonly Bucket[] = ['Exports', 'Landing'];

function usesOf(key: OperationKey): BucketUse[] {
  return declaredPorts(key).flatMap((port) => reachOfPort[port](key));
}

function secretsStatement(): Statement {
  return {
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue'],
    Resource: [ref('DatabaseSecret'), ref('KeysSecret')],
  };
}

/** One statement for objects and one for buckets: an action on the other kind of ARN would silently allow nothing. */
function bucketStatements(uses: readonly BucketUse[]): Statement[] {
  const granted = new Map<string, Set<Bucket>>();
  for (const use of uses) {
    for (const action of actionsOf(use)) {
      granted.set(action, new Set([...(granted.get(action) ?? []), ...use.buckets]));
    }
  }
  return [...granted].sort().map(([action, buckets]) => ({
    Effect: 'Allow',
    Action: [action],
    Resource: [...buckets].sort().map((bucket) => bucketArn(bucket, action)),
  }));
}

function bucketArn(bucket: Bucket, action: string): Value {
  const objects = action === 's3:ListBucket' ? '' : '/*';
  return sub(`arn:\${AWS::Partition}:s3:::\${${bucket}Bucket}${objects}`);
}

/** The key of the data, and only by way of the services that hold it. */
function keyStatement(uses: readonly BucketUse[]): Statement {
  const writes = uses.some((use) => actionsOf(use).includes('s3:PutObject'));
  const services = ['secretsmanager', ...(uses.length > 0 ? ['s3'] : [])];
  return {
    Effect: 'Allow',
    Action: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])],
    Resource: [ref('DataKey')],
    Condition: {
      StringEquals: {
        'kms:ViaService': services.map((service) =>
          sub(`${service}.\${AWS::Region}.amazonaws.com`),
        ),
      },
    },
  };
}

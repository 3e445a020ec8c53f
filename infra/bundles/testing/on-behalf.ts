import type { Templates } from '../../templates/template.ts';
import { every, textOf } from '../../templates/testing/changed.ts';

/**
 * The rights that AWS itself needs of a role beside the calls of its function: to decrypt what is read, to say that nothing is there, to poll
 * a queue, to write the log.
 *
 * @param calls of the function, as `s3:GetObject waybill-archive`
 */
export function onBehalfOf(
  templates: Templates,
  name: string,
  calls: ReadonlySet<string>,
): Set<string> {
  const [found] = every(templates, 'AWS::Serverless::Function').filter(({ properties }) =>
    String(properties['CodeUri']).endsWith(`/functions/${name}/`),
  );
  if (!found) throw new Error(`No template deploys ${name}`);
  const id = found.id.replace(/Function$/, '');
  const inNetwork = found.properties['VpcConfig'] !== undefined;
  return new Set([
    ...[...calls].flatMap(besides),
    ...polled(templates, `${id}Live`),
    // In the network a managed policy allows it.
    ...(inNetwork ? [] : [`logs:CreateLogStream ${id}Log`, `logs:PutLogEvents ${id}Log`]),
  ]);
}

/** Everything is encrypted by a key of ours. Who may not list a bucket is told 403 of what is not there. */
function besides(call: string): string[] {
  const [action = '', place = ''] = call.split(' ');
  if (action === 'secretsmanager:GetSecretValue') return keyBy('secretsmanager', 'Decrypt');
  if (action.startsWith('s3:GetObject'))
    return [`s3:ListBucket ${place}`, ...keyBy('s3', 'Decrypt')];
  return action === 's3:PutObject' ? keyBy('s3', 'GenerateDataKey') : [];
}

function keyBy(service: string, action: string): string[] {
  return [`kms:${action}`, `kms:ViaService ${service}`];
}

/** Lambda takes messages as the role of the function that it calls with them. */
function polled(templates: Templates, alias: string): string[] {
  return every(templates, 'AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => textOf(properties['FunctionName']).includes(`"${alias}"`))
    .flatMap(({ properties }) => {
      const [, queue = ''] = /"(\w+Queue)"/.exec(textOf(properties['EventSourceArn'])) ?? [];
      const [source] = every(templates, 'AWS::SQS::Queue').filter(({ id }) => id === queue);
      const isOurs = source?.properties['KmsMasterKeyId'] !== undefined;
      return [
        ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(
          (action) => `sqs:${action} ${queue}`,
        ),
        ...(isOurs ? keyBy('sqs', 'Decrypt') : []),
      ];
    });
}

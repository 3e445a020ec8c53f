import type { Templates, Value } from '../../templates/template.ts';
import { every, textOf } from '../../templates/testing/changed.ts';

/**
 * What the role of each function allows, as `s3:GetObject waybill-archive`, `sqs:SendMessage RunsQueue` or
 * `secretsmanager:GetSecretValue Database`. Of keys the actions, and each service that may ask for them as `kms:ViaService s3`.
 */
export function grantedTo(templates: Templates): Map<string, ReadonlySet<string>> {
  return new Map(
    every(templates, 'AWS::Serverless::Function').map(({ file, properties }) => {
      const name = String(properties['CodeUri']).split('/').at(-2) ?? '';
      const [, id = ''] = /"([^"]+)","Arn"/.exec(textOf(properties['Role'])) ?? [];
      const policies = templates[file]?.Resources[id]?.Properties?.[
        'Policies'
      ] as unknown as Policy[];
      const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      return [name, new Set(statements.flatMap(rightsIn))];
    }),
  );
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: Value;
  readonly Condition?: Value;
}

function rightsIn({ Action, Resource, Condition }: Statement): string[] {
  const actions = [Action].flat();
  if (actions.every((action) => action.startsWith('kms:'))) {
    const services = textOf(Condition).matchAll(/"(\w+)\.\$\{AWS::Region\}/g);
    return [...actions, ...[...services].map(([, service]) => `kms:ViaService ${String(service)}`)];
  }
  return actions.flatMap((action) => {
    const places = action.startsWith('s3:') ? bucketsIn(Resource) : othersIn(Resource);
    return places.map((place) => `${action} ${place}`);
  });
}

function bucketsIn(resource: Value): string[] {
  const named = textOf(resource).matchAll(/\$\{(\w+)Bucket\}/g);
  return [...named].map(([, bucket = '']) => `waybill-${bucket.toLowerCase()}`);
}

/** Queues, logs and secrets by their logical names, state machines by their own, what mails are sent by as its ARN ends. */
function othersIn(resource: Value): string[] {
  const text = textOf(resource);
  const named = text.matchAll(/"(?:Ref":"|Fn::GetAtt":\[")(\w+?)(?:Secret)?"/g);
  const machines = text.matchAll(/:stateMachine:waybill-\$\{Environment\}-([\w-]+)/g);
  const mails = text.matchAll(/:ses:[^"]*:((?:identity|configuration-set)\/[^"]+)"/g);
  return [...named, ...machines, ...mails].map(([, place = '']) => place);
}

import type { Templates, Value } from '../../templates/template.ts';
import { every, textOf } from '../../templates/testing/changed.ts';

/** What the role of each function allows, as `s3:GetObject waybill-archive`; of what is no bucket only the action. */
export function grantedTo(templates: Templates): Map<string, ReadonlySet<string>> {
  return new Map(
    every(templates, 'AWS::Serverless::Function').map(({ file, properties }) => {
      const name = String(properties['CodeUri']).split('/').at(-2) ?? '';
      const [, id = ''] = /"([^"]+)","Arn"/.exec(textOf(properties['Role'])) ?? [];
      const policies = templates[file]?.Resources[id]?.Properties?.[
        'Policies'
      ] as unknown as Policy[];
      const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      return [name, new Set(statements.flatMap(actionsOn))];
    }),
  );
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: Value;
}

function actionsOn({ Action, Resource }: Statement): string[] {
  const buckets = [...textOf(Resource).matchAll(/\$\{(\w+)Bucket\}/g)].map(
    ([, bucket = '']) => ` waybill-${bucket.toLowerCase()}`,
  );
  return [Action].flat().flatMap((action) => {
    const places = action.startsWith('s3:') ? buckets : [''];
    return places.map((place) => action + place);
  });
}

import type { Templates } from '../../templates/template.ts';
import { every, textOf } from '../../templates/testing/changed.ts';

type SecretName = 'Database' | 'Owner' | 'Keys' | 'Bff';

/** Of each function: the secrets that its role may read. */
export function secretsOfRoles(templates: Templates): [string, SecretName[]][] {
  return every(templates, 'AWS::Serverless::Function').map(({ file, properties }) => {
    const name = String(properties['CodeUri']).split('/').at(-2) ?? '';
    const [, id = ''] = /"([^"]+)","Arn"/.exec(textOf(properties['Role'])) ?? [];
    const policies = textOf(templates[file]?.Resources[id]?.Properties?.['Policies']);
    return [
      name,
      [...policies.matchAll(/"Ref":"(\w+)Secret"/g)].map(([, one]) => one as SecretName),
    ];
  });
}

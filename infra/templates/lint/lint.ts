import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Resource as SpecResource } from '@aws-cdk/service-spec-types';
import type { Resource, Template, Templates } from '../template.ts';
import { checkMembers } from './check-value.ts';

/** AWS's own description of what CloudFormation takes, as its CDK is made from. Takes seconds to read. */
const spec = loadAwsServiceSpecSync();

/**
 * What CloudFormation would refuse, as far as its description of resources tells: types and properties that there are none of, properties that are
 * missing, values of another shape or not among those allowed, attributes that a resource does not have. One sentence each.
 */
export function lint(templates: Templates): string[] {
  return Object.entries(templates).flatMap(([file, template]) =>
    Object.entries(template.Resources)
      .flatMap(([id, resource]) => [
        ...checkResource(template, id, resource),
        ...checkAttributes(template, id, resource),
      ])
      .map((wrong) => `${file} ${wrong}`),
  );
}

function checkResource(
  { Globals, Transform }: Template,
  id: string,
  { Type, Properties = {} }: Resource,
): string[] {
  const described = describedAs(Type);
  if (!described) return [`${id}: there is no ${Type}`];
  const { cloudFormationTransform: needed } = described;
  if (needed && !JSON.stringify(Transform ?? null).includes(needed))
    return [`${id}: ${Type} needs the transform ${needed}`];
  const globals = Type === 'AWS::Serverless::Function' ? Globals?.Function : {};
  return checkMembers(spec, { ...globals, ...Properties }, propertiesOf(described), id);
}

/** SAM hands on to Lambda what its own description does not know yet, such as `LoggingConfig`. */
function propertiesOf(described: SpecResource): SpecResource['properties'] {
  if (described.cloudFormationType !== 'AWS::Serverless::Function') return described.properties;
  const { LoggingConfig } = describedAs('AWS::Lambda::Function')?.properties ?? {};
  return LoggingConfig ? { LoggingConfig, ...described.properties } : described.properties;
}

function checkAttributes({ Resources }: Template, id: string, { Properties }: Resource): string[] {
  return attributesTaken(JSON.stringify(Properties ?? null))
    .filter(([other, attribute]) => {
      const { Type } = Resources[other] ?? {};
      // Parameters have none; what is not there at all is found by another spec.
      return Type !== undefined && !hasAttribute(Type, attribute);
    })
    .map(([other, attribute]) => `${id}: ${other} has no ${attribute}`);
}

function hasAttribute(type: string, attribute: string): boolean {
  if (type === 'AWS::CloudFormation::Stack') return attribute.startsWith('Outputs.');
  const made = type === 'AWS::Serverless::Function' ? 'AWS::Lambda::Function' : type;
  return attribute in (describedAs(made)?.attributes ?? {});
}

/** `Fn::GetAtt` and its short form inside `Fn::Sub`. */
function attributesTaken(text: string): [string, string][] {
  const taken = [
    ...text.matchAll(/"Fn::GetAtt":\["(\w+)","([\w.]+)"\]/g),
    ...text.matchAll(/\$\{(\w+)\.([\w.]+)\}/g),
  ];
  return taken.map(([, id = '', attribute = '']) => [id, attribute]);
}

function describedAs(type: string): SpecResource | undefined {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

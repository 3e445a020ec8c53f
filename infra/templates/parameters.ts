import { ref } from './template.ts';
import type { Parameter, Resource, Template, Value } from './template.ts';

/** What generated stacks are told by the one above them. */
export const sharedParameters = {
  Environment: { Type: 'String', AllowedPattern: '^[a-z][a-z0-9]{1,9}$' },
  LogRetentionDays: { Type: 'Number' },
  PrivateSubnets: { Type: 'List<AWS::EC2::Subnet::Id>' },
  FunctionSecurityGroup: { Type: 'AWS::EC2::SecurityGroup::Id' },
  DatabaseHost: { Type: 'String' },
  DatabaseAuthorities: { Type: 'String' },
  DatabaseSecret: { Type: 'String' },
  KeysSecret: { Type: 'String' },
  DataKey: { Type: 'String' },
  LandingBucket: { Type: 'String' },
  ArchiveBucket: { Type: 'String' },
  QuarantineBucket: { Type: 'String' },
  ExportsBucket: { Type: 'String' },
  Issuer: { Type: 'String' },
  CognitoIssuer: { Type: 'String' },
  CognitoClients: { Type: 'String' },
  MailDomain: { Type: 'String' },
  MailReplyTo: { Type: 'String' },
  AlarmTopic: { Type: 'String' },
} as const satisfies Record<string, Parameter>;

export type SharedParameter = keyof typeof sharedParameters;

/** The shared parameters that a piece of a template speaks of, by `Ref` or inside `Fn::Sub`. */
export function parametersIn(
  ...pieces: readonly (Value | Readonly<Record<string, Resource>> | Template['Globals'])[]
): Record<string, Parameter> {
  const text = JSON.stringify(pieces);
  const isSpokenOf = (name: string) =>
    text.includes(`{"Ref":"${name}"}`) || text.includes(`\${${name}}`);
  return Object.fromEntries(Object.entries(sharedParameters).filter(([name]) => isSpokenOf(name)));
}

/** The same values handed on to a nested stack; lists travel as text. */
export function handedOn(parameters: Readonly<Record<string, Parameter>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { Type }]) => [
      name,
      Type.startsWith('List<') ? { 'Fn::Join': [',', ref(name)] } : ref(name),
    ]),
  );
}

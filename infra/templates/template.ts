/** A CloudFormation template as far as this folder speaks of one. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Transform?: Value;
  readonly Globals?: { readonly Function: Record<string, Value> };
  readonly Parameters?: Readonly<Record<string, Parameter>>;
  readonly Conditions?: Readonly<Record<string, Value>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Value }>>;
}

export interface Parameter {
  readonly Type: string;
  readonly Default?: string | number;
  readonly [more: string]: Value | undefined;
}

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties?: Readonly<Record<string, Value>>;
}

export type Value =
  string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** Templates by where they are written, below the folder of all templates: `stacks/network.yaml`. */
export type Templates = Readonly<Record<string, Template>>;

export const ref = (name: string) => ({ Ref: name });
export const sub = (text: string) => ({ 'Fn::Sub': text });
export const getAtt = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });

/** `list-row-errors` as a logical id: `ListRowErrors`. */
export function logicalId(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What CloudFormation takes of one template; a template of ours may use nine tenths of it. */
export const limits = {
  resources: 500,
  /** In S3, from where `package` has it deployed. */
  bytes: 1_000_000,
  parameters: 200,
  outputs: 200,
} as const;

/** As it is written: without an indent, since its bytes are counted. */
export function templateText(template: Template): string {
  return JSON.stringify(template, null, 1);
}

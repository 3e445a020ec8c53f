import { allTemplates } from '../../templates/all-templates.ts';
import type { Templates, Value } from '../../templates/template.ts';

type Variables = Readonly<Record<string, string>>;

const templates = allTemplates();

/**
 * The variables that the templates give a function.
 *
 * @param name of the function, as in `CodeUri`
 * @param values what parameters and resources are, by their logical names; of conditions `yes` or `no`
 * @throws for a function that is in no template, and a value that is not given
 */
export function variablesAsDeployed(name: string, values: Variables): Record<string, string> {
  const given = Object.entries(templateVariables(templates, name)).map(
    ([variable, value]): [string, string] => [variable, resolved(value, values)],
  );
  return Object.fromEntries(given);
}

function templateVariables(all: Templates, name: string): Readonly<Record<string, Value>> {
  for (const { Globals, Resources } of Object.values(all)) {
    for (const { Type, Properties = {} } of Object.values(Resources)) {
      if (Type !== 'AWS::Serverless::Function') continue;
      if (!String(Properties['CodeUri']).endsWith(`/functions/${name}/`)) continue;
      return {
        ...variablesIn(Globals?.Function['Environment']),
        ...variablesIn(Properties['Environment']),
      };
    }
  }
  throw new Error(`No template deploys ${name}`);
}

function variablesIn(environment: Value | undefined): Readonly<Record<string, Value>> {
  return (environment as { Variables: Record<string, Value> } | undefined)?.Variables ?? {};
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::Sub'?: string;
  readonly 'Fn::If'?: readonly [condition: string, Value, Value];
}

function resolved(value: Value, values: Variables): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref, 'Fn::Sub': text, 'Fn::If': choice } = value as Intrinsic;
  const of = (name: string) => {
    const found = values[name];
    if (found === undefined) throw new Error(`Nothing is given for ${name}`);
    return found;
  };
  if (Ref !== undefined) return of(Ref);
  if (text !== undefined) return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => of(name));
  if (choice !== undefined) return resolved(choice[of(choice[0]) === 'yes' ? 1 : 2], values);
  throw new Error(`Not read: ${JSON.stringify(value)}`);
}

import { handedOn, sharedParameters } from './parameters.ts';
import type { Parameter, Resource, Template, Templates } from './template.ts';
import { logicalId } from './template.ts';

/** The stack that nests the stacks of all domains, so that the root, which is written by hand, need not know which there are. */
export function operationsStack(domains: Templates): Template {
  const Resources: Record<string, Resource> = {};
  const Parameters: Record<string, Parameter> = {};
  for (const [file, { Parameters: needed = {} }] of Object.entries(domains)) {
    Object.assign(Parameters, needed);
    Resources[stackId(file)] = {
      Type: 'AWS::CloudFormation::Stack',
      ...(file.includes('/functions-')
        ? {}
        : { DependsOn: stackId(file.replace(/\/\w+-/, '/functions-')) }),
      Properties: {
        TemplateURL: file.replace('stacks/', './'),
        Parameters: handedOn(needed),
      },
    };
  }
  const inOrder = Object.keys(sharedParameters).filter((name) => name in Parameters);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Waybill: the operations, by domain',
    Parameters: Object.fromEntries(
      inOrder.map((name) => [name, Parameters[name] ?? { Type: 'String' }]),
    ),
    Resources,
  };
}

/** `stacks/functions-row-errors.json`: `FunctionsRowErrors`. */
function stackId(file: string): string {
  return logicalId(file.replace(/^stacks\/|\.json$/g, ''));
}

import { functionName } from './function-stack.ts';
import type { Rows } from './function-stack.ts';
import { parametersIn } from './parameters.ts';
import { getAtt, logicalId } from './template.ts';
import type { Resource, Template } from './template.ts';

/** What callers call; a release moves it from one version to the next. */
export const liveAlias = 'live';

/**
 * Of each function of one domain a version, and the alias that leads to it. Apart from the functions, since the largest domain of three
 * hundred operations would otherwise be too large. How a release shifts is added as it is prepared for an environment.
 */
export function versionStack(tag: string, rows: Rows): Template {
  const Resources = Object.assign({}, ...rows.map(versionOf)) as Record<string, Resource>;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Waybill: live versions of ${tag}`,
    Parameters: parametersIn(Resources),
    Resources,
  };
}

function versionOf([, { name }]: Rows[number]): Record<string, Resource> {
  const id = logicalId(name);
  return {
    [`${id}Version`]: {
      Type: 'AWS::Lambda::Version',
      // An alias can go back to a version as long as it is there.
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { FunctionName: functionName(name) },
    },
    [`${id}Live`]: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: functionName(name),
        FunctionVersion: getAtt(`${id}Version`, 'Version'),
        Name: liveAlias,
      },
    },
  };
}

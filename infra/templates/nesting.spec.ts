import { describe } from 'vitest';
import type { Template, Templates, Value } from './template.ts';
import { difference, every, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';
import { roots } from './written-templates.ts';

describe('the nested stacks', () => {
  holds(
    '80 are all templates there are but the roots, each nested once',
    (templates) => {
      const nested = stacks(templates).map(({ nestedFile }) => nestedFile);
      return difference([...roots(), 'edge.json', ...nested], Object.keys(templates)).concat(
        nested.filter((file, at) => nested.indexOf(file) !== at),
      );
    },
    without('template.yaml', 'Resources.Data'),
    without('stacks/operations.json', 'Resources.AlarmsRuns'),
  );

  holds(
    '80 are told what they ask for and nothing else',
    (templates) =>
      stacks(templates).flatMap(({ id, nestedFile, told }) => {
        const { Parameters: asked = {} } = templates[nestedFile] ?? emptyTemplate;
        const unknown = Object.keys(told).filter((name) => !(name in asked));
        const missing = Object.entries(asked)
          .filter(([name, { Default }]) => Default === undefined && !(name in told))
          .map(([name]) => name);
        return [...unknown, ...missing].map((name) => `${id} ${name}`);
      }),
    without('template.yaml', 'Resources.Data.Properties.Parameters.DataKey'),
    put('template.yaml', 'Resources.Data.Properties.Parameters.Other', 'x'),
    without('stacks/operations.json', 'Resources.FunctionsRuns.Properties.Parameters.Issuer'),
  );

  holds(
    '80 give the outputs that others take',
    (templates) =>
      [...textOf(templates['template.yaml'] as unknown as Value).matchAll(taken)]
        .filter(([, stack = '', output = '']) => {
          const nestedFile = stacks(templates).find(({ id }) => id === stack)?.nestedFile ?? '';
          return !(output in (templates[nestedFile]?.Outputs ?? {}));
        })
        .map(([all]) => all),
    without('stacks/network.yaml', 'Outputs.PrivateSubnets'),
    rewrite('template.yaml', 'Outputs.LandedQueue"', 'Outputs.LandingQueue"'),
  );

  holds(
    '80 refer to nothing that their template does not have',
    (templates) =>
      Object.entries(templates).flatMap(([file, template]) => {
        const there = new Set([
          ...Object.keys(template.Resources),
          ...Object.keys(template.Parameters ?? {}),
        ]);
        return referencesIn(template)
          .filter((name) => !there.has(name) && !name.startsWith('AWS::'))
          .map((name) => `${file} ${name}`);
      }),
    rewrite('stacks/functions-runs.json', '{"Ref":"DataKey"}', '{"Ref":"DateKey"}'),
    rewrite('stacks/data.yaml', '{"Fn::GetAtt":["ProxyRole"', '{"Fn::GetAtt":["Role"'),
  );
});

const taken = /"Fn::GetAtt":\["(\w+)","Outputs\.(\w+)"\]/g;

const emptyTemplate: Template = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description: '',
  Resources: {},
};

function stacks(templates: Templates) {
  return every(templates, 'AWS::CloudFormation::Stack').map(({ id, properties }) => {
    const name = String(properties['TemplateURL']).replace(/^(?:\.|stacks)\//, '');
    const told = (properties['Parameters'] ?? {}) as Record<string, Value>;
    return { id, told, nestedFile: `stacks/${name}` };
  });
}

function referencesIn(template: Template): string[] {
  const text = JSON.stringify([template.Resources, template.Outputs, template.Globals]);
  return [
    ...text.matchAll(/\{"Ref":"([\w:]+)"\}/g),
    ...text.matchAll(/"Fn::GetAtt":\["(\w+)"/g),
    ...text.matchAll(/\$\{([\w:]+)(?:\.\w+)?\}/g),
  ].map(([, name = '']) => name);
}

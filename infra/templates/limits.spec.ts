import { operations } from '@waybill/contracts';
import type { Operation, OperationKey } from '@waybill/contracts';
import { describe, expect, it } from 'vitest';
import type { Rows } from './function-stack.ts';
import { generatedTemplates } from './generated-templates.ts';
import { limits, templateText } from './template.ts';
import type { Resource, Template, Templates } from './template.ts';
import { put } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

/** Where a template has no room to grow any more: nine tenths of what CloudFormation takes. */
const share = 0.9;

describe('the templates', () => {
  holds(
    '80 fit CloudFormation’s limits with a tenth to spare',
    tooLarge,
    (templates) => withResources(templates, 500),
    (templates) => withParameters(templates, 190),
    put('stacks/data.yaml', 'Description', 'x'.repeat(950_000)),
  );

  it('80 would fit with three hundred operations', () => {
    const rows = threeHundred();

    expect(rows.length).toBeGreaterThanOrEqual(300);
    expect(tooLarge(generatedTemplates(rows))).toEqual([]);
  });

  it('80 are the same each time they are made', () => {
    const [once, again] = [generatedTemplates(), generatedTemplates()].map((templates) =>
      Object.values(templates).map(templateText),
    );

    expect(once).toEqual(again);
  });

  it('80 bring new routes live by a deployment of another name', () => {
    const rows = Object.entries(operations) as unknown as Rows;

    expect(deploymentOf(generatedTemplates(rows.slice(1)))).not.toBe(
      deploymentOf(generatedTemplates(rows)),
    );
  });
});

function tooLarge(templates: Templates): string[] {
  return Object.entries(templates)
    .map(([file, template]) => ({
      file,
      resources: Object.keys(template.Resources).length,
      bytes: Buffer.byteLength(templateText(template)),
      parameters: Object.keys(template.Parameters ?? {}).length,
      outputs: Object.keys(template.Outputs ?? {}).length,
    }))
    .filter((size) =>
      (['resources', 'bytes', 'parameters', 'outputs'] as const).some(
        (what) => size[what] > limits[what] * share,
      ),
    )
    .map((size) => JSON.stringify(size));
}

/** The table again and again under other names, until there are enough, so that domains grow as they are. */
function threeHundred(): Rows {
  const rows = Object.entries(operations) as [OperationKey, Operation][];
  return [...Array(Math.ceil(300 / rows.length)).keys()].flatMap((copy) =>
    rows.map(([key, row]): [OperationKey, Operation] => [
      key,
      copy === 0
        ? row
        : { ...row, name: `${row.name}-${String(copy)}`, path: `/${String(copy)}${row.path}` },
    ]),
  );
}

function withResources(templates: Templates, many: number): Templates {
  const topics = [...Array(many).keys()].map((at): [string, Resource] => [
    `Topic${String(at)}`,
    { Type: 'AWS::SNS::Topic' },
  ]);
  return changed(templates, { Resources: Object.fromEntries(topics) });
}

function withParameters(templates: Templates, many: number): Templates {
  const names = [...Array(many).keys()].map((at) => [`P${String(at)}`, { Type: 'String' }]);
  return changed(templates, { Parameters: Object.fromEntries(names) });
}

function changed(templates: Templates, change: Partial<Template>): Templates {
  const { 'stacks/data.yaml': data } = templates;
  return data ? { ...templates, 'stacks/data.yaml': { ...data, ...change } } : templates;
}

function deploymentOf(templates: Templates): string | undefined {
  return Object.entries(templates['stacks/api.json']?.Resources ?? {}).find(
    ([, { Type }]) => Type === 'AWS::ApiGateway::Deployment',
  )?.[0];
}

import { describe } from 'vitest';
import type { Templates } from './template.ts';
import { every, failing, put, textOf, without } from './testing/changed.ts';
import type { Found } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const runs = 'stacks/functions-runs.json';
const functions = (templates: Templates) => every(templates, 'AWS::Serverless::Function');

/** Those that never ask the database: they call issuers and the API, or nobody. */
const outside = [
  'ServePortalFunction',
  'DescribeApiFunction',
  'AuthorizeFunction',
  'NameGroupsFunction',
];
/** Those that have no secret, since they prove nothing to anybody. */
const withoutSecret = ['DescribeApiFunction', 'AuthorizeFunction', 'NameGroupsFunction'];
const isOutside = ({ id }: Found) => outside.includes(id);

describe('every function', () => {
  holds(
    '56 77 runs on Node 24 on ARM, from a bundle of its own',
    (templates) =>
      failing(
        functions(templates),
        ({ properties }) =>
          properties['Runtime'] === 'nodejs24.x' &&
          textOf(properties['Architectures']) === '["arm64"]' &&
          properties['Handler'] === 'index.handler' &&
          String(properties['CodeUri']).startsWith('../../functions/'),
      ),
    put(runs, 'Globals.Function.Runtime', 'nodejs20.x'),
    put(runs, 'Resources.GetRunFunction.Properties.CodeUri', '.'),
    put('stacks/portal.yaml', 'Resources.ServePortalFunction.Properties.Architectures', ['x86_64']),
  );

  holds(
    '30 carries no layer',
    (templates) => failing(functions(templates), ({ properties }) => !('Layers' in properties)),
    put(runs, 'Globals.Function.Layers', ['arn:aws:lambda:us-east-1:1:layer:x:1']),
  );

  holds(
    '31 with the database is in the private subnets',
    (templates) =>
      failing(
        functions(templates),
        (one) =>
          textOf(one.properties['VpcConfig']).includes('{"Ref":"PrivateSubnets"}') !==
          isOutside(one),
      ),
    without(runs, 'Globals.Function.VpcConfig'),
    without('stacks/pipeline.yaml', 'Globals.Function.VpcConfig'),
  );

  holds(
    '28 is told where its secrets are, and never what they are',
    (templates) =>
      failing(functions(templates), ({ properties, id }) => {
        const text = textOf(properties['Environment']) + textOf(globalsOf(templates, id));
        return (
          text.includes('_SECRET":{"Ref":"') !== withoutSecret.includes(id) &&
          !/resolve:|PASSWORD|_KEY"|_URL":"/.test(text)
        );
      }),
    put('stacks/identity.yaml', 'Resources.AuthorizeFunction.Properties.Environment.Variables', {
      WAYBILL_DATABASE_SECRET: { Ref: 'DatabaseSecret' },
    }),
    put(runs, 'Globals.Function.Environment.Variables.WAYBILL_CURSOR_KEY', 'x'),
    put(runs, 'Globals.Function.Environment.Variables.WAYBILL_X', '{{resolve:secretsmanager:x}}'),
  );

  holds(
    '27 takes one connection of the proxy’s, as an operation',
    (templates) =>
      Object.entries(templates)
        .filter(([file]) => file.startsWith('stacks/functions-'))
        .filter(([, { Globals }]) => !textOf(Globals?.Function ?? null).includes('_POOL":"1"'))
        .map(([file]) => file),
    put(runs, 'Globals.Function.Environment.Variables.WAYBILL_DATABASE_POOL', '10'),
  );

  holds(
    '71 is traced, and so are both stages of the gateway',
    (templates) => [
      ...failing(functions(templates), ({ properties }) => properties['Tracing'] === 'Active'),
      ...failing(
        every(templates, 'AWS::ApiGateway::Stage'),
        ({ properties }) => properties['TracingEnabled'] === true,
      ),
    ],
    put(runs, 'Globals.Function.Tracing', 'PassThrough'),
    put(runs, 'Resources.GetRunFunction.Properties.Tracing', 'PassThrough'),
    put('stacks/api.json', 'Resources.Stage.Properties.TracingEnabled', false),
  );

  holds(
    '54 writes to a log of its own, which ends some day and is encrypted',
    (templates) => [
      ...failing(functions(templates), ({ file, properties }) => {
        const { LogGroup, LogFormat } = properties['LoggingConfig'] as Record<string, never>;
        const log = (LogGroup as { Ref: string } | undefined)?.Ref ?? '';
        return LogFormat === 'JSON' && log in (templates[file]?.Resources ?? {});
      }),
      ...failing(
        every(templates, 'AWS::Logs::LogGroup'),
        ({ properties }) =>
          textOf(properties['RetentionInDays']) === '{"Ref":"LogRetentionDays"}' &&
          textOf(properties['KmsKeyId']) === '{"Ref":"DataKey"}',
      ),
    ],
    without(runs, 'Resources.GetRunLog'),
    without(runs, 'Resources.GetRunLog.Properties.KmsKeyId'),
    without('stacks/api.json', 'Resources.AccessLog.Properties.RetentionInDays'),
  );

  holds(
    '39 80 shares nothing of CodeDeploy and no function with another',
    (templates) => [
      ...failing(functions(templates), ({ properties }) => !('DeploymentPreference' in properties)),
      ...every(templates, 'AWS::CodeDeploy::Application').map(({ id }) => id),
    ],
    put(runs, 'Globals.Function.DeploymentPreference', { Type: 'AllAtOnce' }),
  );

  holds(
    '59 of an operation ends before the gateway gives up',
    (templates) =>
      failing(
        functions(templates).filter(({ file }) => file.startsWith('stacks/functions-')),
        ({ properties }) => Number(properties['Timeout']) < 29,
      ),
    put(runs, 'Globals.Function.Timeout', 30),
    put(runs, 'Resources.GetRunFunction.Properties.Timeout', 900),
  );
});

function globalsOf(templates: Templates, id: string) {
  const home = Object.values(templates).find(({ Resources }) => id in Resources);
  return home?.Globals?.Function['Environment'] ?? null;
}

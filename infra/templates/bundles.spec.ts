import { readFileSync } from 'node:fs';
import { describe } from 'vitest';
import { lambdaFunctions } from '../bundles/functions.ts';
import type { Templates, Value } from './template.ts';
import { difference, every, put, rewrite, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const runs = 'stacks/functions-runs.json';

/** Where the settings of every function are read, and what is behind them. */
const onAws = 'infra/bundles/platform/on-aws.ts';

const tokens = 'libs/backend/kit/src/identity/api-tokens.ts';

const sesMail = 'infra/bundles/platform/ses-mail.ts';

/** Where else settings are read, by the stacks whose functions read them there. */
const readers: readonly [RegExp, readonly string[]][] = [
  [/^stacks\/functions-/, ['libs/backend/api/src/hub-from-environment.ts', tokens, sesMail]],
  [/^stacks\/identity/, [tokens]],
  [
    /^stacks\/(?:pipeline|large-files)/,
    [
      'pipeline-from-environment',
      'parts-from-environment',
      'wake-worker',
      'migrate-database.handler',
    ].map((file) => `infra/bundles/entries/${file}.ts`),
  ],
  [/^stacks\/portal/, ['libs/backend/bff/src/bff-from-environment.ts']],
];

describe('bundles and functions', () => {
  holds(
    '25 38 are the same: each bundle is deployed once, and nothing else is',
    (templates) => {
      const code = every(templates, 'AWS::Serverless::Function').map(({ properties }) =>
        String(properties['CodeUri']).replace(/^\.\.\/\.\.\/functions\/|\/$/g, ''),
      );
      return [
        ...difference(
          code,
          lambdaFunctions().map(({ name }) => name),
        ),
        ...code.filter((name, at) => code.indexOf(name) !== at),
      ];
    },
    without('stacks/pipeline.yaml', 'Resources.MigrateDatabaseFunction'),
    rewrite(runs, 'functions/get-run/', 'functions/list-runs/'),
  );

  holds(
    '28 each setting that a function is given is one that its code reads',
    (templates) =>
      readers.flatMap(([stacks, sources]) => {
        const code = [onAws, ...sources].map((source) =>
          readFileSync(new URL(`../../${source}`, import.meta.url), 'utf8'),
        );
        return settingsIn(templates, stacks).filter((name) => !code.join().includes(`${name}:`));
      }),
    put(runs, 'Globals.Function.Environment.Variables.WAYBILL_ISUER', 'x'),
    rewrite('stacks/pipeline.yaml', 'WAYBILL_ARCHIVE_BUCKET', 'WAYBILL_ARCHIVES_BUCKET'),
    rewrite('stacks/portal.yaml', 'WAYBILL_KEYS_SECRET', 'WAYBILL_KEY_SECRET'),
  );

  holds(
    '80 the API has no more nodes than the gateway takes of one API unless it is asked',
    (templates) => {
      const nodes = new Set(pathsOf(templates).flatMap((path) => parentsOf(path)));
      return nodes.size < 300 ? [] : [`${String(nodes.size)} nodes`];
    },
    put(
      'stacks/api.json',
      'Resources.Api.Properties.Body.paths',
      Object.fromEntries(
        [...Array(300).keys()].map((at): [string, Value] => [`/v1/${String(at)}`, {}]),
      ),
    ),
  );
});

function settingsIn(templates: Templates, stacks: RegExp): string[] {
  const names = Object.entries(templates)
    .filter(([file]) => stacks.test(file))
    .flatMap(([, { Globals, Resources }]) => [
      ...JSON.stringify([Globals, Resources]).matchAll(/"(WAYBILL_\w+)":/g),
    ])
    .map(([, name = '']) => name);
  return [...new Set(names)];
}

function pathsOf(templates: Templates): string[] {
  const body = templates['stacks/api.json']?.Resources['Api']?.Properties?.['Body'];
  return Object.keys((body as { paths: object }).paths);
}

/** `/v1/runs/{runId}`: itself and every folder above it. */
function parentsOf(path: string): string[] {
  const segments = path.split('/').slice(1);
  return segments.map((_, at) => segments.slice(0, at + 1).join('/'));
}

import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lambdaFunctions } from '../bundles/functions.ts';
import { allTemplates } from '../templates/all-templates.ts';
import { limits } from '../templates/template.ts';
import type { Template, Value } from '../templates/template.ts';
import type { Delivery } from './live-versions.ts';
import { packageTemplates } from './package-templates.ts';
import type { Packaged } from './package-templates.ts';

const machine = 'state-language/large-files.asl.json';
const texts = {
  templates: allTemplates(),
  definitions: {
    [machine]: JSON.parse(readFileSync(new URL(`../${machine}`, import.meta.url), 'utf8')) as Value,
  },
};
const names = lambdaFunctions().map(({ name }) => name);
const release = {
  version: '1',
  functions: Object.fromEntries(names.map((name) => [name, `sha-of-${name}`])),
  portal: '',
};
const first: Delivery = {
  release,
  bucket: 'releases',
  region: 'us-east-1',
  parameters: { Issuer: 'https://issuer' },
  current: {},
};
const withChanged = (name: string) => ({
  ...release,
  functions: { ...release.functions, [name]: 'another' },
});

describe('the templates of a release', () => {
  const packaged = packageTemplates(texts, first);

  it('80 name archives and templates that are there, and no folder any more', () => {
    const text = [packaged.root, ...packaged.objects.values()].join('\n');
    const nested = [...text.matchAll(/amazonaws\.com\/(templates\/\w+\.json)"/g)].map(
      ([, key]) => key,
    );
    const archives = [...text.matchAll(/"code\/sha-of-([\w-]+)\.zip"/g)].map(([, name]) => name);

    expect(new Set(nested)).toEqual(new Set(packaged.objects.keys()));
    expect(archives.sort()).toEqual(names.toSorted());
    expect(text).not.toMatch(/"(?:TemplateURL|CodeUri|DefinitionUri)": ?"\./);
  });

  it('80 hold the state machine as it is defined', () => {
    const defined = stacksOf(packaged).flatMap(({ Resources }) =>
      Object.values(Resources).flatMap(({ Properties = {} }) => Properties['Definition'] ?? []),
    );

    expect(defined).toEqual([texts.definitions[machine]]);
    expect(() => packageTemplates({ ...texts, definitions: {} }, first)).toThrow(
      `${machine} is named and is not there`,
    );
  });

  it('80 are refused when a function has no archive', () => {
    const { 'get-run': _, ...others } = release.functions;

    expect(() =>
      packageTemplates(texts, { ...first, release: { ...release, functions: others } }),
    ).toThrow('no archive of get-run');
  });

  it('80 are the same for the same release', () => {
    expect(packageTemplates(texts, first)).toEqual(packaged);
  });

  it('80 fit CloudFormation’s limits while every function shifts', () => {
    const all = Object.fromEntries(Object.keys(packaged.next).map((id) => [id, 'before']));
    const shifting = packageTemplates(texts, { ...first, current: all });

    const tooLarge = stacksOf(shifting).filter(
      ({ Resources }) => Object.keys(Resources).length > limits.resources * 0.9,
    );
    expect(tooLarge).toEqual([]);
  });
});

describe('a release after another', () => {
  const before = packageTemplates(texts, first).next;
  const after = (more: Partial<Delivery>) =>
    packageTemplates(texts, { ...first, current: before, ...more });
  const versionsOf = (packaged: Packaged, id: string) =>
    stacksOf(packaged)
      .flatMap(({ Resources }) => Object.keys(Resources))
      .filter((name) => name.startsWith(`${id}Version`));

  it('79 without a change publishes nothing and shifts nothing', () => {
    const same = after({});

    expect(same.next).toEqual(before);
    expect(JSON.stringify(stacksOf(same))).not.toContain('AdditionalVersionWeights');
    expect(versionsOf(same, 'GetRun')).toEqual([`GetRunVersion${before['GetRun'] ?? ''}`]);
  });

  it('79 publishes a version of what changed beside the one before, and of nothing else', () => {
    const changed = after({ release: withChanged('get-run') });
    const different = Object.keys(before).filter((id) => before[id] !== changed.next[id]);

    expect(different).toEqual(['GetRun']);
    expect(versionsOf(changed, 'GetRun').sort()).toEqual(
      [before, changed.next].map((live) => `GetRunVersion${live['GetRun'] ?? ''}`).sort(),
    );
    expect(versionsOf(changed, 'ListRuns')).toHaveLength(1);
  });

  it('79 leads callers to the version before, and as many as the parameter says to the next', () => {
    const changed = after({ release: withChanged('get-run') });
    const [old, next] = [before, changed.next].map((live) => ({
      'Fn::GetAtt': [`GetRunVersion${live['GetRun'] ?? ''}`, 'Version'],
    }));
    const stack = stacksOf(changed).find(({ Resources }) => 'GetRunLive' in Resources);

    expect(stack?.Resources['GetRunLive']?.Properties).toMatchObject({
      FunctionVersion: { 'Fn::If': ['Shifted', next, old] },
      RoutingConfig: {
        'Fn::If': [
          'Shifting',
          {
            AdditionalVersionWeights: [
              { FunctionVersion: next, FunctionWeight: { Ref: 'ShiftedShare' } },
            ],
          },
          { Ref: 'AWS::NoValue' },
        ],
      },
    });
  });

  it('79 hands the share to every stack with an alias', () => {
    const all = Object.fromEntries(Object.keys(before).map((id) => [id, 'before']));
    const shifting = after({ current: all });
    const withoutShare = stacksOf(shifting).filter(
      (stack) =>
        JSON.stringify(stack).includes('"Shifting"') && !stack.Parameters?.['ShiftedShare'],
    );
    const text = [...shifting.objects.values(), shifting.root].join('\n');
    const told = [...text.matchAll(/"ShiftedShare": \{\s+"Ref": "ShiftedShare"\s+\}/g)];

    expect(withoutShare).toEqual([]);
    const withAliases = stacksOf(shifting).filter(({ Resources }) =>
      Object.values(Resources).some(({ Type }) => Type === 'AWS::Lambda::Alias'),
    );
    // Each stack with aliases, and the one that nests those of the operations.
    expect(told).toHaveLength(withAliases.length + 1);
  });

  it('79 is another version of every function when a parameter of the environment is another', () => {
    const changed = after({ parameters: { Issuer: 'https://another' } }).next;

    expect(Object.keys(before).filter((id) => before[id] === changed[id])).toEqual([]);
  });
});

describe('the environments', () => {
  const folder = new URL('../environments/', import.meta.url);
  const { Parameters: asked = {} } = texts.templates['template.yaml'] ?? {};

  it.each(readdirSync(folder))('80 %s tells the root what it asks for, as it takes it', (file) => {
    const { Parameters: told, Tags } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      Parameters: Record<string, unknown>;
      Tags: Record<string, string>;
    };
    const missing = Object.entries(asked)
      .filter(([name, { Default }]) => Default === undefined && !(name in told))
      .map(([name]) => name);
    const wrong = Object.entries(told).filter(([name, value]) => {
      const { AllowedPattern, AllowedValues } = asked[name] ?? { Type: '' };
      if (!(name in asked) || typeof value !== 'string') return true;
      if (AllowedValues) return !(AllowedValues as unknown[]).map(String).includes(value);
      return AllowedPattern !== undefined && !new RegExp(String(AllowedPattern)).test(value);
    });

    expect(missing).toEqual([]);
    expect(wrong).toEqual([]);
    expect(Tags['environment']).toBe(told['Environment']);
  });
});

function stacksOf({ objects, root }: Packaged): Template[] {
  return [...objects.values(), root].map((text) => JSON.parse(text) as Template);
}

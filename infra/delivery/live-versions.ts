import { createHash } from 'node:crypto';
import type { Resource, Template, Templates, Value } from '../templates/template.ts';
import { archiveOf } from './release.ts';
import type { Release } from './release.ts';

/** What each alias leads to: digest of the function's code and configuration, by the logical id of its function. */
export type LiveVersions = Readonly<Record<string, string>>;

/** What an environment is brought to, and from where. */
export interface Delivery {
  readonly release: Release;
  /** Where archives and nested templates are read from. */
  readonly bucket: string;
  readonly region: string;
  /** Of the environment; another value is another configuration of the functions, and so another version of each. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What its aliases lead to now; empty before the first release. */
  readonly current: LiveVersions;
}

/** How much of the calls go to the next version, from 0 to 1; a parameter of every stack that has an alias. */
export const shiftParameter = 'ShiftedShare';

const alias = 'AWS::Lambda::Alias';
const aFunction = 'AWS::Serverless::Function';

/**
 * Gives each version the digest of what it is a version of as part of its name, so that CloudFormation publishes one where code or
 * configuration changed and nowhere else, and leaves the one before where it is. An alias leads to the one before, with a share of the calls
 * for the next one; with a share of 1, or when nothing changed, to the next one alone.
 */
export function liveVersions(
  templates: Templates,
  delivery: Delivery,
): { versioned: Templates; next: LiveVersions } {
  const digests = digestsOf(templates, delivery);
  const next: Record<string, string> = {};
  const shares = withAliases(templates);
  const versioned = Object.entries(templates).map(([file, template]): [string, Template] => {
    const ids = Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === alias)
      .map(([id]) => id.replace(/Live$/, ''));
    for (const id of ids) next[id] = digests[id] ?? '';
    const described = withDigests(template, digests);
    const shifting = ids.reduce((made, id) => withVersions(made, id, digests, delivery), described);
    return [file, toldTheShare(shifting, shares)];
  });
  return { versioned: Object.fromEntries(versioned), next };
}

/** By logical id without `Function`, over all templates. */
function digestsOf(templates: Templates, { release, parameters }: Delivery): LiveVersions {
  return Object.fromEntries(
    Object.values(templates).flatMap(({ Resources, Globals }) =>
      Object.entries(Resources)
        .filter(([, { Type }]) => Type === aFunction)
        .map(([id, { Properties = {} }]) => {
          const code = archiveOf(release, String(Properties['CodeUri']));
          const all = JSON.stringify([code, Properties, Globals, parameters]);
          const digest = createHash('sha256').update(all).digest('hex').slice(0, 12);
          return [id.replace(/Function$/, ''), digest];
        }),
    ),
  );
}

/** Lambda publishes no version of a function that is as it was, and CloudFormation fails then; so what makes a new version is in its description. */
function withDigests(template: Template, digests: LiveVersions): Template {
  const described = Object.entries(template.Resources).map(([id, one]): [string, Resource] => {
    if (one.Type !== aFunction) return [id, one];
    const Description = `${String(one.Properties?.['Description'])} (${digests[id.replace(/Function$/, '')] ?? ''})`;
    return [id, { ...one, Properties: { ...one.Properties, Description } }];
  });
  return { ...template, Resources: Object.fromEntries(described) };
}

function withVersions(
  template: Template,
  id: string,
  digests: LiveVersions,
  { current }: Delivery,
): Template {
  const { [`${id}Version`]: version, [`${id}Live`]: live, ...others } = template.Resources;
  const digest = digests[id];
  if (!version || !live || digest === undefined) throw new Error(`${id} has no version`);
  const before = current[id] ?? digest;
  return {
    ...template,
    Resources: {
      ...others,
      [`${id}Version${before}`]: version,
      [`${id}Version${digest}`]: version,
      [`${id}Live`]:
        before === digest ? leadingTo(live, id, digest) : shifting(live, id, before, digest),
    },
  };
}

function leadingTo(live: Resource, id: string, digest: string): Resource {
  return { ...live, Properties: { ...live.Properties, FunctionVersion: version(id, digest) } };
}

/** Lambda takes no weight of 0 or 1 for the second version, so both ends are conditions. */
function shifting(live: Resource, id: string, before: string, next: string): Resource {
  const weights = [{ FunctionVersion: version(id, next), FunctionWeight: { Ref: shiftParameter } }];
  return {
    ...live,
    Properties: {
      ...live.Properties,
      FunctionVersion: { 'Fn::If': ['Shifted', version(id, next), version(id, before)] },
      RoutingConfig: {
        'Fn::If': ['Shifting', { AdditionalVersionWeights: weights }, { Ref: 'AWS::NoValue' }],
      },
    },
  };
}

const version = (id: string, digest: string): Value => ({
  'Fn::GetAtt': [`${id}Version${digest}`, 'Version'],
});

const isShare = (share: string): Value => ({ 'Fn::Equals': [{ Ref: shiftParameter }, share] });

/** Names of the files of stacks that have aliases, or nest one that has. */
function withAliases(templates: Templates): ReadonlySet<string> {
  const named = new Set<string>();
  const nameOf = (file: string) => file.replace(/^.*\//, '');
  let before = -1;
  while (named.size > before) {
    before = named.size;
    for (const [file, { Resources }] of Object.entries(templates)) {
      const speaks = Object.values(Resources).some(
        (one) => one.Type === alias || nests(one, named),
      );
      if (speaks) named.add(nameOf(file));
    }
  }
  return named;
}

function nests({ Properties = {} }: Resource, files: ReadonlySet<string>): boolean {
  const url = Properties['TemplateURL'];
  return typeof url === 'string' && files.has(url.replace(/^.*\//, ''));
}

/** Stacks with aliases, and those above them, hand the share down. */
function toldTheShare(template: Template, shares: ReadonlySet<string>): Template {
  const above = Object.entries(template.Resources).map(([id, resource]): [string, Resource] => [
    id,
    nests(resource, shares) ? handedOn(resource) : resource,
  ]);
  const speaks = Object.values(template.Resources).some(
    (one) => one.Type === alias || nests(one, shares),
  );
  if (!speaks) return template;
  const { Parameters, Conditions } = template;
  return {
    ...template,
    Parameters: {
      ...Parameters,
      [shiftParameter]: { Type: 'String', Default: '1', AllowedPattern: '^(0|0\\.[0-9]+|1)$' },
    },
    Conditions: {
      ...Conditions,
      Shifted: isShare('1'),
      Shifting: { 'Fn::Not': [{ 'Fn::Or': [isShare('0'), isShare('1')] }] },
    },
    Resources: Object.fromEntries(above),
  };
}

function handedOn(resource: Resource): Resource {
  const { Parameters } = resource.Properties ?? {};
  const told = {
    ...(Parameters as Record<string, Value>),
    [shiftParameter]: { Ref: shiftParameter },
  };
  return { ...resource, Properties: { ...resource.Properties, Parameters: told } };
}

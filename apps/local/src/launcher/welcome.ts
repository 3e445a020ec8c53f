import { localAccounts } from '../issuer/accounts.ts';
import type { Configuration } from './configuration.ts';

/** What to open and who to be, in a box. */
export function welcome(configuration: Configuration): string {
  const { ports, s3, issuer, home, databaseUrl } = configuration;
  const database = databaseUrl ? `MySQL at ${new URL(databaseUrl).host}` : 'SQLite';
  const addresses = [
    ['Portal', `http://localhost:${ports.portal}`],
    ['API', `http://localhost:${ports.api}/v1`],
    ['S3', `${s3.url}  (key waybill, secret waybill-local)`],
    ['Issuer', issuer.url],
    ['State', `${home}  (${database})`],
  ];
  return boxed([
    'Waybill is running. Ctrl-C stops it.',
    '',
    ...addresses.map(([name = '', value = '']) => `${name.padEnd(8)} ${value}`),
    ...(issuer.builtIn ? ['', 'Sign in with any password as', ...accounts()] : []),
  ]);
}

function accounts(): string[] {
  const roles = [...new Set(localAccounts.map(({ role }) => role))];
  return roles.map((role) => {
    const people = localAccounts.filter((account) => account.role === role);
    return people.map(({ login, name }) => `${login.padEnd(10)} ${name.padEnd(16)}`).join('  ');
  });
}

function boxed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 4);
  const body = lines.map((line) => `│  ${line.padEnd(width)}  │`);
  return [`╭${edge}╮`, ...body, `╰${edge}╯`].join('\n');
}

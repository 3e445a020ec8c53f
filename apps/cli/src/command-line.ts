import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command, ExitCode, Report } from './command.ts';
import { Refusal } from './command.ts';
import { diff } from './commands/diff.ts';
import { doctor } from './commands/doctor.ts';
import { simulate } from './commands/simulate.ts';
import { test } from './commands/test.ts';
import { validate } from './commands/validate.ts';

const commands: ReadonlyMap<string, Command> = new Map([
  ['validate', validate],
  ['test', test],
  ['simulate', simulate],
  ['diff', diff],
  ['doctor', doctor],
]);

const shared = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const forPrograms = '--json prints the same for a program.';

/** What the tool prints for arguments, and the code it ends with. */
export interface Printed {
  readonly out: string;
  readonly err: string;
  readonly exitCode: ExitCode;
}

export async function runCommandLine(args: readonly string[]): Promise<Printed> {
  try {
    return await answer(args);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return { out: '', err: `waybill: ${problem.message}\n`, exitCode: 2 };
  }
}

async function answer([name, ...args]: readonly string[]): Promise<Printed> {
  if (name === '--version') return printed(version());
  if (name === '--help' || name === '-h') return printed(help());
  if (name === undefined) return { out: '', err: `${help()}\n`, exitCode: 2 };
  const command = commands.get(name);
  if (command === undefined)
    throw new Refusal(`There is no command ${name}. There are ${[...commands.keys()].join(', ')}.`);
  const { values, positionals } = parsed(args, command);
  if (values['version'] === true) return printed(version());
  if (values['help'] === true)
    return printed(`waybill ${name} ${command.takes}\n\n${command.help}\n\n${forPrograms}`);
  return printedReport(await command.run(positionals, values), values['json'] === true);
}

/** By `node:util`: it comes with Node, and a few commands with a handful of options ask for no more. */
function parsed(args: readonly string[], { options }: Command) {
  try {
    const config = { args: [...args], options: { ...shared, ...options } };
    return parseArgs({ ...config, allowPositionals: true });
  } catch (problem) {
    // Behind the first sentence Node tells of ways around it that nobody wants here.
    const [sentence = ''] = (problem as Error).message.split('. ');
    throw new Refusal(`${sentence.replace(/\.?$/, '.')} See waybill --help.`);
  }
}

function printedReport({ lines, json, exitCode }: Report, asJson: boolean): Printed {
  const out = asJson ? JSON.stringify(json, null, 2) : lines.join('\n');
  return { ...printed(out), exitCode };
}

function printed(text: string): Printed {
  return { out: text === '' ? '' : `${text}\n`, err: '', exitCode: 0 };
}

function version(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function help(): string {
  const list = [...commands].flatMap(([name, { takes, about }]) => [
    `  waybill ${name} ${takes}`,
    `      ${about}`,
  ]);
  return [
    'Checks, tests, tries and compares files of rules, without a hub; and looks at a hub.',
    '',
    ...list,
    '',
    `  - instead of a file is what comes in. ${forPrograms}`,
    '  waybill <command> --help tells all of a command, waybill --version the version.',
    '',
    'Ends with 0 when all is well, 1 when something was found, 2 when it was not asked rightly or cannot read a file.',
  ].join('\n');
}

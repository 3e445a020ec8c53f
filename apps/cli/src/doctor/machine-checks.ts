import { existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

const nodeMajor = 24;
const freeGbMin = 2;
const ports = [
  ['WAYBILL_PORT', 4200],
  ['WAYBILL_API_PORT', 4300],
  ['WAYBILL_ISSUER_PORT', 4400],
  ['WAYBILL_S3_PORT', 4566],
] as const;

export interface Machine {
  readonly nodeVersion: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly freeGb: number;
}

/** Whether a hub can be started and tested on this machine. */
export function machineChecks(machine: Machine): Check[] {
  return [
    {
      code: 'LOC-001',
      what: `Node ${String(nodeMajor)}`,
      look: () => Promise.resolve(nodeIs(machine)),
    },
    { code: 'LOC-002', what: 'ports of a hub are free', look: () => portsAreFree(machine) },
    {
      code: 'LOC-003',
      what: 'Chromium',
      look: () =>
        Promise.resolve(
          has(machine, ['chromium-headless-shell', 'chromium', 'chromium-browser'], 'CHROME_BIN'),
        ),
    },
    { code: 'LOC-004', what: 'MariaDB', look: () => Promise.resolve(has(machine, ['mariadbd'])) },
    { code: 'LOC-005', what: 'room on the disk', look: () => Promise.resolve(hasRoom(machine)) },
  ];
}

export function thisMachine(): Machine {
  const { bavail, bsize } = statfsSync('.');
  return { nodeVersion: process.versions.node, env: process.env, freeGb: (bavail * bsize) / 1e9 };
}

function nodeIs({ nodeVersion }: Machine): Outcome {
  return Number(nodeVersion.split('.')[0]) >= nodeMajor
    ? well(nodeVersion)
    : wrong(
        nodeVersion,
        `${String(nodeMajor)} or later`,
        'Run npm start once: it brings the right one.',
      );
}

async function portsAreFree({ env }: Machine): Promise<Outcome> {
  const taken: string[] = [];
  for (const [variable, standard] of ports) {
    const port = Number(env[variable] ?? standard);
    if (!(await isFree(port))) taken.push(`${String(port)} (${variable})`);
  }
  return taken.length === 0
    ? well('all four')
    : wrong(
        `taken: ${taken.join(', ')}`,
        'free, or a hub of yours',
        'Stop what listens there, or set the variable to another port.',
      );
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

function has({ env }: Machine, names: readonly string[], variable?: string): Outcome {
  const given = variable === undefined ? undefined : env[variable];
  if (given !== undefined && existsSync(given)) return well(given);
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
  return found === undefined
    ? wrong(
        'not there',
        names.join(' or '),
        `apt-get install ${names[0] === 'mariadbd' ? 'mariadb-server' : (names[0] ?? '')}; npm test does it as root.`,
      )
    : well(found);
}

function hasRoom({ freeGb }: Machine): Outcome {
  const found = `${freeGb.toFixed(1)} GB`;
  return freeGb >= freeGbMin
    ? well(found)
    : wrong(found, `${String(freeGbMin)} GB`, 'Make room, or set WAYBILL_HOME to another disk.');
}

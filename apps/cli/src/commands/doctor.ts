import { readFileSync } from 'node:fs';
import type { Command, ExitCode, Given } from '../command.ts';
import { Refusal } from '../command.ts';
import { apiChecks } from '../doctor/api-checks.ts';
import { bucketChecks, settingsInS3 } from '../doctor/bucket-checks.ts';
import { connectToMySql, databaseChecks, stepsOfThisRelease } from '../doctor/database-checks.ts';
import { findingsOf } from '../doctor/finding.ts';
import type { Check, Finding } from '../doctor/finding.ts';
import { issuerChecks } from '../doctor/issuer-checks.ts';
import { machineChecks, thisMachine } from '../doctor/machine-checks.ts';
import { portalChecks } from '../doctor/portal-checks.ts';
import { queueChecks } from '../doctor/queue-checks.ts';
import { queuesOnAws } from '../doctor/queues-on-aws.ts';

export const doctor: Command = {
  takes:
    '[--api <url>] [--portal <url>] [--issuer <url>] [--bucket <name>]… [--queue <name>]… [--local]',
  about: 'whether an environment is well, and what to do where it is not',
  help: `Looks at an environment from outside and changes nothing:

  --api     https://api.example.com/v1; with a token in WAYBILL_TOKEN also its database, its ledger and how long runs wait
  --portal  https://example.com
  --issuer  https://login.example.com/oauth2/default
  --bucket  encryption, versions, public access; with credentials of AWS. May be given several times
  --queue   what waits in it and for how long, and its dead letters; with credentials of AWS. May be given several times
  --local   whether this machine can run and test a hub: Node, ports, Chromium, MariaDB, disk

The database of WAYBILL_DATABASE_URL, when that is set: TLS, the steps of its schema, its modes.

Ends with 0 when all that was asked is well or merely doubtful, 1 when something is wrong, 2 when something that was asked could not be
looked at.
What nothing says where to find is told as not checked and counts for neither.`,
  options: {
    api: { type: 'string' },
    portal: { type: 'string' },
    issuer: { type: 'string' },
    bucket: { type: 'string', multiple: true },
    queue: { type: 'string', multiple: true },
    local: { type: 'boolean' },
  },
  run: async (files, given) => {
    if (files.length > 0) throw new Refusal('An environment is told by options, not by files.');
    const findings = await findingsOf(checksOf(given));
    if (findings.every(({ outcome }) => outcome.kind === 'unchecked' && !outcome.asked))
      throw new Refusal('Say what to look at. See waybill doctor --help.');
    return {
      lines: findings.flatMap(linesOf),
      json: { findings: findings.map(asJson) },
      exitCode: exitCodeOf(findings),
    };
  },
};

function checksOf(given: Given): Check[] {
  const { WAYBILL_TOKEN: token, WAYBILL_DATABASE_URL: databaseUrl } = process.env;
  const [api, portal, issuer] = ['api', 'portal', 'issuer'].map((name) =>
    addressOf(name, given[name]),
  );
  const [buckets, queues] = ['bucket', 'queue'].map(
    (name) => (given[name] ?? []) as readonly string[],
  );
  return [
    ...apiChecks(api, token, Date.now),
    ...issuerChecks(issuer),
    ...portalChecks(portal, { api, issuer, version: versionOfThis() }),
    ...databaseChecks(databaseUrl, stepsOfThisRelease(), connectToMySql),
    ...bucketChecks(buckets ?? [], settingsInS3),
    ...queueChecks(queues ?? [], queuesOnAws()),
    ...(given['local'] === true ? machineChecks(thisMachine()) : []),
  ];
}

function addressOf(name: string, value: Given[string]): string | undefined {
  if (value === undefined) return undefined;
  const address = String(value).replace(/\/$/, '');
  if (/^https?:$/.test(URL.parse(address)?.protocol ?? '')) return address;
  throw new Refusal(`--${name} is no http or https address: ${address}.`);
}

function versionOfThis(): string {
  const file = new URL('../../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function linesOf({ code, what, outcome }: Finding): string[] {
  switch (outcome.kind) {
    case 'well':
      return [`well         ${code} ${what}: ${outcome.found}`];
    case 'unchecked':
      return [`not checked  ${code} ${what}: ${outcome.because}`];
    case 'doubtful':
    case 'wrong':
      return [
        `${outcome.kind === 'wrong' ? 'WRONG   ' : 'doubtful'}     ${code} ${what}`,
        `             found ${outcome.found}; expected ${outcome.expected}`,
        `             ${outcome.remedy}`,
      ];
  }
}

function asJson({ code, what, outcome: { kind, ...more } }: Finding) {
  return { code, what, result: kind, ...more };
}

function exitCodeOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(({ outcome }) => outcome.kind === 'wrong')) return 1;
  return findings.some(({ outcome }) => outcome.kind === 'unchecked' && outcome.asked) ? 2 : 0;
}

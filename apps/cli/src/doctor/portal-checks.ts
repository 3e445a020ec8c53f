import { ask, isLoopback, objectIn } from './asking.ts';
import { notAsked, well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

/** What the portal is compared with. */
export interface PortalExpected {
  readonly api: string | undefined;
  readonly issuer: string | undefined;
  readonly version: string;
}

/** Whether the portal is there as a browser needs it, and belongs to this API, issuer and release. */
export function portalChecks(portal: string | undefined, expected: PortalExpected): Check[] {
  const look = (at: (portal: string) => Promise<Outcome>) => async () =>
    portal === undefined ? notAsked('--portal says where it is') : at(portal);
  return [
    { code: 'PRT-001', what: 'a screen of the portal opens', look: look(opens) },
    { code: 'PRT-002', what: 'its pages are guarded by headers', look: look(isGuarded) },
    {
      code: 'PRT-003',
      what: 'its config.json is of this environment',
      look: look((at) => belongs(at, expected)),
    },
    {
      code: 'PRT-004',
      what: 'its version is that of this tool',
      look: look((at) => inStep(at, expected)),
    },
    {
      code: 'PRT-005',
      what: 'what is not there is not answered with a page',
      look: look(isHonest),
    },
    {
      code: 'PRT-006',
      what: 'its BFF answers, and refuses who is not signed in',
      look: look(refusesStrangers),
    },
  ];
}

async function opens(portal: string): Promise<Outcome> {
  const answer = await ask(`${portal}/runs`);
  const remedy = 'Release the portal: npm run deploy:portal -- apply.';
  if (!answer.answered)
    return wrong(answer.because, '200', 'Check the address and its name in DNS.');
  const isPage = answer.text.includes('<app-root') || /<!doctype html>/i.test(answer.text);
  return answer.status === 200 && isPage
    ? well('200')
    : wrong(String(answer.status), '200 with the page', remedy);
}

async function isGuarded(portal: string): Promise<Outcome> {
  const answer = await ask(`${portal}/`);
  if (!answer.answered) return wrong(answer.because, 'an answer', 'Check the address.');
  const { headers } = answer;
  const policy = headers.get('content-security-policy') ?? '';
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
  const missing = [
    ...(scripts !== '' && !/unsafe-(?:inline|eval)|\*/.test(scripts)
      ? []
      : ['a strict script-src']),
    ...(policy.includes("require-trusted-types-for 'script'") ? [] : ['Trusted Types']),
    ...(policy.includes("frame-ancestors 'none'") ? [] : ["frame-ancestors 'none'"]),
    ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['nosniff']),
    ...(isLoopback(portal) || headers.has('strict-transport-security')
      ? []
      : ['Strict-Transport-Security']),
    ...(/no-cache|no-store|max-age=0/.test(headers.get('cache-control') ?? '')
      ? []
      : ['no-cache for the page']),
  ];
  return missing.length === 0
    ? well('all of them')
    : wrong(
        `without ${missing.join(', ')}`,
        'every one of them',
        'Compare the response headers policy of its distribution with stacks/portal.yaml.',
      );
}

async function configOf(portal: string) {
  const answer = await ask(`${portal}/config.json`);
  return answer.answered && answer.status === 200 ? objectIn(answer.text) : null;
}

const release = 'Release the portal anew for this environment.';
const noConfig = wrong('no config.json', 'one with issuer and apiUrl', release);

async function belongs(portal: string, { api, issuer }: PortalExpected): Promise<Outcome> {
  const config = await configOf(portal);
  if (config === null) return noConfig;
  const other = [
    ['apiUrl', api],
    ['issuer', issuer],
  ].filter(([name = '', value]) => value !== undefined && config[name] !== value);
  return other.length === 0
    ? well(String(config['environment']))
    : wrong(
        other.map(([name = '']) => `${name} ${String(config[name])}`).join(', '),
        other.map(([, value]) => String(value)).join(', '),
        release,
      );
}

async function inStep(portal: string, { version }: PortalExpected): Promise<Outcome> {
  const config = await configOf(portal);
  if (config === null) return noConfig;
  // The release tool may add what it was built from.
  const found = String(config['version']);
  return found.split(/[+ -]/)[0] === version
    ? well(found)
    : wrong(found, version, 'Release what is behind: the portal, or this tool.');
}

async function isHonest(portal: string): Promise<Outcome> {
  const answer = await ask(`${portal}/not-there-0000.js`);
  if (!answer.answered) return wrong(answer.because, '404', 'Check the address.');
  const isPage =
    (answer.headers.get('content-type') ?? '').startsWith('text/html') && answer.status === 200;
  return answer.status >= 400 && !isPage
    ? well(String(answer.status))
    : wrong(
        `${String(answer.status)} with a page`,
        '404 or 403',
        'Only screens are index.html: look at the function DeepLinks.',
      );
}

async function refusesStrangers(portal: string): Promise<Outcome> {
  // Whatever the BFF does not name, it answers with 404 before it looks at who asks.
  const answer = await ask(`${portal}/bff/session`, { 'x-waybill-portal': '1' });
  if (!answer.answered)
    return wrong(answer.because, '401 or 403', 'Check the behaviour /bff/* of the distribution.');
  const { status, headers } = answer;
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  return (status === 401 || status === 403) && isJson
    ? well(String(status))
    : wrong(
        `${String(status)} ${headers.get('content-type') ?? ''}`,
        '401 or 403 in JSON',
        'Check the behaviour /bff/* of the distribution and the log of serve-portal.',
      );
}

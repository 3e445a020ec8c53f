import { ask, isLoopback, objectIn } from './asking.ts';
import { couldNot, doubtful, notAsked, well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

const skewMaxS = 30;
/** As the alarm on queues. */
const waitMaxS = 600;
const noAddress = notAsked('--api says where it is');
const silent = couldNot('the API did not answer');

/** What can be seen of an API from outside, and more of it with a token. @param now of this machine, in milliseconds */
export function apiChecks(
  api: string | undefined,
  token: string | undefined,
  now: () => number,
): Check[] {
  const look = (at: (api: string) => Promise<Outcome>) => async () =>
    api === undefined ? noAddress : at(api);
  const withToken = (at: (api: string, token: string) => Promise<Outcome>) =>
    look(async (address) =>
      token === undefined ? notAsked('WAYBILL_TOKEN holds a token') : at(address, token),
    );
  return [
    {
      code: 'API-001',
      what: 'the API answers, and refuses who has no token',
      look: look(refusesStrangers),
    },
    { code: 'API-002', what: 'the API is reached by TLS', look: look(byTls) },
    { code: 'API-003', what: 'clocks agree', look: look((address) => clocksAgree(address, now)) },
    {
      code: 'API-004',
      what: 'the API takes the token and reads its database',
      look: withToken(readsDatabase),
    },
    { code: 'API-005', what: 'the ledger balances', look: withToken(ledgerBalances) },
    {
      code: 'API-006',
      what: 'runs do not wait for long',
      look: withToken((address, held) => runsAreTakenUp(address, held, now)),
    },
  ];
}

async function refusesStrangers(api: string): Promise<Outcome> {
  const answer = await ask(`${api}/runs?limit=1`);
  const expected = '401 with a problem in JSON';
  if (!answer.answered)
    return wrong(
      answer.because,
      expected,
      'Check the address, its name in DNS and the stack of the API.',
    );
  const { status, headers, text } = answer;
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (status === 401 && isProblem && objectIn(text)?.['code'] !== undefined) return well('401');
  const remedy =
    status < 300
      ? 'Take it off the network: it answers strangers.'
      : status >= 500
        ? 'Read the log of list-runs.'
        : 'Check that the address ends with /v1 and leads to a hub.';
  return wrong(`${String(status)} ${headers.get('content-type') ?? ''}`.trim(), expected, remedy);
}

async function byTls(api: string): Promise<Outcome> {
  const isHttps = api.startsWith('https:');
  if (!isHttps && !isLoopback(api))
    return wrong('http', 'https', 'Use the https address; there is no other in an environment.');
  const { answered } = await ask(`${api}/runs?limit=1`);
  if (!answered) return silent;
  return well(isHttps ? 'https' : 'not needed on this machine');
}

async function clocksAgree(api: string, now: () => number): Promise<Outcome> {
  const answer = await ask(`${api}/runs?limit=1`);
  if (!answer.answered) return silent;
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(date)) return couldNot('the API did not say what time it is');
  const skewS = Math.round(Math.abs(now() - date) / 1000);
  return skewS <= skewMaxS
    ? well(`${String(skewS)} s apart`)
    : wrong(
        `${String(skewS)} s apart`,
        `at most ${String(skewMaxS)} s`,
        'Set this machine’s clock by NTP; tokens are refused otherwise.',
      );
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function readsDatabase(api: string, token: string): Promise<Outcome> {
  const answer = await ask(`${api}/runs?limit=1`, bearer(token));
  if (!answer.answered) return wrong(answer.because, '200', 'Check the stack of the API.');
  const { status } = answer;
  if (status === 200) return well('200');
  const remedies: Readonly<Record<number, string>> = {
    401: 'Get a new token from the issuer that the environment’s parameter Issuer names.',
    403: 'Ask for a token with the scope waybill.read.',
    503: 'Look at the database: its alarm, its proxy, its secret.',
  };
  return wrong(String(status), '200', remedies[status] ?? 'Read the log of list-runs.');
}

async function ledgerBalances(api: string, token: string): Promise<Outcome> {
  const answer = await ask(`${api}/ledger/integrity`, bearer(token));
  if (!answer.answered) return wrong(answer.because, '200', 'Check the stack of the API.');
  if (answer.status !== 200)
    return couldNot(`get-ledger-integrity answered ${String(answer.status)}`);
  const ledger = objectIn(answer.text) ?? {};
  const audit = ledger['auditChain'] as { intact?: boolean } | undefined;
  const broken = [
    ...(ledger['balanced'] === true ? [] : ['debits are not credits']),
    ...(ledger['balancesAgree'] === true ? [] : ['balances are not the sums of their entries']),
    ...(audit?.intact === true ? [] : ['the audit chain is broken']),
  ];
  return broken.length === 0
    ? well(`${String(ledger['entries'])} entries`)
    : wrong(broken.join(', '), 'all of it agrees', 'Stop the pipeline, and run npm run verify.');
}

/** Of the whole hub, by whichever way runs come to its workers. */
async function runsAreTakenUp(api: string, token: string, now: () => number): Promise<Outcome> {
  const answer = await ask(`${api}/runs?state=queued&sort=oldest&limit=1`, bearer(token));
  if (!answer.answered) return wrong(answer.because, '200', 'Check the stack of the API.');
  if (answer.status !== 200) return couldNot(`list-runs answered ${String(answer.status)}`);
  const [oldest] = (objectIn(answer.text)?.['items'] ?? []) as { id: string; queuedAt: string }[];
  if (oldest === undefined) return well('none waits');
  const waitsS = Math.round((now() - Date.parse(oldest.queuedAt)) / 1000);
  return waitsS <= waitMaxS
    ? well(`the oldest for ${String(waitsS)} s`)
    : doubtful(
        `${oldest.id} for ${String(waitsS)} s`,
        `at most ${String(waitMaxS)} s`,
        'Look at the workers, as docs/guide/run-it/runbooks/schedule-stopped.md says; locally at the worker that npm start shows.',
      );
}

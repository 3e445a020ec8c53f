import { ask, objectIn } from './asking.ts';
import { notAsked, well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

const discovery = '/.well-known/openid-configuration';
const remedy = 'Check the parameter Issuer of the environment, character by character.';

/** Whether tokens of an issuer can be verified. */
export function issuerChecks(issuer: string | undefined): Check[] {
  const look = (at: (issuer: string) => Promise<Outcome>) => async () =>
    issuer === undefined ? notAsked('--issuer says where it is') : at(issuer);
  return [
    { code: 'TOK-001', what: 'the issuer describes itself', look: look(describesItself) },
    { code: 'TOK-002', what: 'the issuer shows its keys', look: look(showsKeys) },
  ];
}

async function describesItself(issuer: string): Promise<Outcome> {
  const answer = await ask(`${issuer}${discovery}`);
  if (!answer.answered) return wrong(answer.because, '200', remedy);
  if (answer.status !== 200) return wrong(String(answer.status), '200', remedy);
  const named = objectIn(answer.text)?.['issuer'];
  return named === issuer
    ? well(issuer)
    : wrong(`it calls itself ${String(named)}`, issuer, remedy);
}

async function showsKeys(issuer: string): Promise<Outcome> {
  const described = await ask(`${issuer}${discovery}`);
  const address = described.answered ? objectIn(described.text)?.['jwks_uri'] : undefined;
  if (typeof address !== 'string') return wrong('no jwks_uri', 'an address of keys', remedy);
  const answer = await ask(address);
  if (!answer.answered) return wrong(answer.because, 'keys', `Open ${address} to the hub.`);
  const keys = objectIn(answer.text)?.['keys'];
  const signing = (Array.isArray(keys) ? keys : []).filter(
    (key: { use?: string; kid?: string }) => key.kid !== undefined && (key.use ?? 'sig') === 'sig',
  );
  return signing.length > 0
    ? well(`${String(signing.length)} keys`)
    : wrong(
        `${String(answer.status)} without a key to verify by`,
        'a key with a kid',
        'Look at the issuer: no token can be verified.',
      );
}

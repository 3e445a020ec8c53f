import { InvalidToken, IssuerUnavailable } from '@waybill/kit';
import { describe, expect, it } from 'vitest';
import { createTokenExchange } from './token-exchange.ts';

describe('exchanging the browser’s token', () => {
  it('asks the issuer as the BFF, in the person’s name', async () => {
    const { exchange, asked } = exchanging();

    expect(await exchange.apiToken('browser-1')).toBe('api-1');

    expect(asked[0]?.headers.get('authorization')).toBeNull();
    expect(asked[0]?.form).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: 'browser-1',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      audience: 'api://waybill',
      client_id: 'waybill-bff',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'assertion for https://id.example/token',
    });
  });

  it('asks once for calls that come together, and once per lifetime', async () => {
    const { exchange, asked, pass } = exchanging();

    const together = await Promise.all([1, 2, 3].map(() => exchange.apiToken('browser-1')));
    pass(239);
    for (let n = 0; n < 100; n += 1) await exchange.apiToken('browser-1');

    expect(together).toEqual(['api-1', 'api-1', 'api-1']);
    expect(asked).toHaveLength(1);
    pass(2);
    const renewed = await Promise.all([1, 2, 3].map(() => exchange.apiToken('browser-1')));
    expect(renewed).toEqual(['api-2', 'api-2', 'api-2']);
    expect(asked).toHaveLength(2);
  });

  it('goes on with a token that is still good while the issuer is away, and asks it now and then', async () => {
    const { exchange, asked, pass, answer } = exchanging();
    await exchange.apiToken('browser-1');
    answer(away);

    pass(241);
    for (let n = 0; n < 20; n += 1) expect(await exchange.apiToken('browser-1')).toBe('api-1');
    expect(asked).toHaveLength(2);
    pass(11);
    await exchange.apiToken('browser-1');
    expect(asked).toHaveLength(3);

    pass(45);
    await expect(exchange.apiToken('browser-1')).rejects.toBeInstanceOf(IssuerUnavailable);
    answer(undefined);
    expect(await exchange.apiToken('browser-1')).toBe('api-2');
  });

  it('does not go on with the token of a session that has ended', async () => {
    const { exchange, pass, answer } = exchanging();
    await exchange.apiToken('browser-1');
    answer(() => refusal(400, 'invalid_grant'));

    pass(241);
    await expect(exchange.apiToken('browser-1')).rejects.toBeInstanceOf(InvalidToken);
    answer(away);
    await expect(exchange.apiToken('browser-1')).rejects.toBeInstanceOf(IssuerUnavailable);
  });

  it('keeps people apart', async () => {
    const { exchange } = exchanging();

    expect(await exchange.apiToken('browser-1')).not.toBe(await exchange.apiToken('browser-2'));
  });

  it('asks again for a token the API did not accept', async () => {
    const { exchange, asked } = exchanging();
    await exchange.apiToken('browser-1');

    exchange.forget('browser-1');
    await exchange.apiToken('browser-1');

    expect(asked).toHaveLength(2);
  });

  it.each<[string, () => Response, typeof InvalidToken | typeof IssuerUnavailable]>([
    ['a session that has ended', () => refusal(400, 'invalid_grant'), InvalidToken],
    ['a key that is not ours any more', () => refusal(401, 'invalid_client'), IssuerUnavailable],
    ['an error page', () => new Response('<html>', { status: 502 }), IssuerUnavailable],
    ['an answer without a token', () => Response.json({ token_type: 'Bearer' }), IssuerUnavailable],
  ])('fails closed on %s, and keeps nothing of it', async (_name, answer, kind) => {
    const { exchange, asked } = exchanging(answer);

    await expect(exchange.apiToken('browser-1')).rejects.toBeInstanceOf(kind);
    await expect(exchange.apiToken('browser-1')).rejects.toBeInstanceOf(kind);

    expect(asked).toHaveLength(2);
  });

  it('fails closed when the issuer cannot be reached', async () => {
    const { exchange } = exchanging(away);

    await expect(exchange.apiToken('browser-1')).rejects.toBeInstanceOf(IssuerUnavailable);
  });
});

function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

function away(): never {
  throw new TypeError('fetch failed');
}

function exchanging(answering?: () => Response) {
  let answer = answering;
  let nowMs = 0;
  let count = 0;
  const asked: { headers: Headers; form: Record<string, string> }[] = [];
  const granted = () => Response.json({ access_token: `api-${(count += 1)}`, expires_in: 300 });
  const fetcher: typeof fetch = async (_url, init) => {
    const form = new URLSearchParams(String(init?.body));
    asked.push({ headers: new Headers(init?.headers), form: Object.fromEntries(form) });
    return (answer ?? granted)();
  };
  const metadata = () =>
    Promise.resolve({ tokenEndpoint: 'https://id.example/token', jwksUri: '' });
  const options = {
    clientId: 'waybill-bff',
    assertion: async (tokenEndpoint: string) => `assertion for ${tokenEndpoint}`,
    audience: 'api://waybill',
  };
  return {
    asked,
    answer: (changed: typeof answering) => {
      answer = changed;
    },
    exchange: createTokenExchange(metadata, options, { now: () => new Date(nowMs) }, fetcher),
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

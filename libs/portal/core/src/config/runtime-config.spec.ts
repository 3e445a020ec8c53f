import { loadRuntimeConfig } from './runtime-config.ts';

const whole = {
  issuer: 'https://acme.okta.example/oauth2/default',
  clientId: 'waybill-portal',
  scope: 'openid portal',
  environment: 'test',
  version: '1.2.3',
  apiUrl: 'https://api.example/v1',
};

describe('the configuration of a place', () => {
  it('is read before the application starts', async () => {
    expect(await loadRuntimeConfig(answering(whole))).toEqual(whole);
  });

  it.each(Object.keys(whole))('names %s when it is missing', async (key) => {
    await expect(loadRuntimeConfig(answering({ ...whole, [key]: '' }))).rejects.toThrow(`"${key}"`);
  });

  it('says how much of a first start’s history is told, while it is', async () => {
    const history = { told: 61, days: 90 };

    expect((await loadRuntimeConfig(answering({ ...whole, history }))).history).toEqual(history);
  });

  it('says what the host answered instead', async () => {
    const fetcher = () => Promise.resolve(new Response('', { status: 503 }));

    await expect(loadRuntimeConfig(fetcher)).rejects.toThrow('503');
  });
});

function answering(config: unknown): typeof fetch {
  return () => Promise.resolve(Response.json(config));
}

import { describe, expect, it } from 'vitest';
import { aProblem, aRun } from '../../testing/builders.ts';
import { operations } from '../operations.ts';
import { createClient } from './client.ts';
import type { ClientOptions } from './client.ts';
import { ProblemError } from './problem-error.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the client', () => {
  it('has a method for each operation of the table', () => {
    const { client } = calling();

    expect(Object.keys(client)).toEqual(Object.keys(operations));
  });

  it('writes what was asked into path and query, and leaves out what was not', async () => {
    const { client, sent } = calling({ items: [], next: null });

    await client.listRuns({ query: { state: 'failed,partial', limit: 5, feed: undefined } });
    await client.listRunEvents({ params: { runId: 'a/b ?' }, query: { cursor: 'x' } });

    expect(sent.map(({ url }) => url)).toEqual([
      'http://hub/v1/runs?state=failed%2Cpartial&limit=5',
      'http://hub/v1/runs/a%2Fb%20%3F/events?cursor=x',
    ]);
  });

  it.each(['', '.', '..'])('asks no other operation by the id "%s"', async (runId) => {
    const { client, sent } = calling();

    await expect(client.listRunEvents({ params: { runId } })).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });

  it('sends the token of the moment', async () => {
    let issued = 0;
    const token = async () => `token-${(issued += 1)}`;
    const { client, sent } = calling(aRun(), 200, { token });

    await client.getRun({ params: { runId: 'run_01' } });
    await client.getRun({ params: { runId: 'run_01' } });

    expect(sent.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('gives each POST a key of its own, unless the caller repeats one', async () => {
    const { client, sent } = calling(aRun(), 202);
    const call = { params: { runId: 'run_01' }, body: { reason: 'too slow' } };

    await client.cancelRun(call);
    await client.cancelRun(call, { idempotencyKey: 'again', traceparent: '00-1' });

    expect(sent[0]?.headers['idempotency-key']).toMatch(uuid);
    expect(sent[1]?.headers).toMatchObject({ 'idempotency-key': 'again', traceparent: '00-1' });
    expect(sent[1]?.body).toBe('{"reason":"too slow"}');
  });

  it('rejects with the problem that the API answered', async () => {
    const { client } = calling(aProblem(), 404);

    const error = await client
      .getRun({ params: { runId: 'run_99' } })
      .catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      operation: 'get-run',
      status: 404,
      problem: { code: 'API-004' },
    });
  });

  it('says when to come again', async () => {
    const busy = aProblem({ status: 429, code: 'API-014' });
    const { client } = calling(busy, 429, {}, { 'retry-after': '3' });

    await expect(client.listPartners()).rejects.toMatchObject({ retryAfterS: 3 });
  });

  it.each([
    ['a page of something in between', '<html>', 502],
    ['nothing', '', 500],
    ['JSON of another shape', '{"error":"x"}', 400],
  ])('does not take %s for a problem of the API', async (_name, text, status) => {
    const { client } = calling(text, status);

    await expect(client.listPartners()).rejects.toMatchObject({ status, problem: null });
  });

  it('checks answers when it is told to', async () => {
    const wrong = { ...aRun(), state: 'lost' };

    await expect(calling(wrong).client.getRun({ params: { runId: 'run_01' } })).resolves.toEqual(
      wrong,
    );
    await expect(
      calling(wrong, 200, { checkAnswers: true }).client.getRun({ params: { runId: 'run_01' } }),
    ).rejects.toThrow(/state/);
  });
});

/** A client whose requests are answered with one body; what it sent can be looked at. */
function calling(
  body: unknown = {},
  status = 200,
  options: Partial<ClientOptions> = {},
  headers: Record<string, string> = {},
) {
  const sent: { url: string; headers: Record<string, string>; body: unknown }[] = [];
  const client = createClient({
    baseUrl: 'http://hub/v1',
    token: async () => 'token',
    fetch: async (url, init) => {
      sent.push({ url, headers: init.headers as Record<string, string>, body: init.body });
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers,
      });
    },
    ...options,
  });
  return { client, sent };
}

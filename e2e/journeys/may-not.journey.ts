import type { Job, Page as Listing, Problem, RowError, Run } from '@waybill/contracts';
import { drop, settled } from '../fixtures/landing.ts';
import { purchaseFeed } from '../fixtures/feeds.ts';
import { Machine } from '../fixtures/machine.ts';
import { expect, test, tokenOf } from '../fixtures/portal.ts';
import { faultyPurchases, soundPurchases } from './purchase-files.ts';

test.describe('nobody does more than their role allows', () => {
  test('a viewer sees in the portal what they may not do, and why', async ({
    page,
    signIn,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/seen.csv', faultyPurchases('SEEN'));
    const { run } = await settled(machine, 'acme/purchases/seen.csv');
    await signIn('viewer', `/runs/${run?.id}/errors`);

    const replay = page.getByRole('button', { name: 'Replay', exact: true });
    await expect(replay).toBeDisabled();
    await expect(replay).toHaveAccessibleDescription(/Your role \(viewer\) may not plan a replay/);
    await replay.hover();
    await expect(page.getByText('Your role (viewer) may not plan a replay').last()).toBeVisible();
    await replay.focus();
    await replay.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    const row = page.getByRole('article', { name: 'Row 3' });
    await expect(row).toContainText('hidden for your role');
    await expect(row).toContainText('amount');
    await expect(page.getByText('12,50')).toHaveCount(0);
    await expect(page.getByText('M-1003')).toHaveCount(0);

    await expect(page.getByRole('link', { name: 'Upload' })).toHaveCount(0);
    await page.goto(new URL('/upload', page.url()).href);
    await expect(
      page.getByRole('heading', { name: 'Your role may not upload files' }),
    ).toBeVisible();
    await expect(page.getByLabel('choose files')).toHaveCount(0);
  });

  test('the server refuses the same to the viewer’s own token', async ({
    page,
    context,
    signIn,
    hub,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/guarded.csv', faultyPurchases('GUARDED'));
    const { run } = await settled(machine, 'acme/purchases/guarded.csv');
    await signIn('viewer', '/runs');
    const token = await tokenOf(context, () => page.reload());
    const call = (path: string, data?: object) =>
      fetch(`${hub.portal}/bff/api${path}`, {
        method: data ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          'x-waybill-portal': '1',
          'idempotency-key': crypto.randomUUID(),
          ...(data ? { 'content-type': 'application/json' } : {}),
        },
        ...(data ? { body: JSON.stringify(data) } : {}),
      });

    const forbidden = [
      await call(`/runs/${run?.id}/cancel`, { reason: 'because I can' }),
      await call('/replay-plans', { run: run?.id, rows: 'all', rules: 'current' }),
      await call('/feeds/acme.purchases/upload-urls', { fileName: 'mine.csv' }),
    ];
    for (const answer of forbidden) {
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      const problem = (await answer.json()) as Problem;
      expect(problem).toMatchObject({ type: 'urn:waybill:problem:forbidden', status: 403 });
      expect(problem.traceId).not.toBe('');
    }
    const masked = await (await call(`/row-errors?run=${run?.id}`)).text();
    expect(masked).toContain('TYPE-001');
    expect(masked).not.toContain('12,50');
    const direct = await fetch(`${hub.api}/runs`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(direct.status, 'a browser’s token is worth nothing at the API').toBe(401);
  });

  test('nor does it decide about files, rows, feeds, replays or drift for a viewer', async ({
    page,
    context,
    signIn,
    hub,
    machine,
    s3,
  }) => {
    await drop(s3, 'acme/purchases/undecided.csv', faultyPurchases('UNDECIDED'));
    const { file, run } = await settled(machine, 'acme/purchases/undecided.csv');
    const theirs = await machine.must<Job>('POST', '/exports', {
      list: 'runs',
      query: {},
      columns: ['id'],
    });
    await signIn('viewer', '/runs');
    const token = await tokenOf(context, () => page.reload());
    const reason = 'because I can';
    const rows = { selection: { query: { run: run?.id } }, reason };
    const contacts = { contacts: [] };
    const format = { format: purchaseFeed.format, reason };
    const attempts: [method: string, path: string, body: object][] = [
      ['POST', `/files/${file.id}/assign`, { feed: 'acme.purchases', reason }],
      ['POST', `/files/${file.id}/release`, { reason }],
      ['POST', `/files/${file.id}/reject`, { reason }],
      ['POST', '/row-errors/resolve', rows],
      ['POST', '/row-errors/ignore', rows],
      ['POST', `/runs/${run?.id}/send-back`, { to: 'ines@acme.example', expected: 4 }],
      ['PUT', '/feeds/acme.purchases/format', format],
      ['PUT', '/partners/acme/contacts', contacts],
      ['POST', '/bulk-replay-plans', { runs: { ids: [run?.id] } }],
      ['POST', '/bulk-replays', { plan: 'brp_any', reason }],
      ['POST', '/drift-events/drf_any/decision', { decision: 'ignore', reason }],
    ];
    const call = (method: string, path: string, body: object) =>
      fetch(`${hub.portal}/bff/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'x-waybill-portal': '1',
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          'if-match': '"1"',
        },
        body: JSON.stringify(body),
      });
    for (const [method, path, body] of attempts) {
      const answer = await call(method, path, body);
      expect.soft(answer.status, `${method} ${path}`).toBe(403);
      expect.soft(((await answer.json()) as Problem).type).toBe('urn:waybill:problem:forbidden');
    }
    const foreign = await call('POST', `/exports/${theirs.id}/download-url`, {});
    expect(foreign.status, 'a file that somebody else asked for').toBe(404);
    expect((await machine.must<{ state: string }>('GET', `/files/${file.id}`)).state).toBe(
      file.state,
    );
    const open = await machine.must<Listing<RowError>>(
      'GET',
      `/row-errors?run=${run?.id}&state=open`,
    );
    expect(open.items).toHaveLength(4);
  });

  test('a partner’s client sees its own files and nobody else’s', async ({ hub, machine, s3 }) => {
    await machine.must('POST', '/partners', { id: 'globex', name: 'Globex' });
    await machine.must('POST', '/partners/globex/feeds', purchaseFeed);
    await drop(s3, 'globex/purchases/theirs.csv', soundPurchases('GLOBEX', 2));
    const theirs = await settled(machine, 'globex/purchases/theirs.csv');
    await drop(s3, 'acme/purchases/ours.csv', soundPurchases('OURS', 2));
    await settled(machine, 'acme/purchases/ours.csv');
    const acme = new Machine(hub, 'partner-acme', 'acme-secret', 'waybill.read waybill.ingest');

    const runs = await acme.must<Listing<Run>>('GET', '/runs');
    expect(new Set(runs.items.map(({ partner }) => partner))).toEqual(new Set(['acme']));
    expect((await acme.call('GET', `/runs/${theirs.run?.id}`)).status).toBe(404);
    expect((await acme.call('GET', '/runs?partner=globex')).body).toEqual({
      items: [],
      next: null,
    });
    const refused = await acme.call('POST', '/partners', { id: 'initech', name: 'Initech' });
    expect(refused.status).toBe(403);
    const reason = 'because we can';
    const decisions: [path: string, body: object][] = [
      [`/files/${theirs.file.id}/release`, { reason }],
      [`/files/${theirs.file.id}/reject`, { reason }],
      ['/row-errors/resolve', { selection: { query: {} }, reason }],
      ['/bulk-replay-plans', { runs: { ids: [theirs.run?.id] } }],
      ['/drift-events/drf_any/decision', { decision: 'ignore', reason }],
    ];
    for (const [path, body] of decisions) {
      expect.soft((await acme.call('POST', path, body)).status, path).toBe(403);
    }
    expect((await acme.call('GET', `/files/${theirs.file.id}`)).status).toBe(404);
  });
});

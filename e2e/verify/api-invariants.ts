import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Machine } from '../fixtures/machine.ts';
import type { Invariant } from './invariants.ts';

/** Calls nobody should get away with; each must be refused with a coded problem and never a 5xx. */
const refusals: readonly { method: string; path: string; body?: unknown; status: number }[] = [
  { method: 'GET', path: '/runs/run_doesnotexist', status: 404 },
  { method: 'GET', path: '/runs?limit=-1', status: 400 },
  { method: 'GET', path: '/runs?cursor=tampered', status: 400 },
  { method: 'GET', path: '/runs?sort=state;DROP TABLE run', status: 400 },
  { method: 'POST', path: '/partners', body: { id: 'x', name: 'X', role: 'admin' }, status: 422 },
  { method: 'GET', path: '/nothing-here', status: 404 },
];

export const apiInvariants: readonly Invariant[] = [
  {
    id: 'I23',
    claim: 'a partner’s client sees its own data only',
    check: async ({ hub, sql }) => {
      const acme = new Machine(hub, 'partner-acme', 'acme-secret', 'waybill.read');
      const lists = [
        '/runs?limit=500',
        '/files?limit=500',
        '/members?limit=500',
        '/row-errors?limit=500',
        '/feeds?limit=500',
      ];
      const foreign: string[] = [];
      for (const path of lists) {
        const { items } = await acme.must<{ items: { partner: string }[] }>('GET', path);
        foreign.push(
          ...items
            .filter(({ partner }) => partner !== 'acme')
            .map(({ partner }) => `${path} shows ${partner}`),
        );
      }
      const [other] = await sql.all(`select id from v_run where partner <> 'acme' limit 1`);
      if (other) {
        const { status } = await acme.call('GET', `/runs/${String(other['id'])}`);
        if (status !== 404) foreign.push(`another partner's run answered ${status}`);
      }
      return foreign;
    },
  },
  {
    id: 'I26',
    claim:
      'bad calls are refused with a coded problem, and calls without a token are refused at all',
    check: async ({ hub }) => {
      const machine = new Machine(hub);
      const wrong: string[] = [];
      for (const { method, path, body, status } of refusals) {
        const answer = await machine.call(method, path, body);
        const isProblem =
          answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
        if (answer.status !== status || !isProblem || !answer.body['code'])
          wrong.push(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      const naked = await fetch(`${hub.api}/runs`);
      if (naked.status !== 401) wrong.push(`without a token: ${naked.status}`);
      return wrong;
    },
  },
  {
    id: 'I27',
    claim: 'the worker never held more than 350 MB',
    check: async ({ hub }) => {
      const pid = (await readFile(join(hub.home, 'run/worker.pid'), 'utf8')).trim();
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
      if (status === null) return [];
      const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
      return peakKb > 350 * 1024 ? [`peak ${Math.round(peakKb / 1024)} MB`] : [];
    },
  },
];

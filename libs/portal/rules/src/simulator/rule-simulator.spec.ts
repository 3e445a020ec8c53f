import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideStore } from '@ngrx/store';
import type { Role, RuleDecision } from '@waybill/contracts';
import { aFeed, aProblem, aRuleDraft, aRuleSet, aRun, aRunRow } from '@waybill/contracts/testing';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { STANDSTILL } from '@waybill/portal-ui';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace, provideRuleWorkspace } from '../workspace/rule-workspace.ts';
import { RowJudge } from './judge/judge-row.ts';
import type { Asked } from './judge/judge-row.ts';
import { JUDGE } from './judge/judge.ts';
import type { Answered } from './judge/judge.ts';
import { PickedRow } from './picked-row.ts';
import { RuleSimulator, provideRuleSimulator } from './rule-simulator.ts';

const address = '/bff/api/rule-sets/acme.purchases';
const simulate = `${address}/simulate`;
const place = { run: 'run_01', rowNo: 3 };
const rules = {
  $schema: 'https://waybill.dev/schemas/rule-set-1.json',
  name: 'standard',
  inputs: [{ name: 'amount', type: 'decimal', scale: 4 }],
  rules: [{ id: 'base', when: 'amount > 5', then: [{ do: 'accrue', points: 'floor(amount)' }] }],
};

describe('the simulator of rules', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });

  it('asks for nothing before it is opened', async () => {
    const { calls, pass } = await opened();
    await pass(1_000);

    expect(calls.match(({ url }) => /runs|simulate/.test(url))).toEqual([]);
  });

  it('decides a row of a run as the rules are written now, and marks them', async () => {
    const { simulator, workspace, answer, pass } = await opened();
    simulator.open(place);
    const { request } = await answer('POST', simulate, { row: { amount: '12.5000' } });
    expect(request.body.row).toEqual({ kind: 'received', ...place });
    expect(simulator.verdict()?.decision.points).toBe(12);

    workspace.setText(JSON.stringify(rules).replace('floor(amount)', 'floor(amount * 2)'));
    await pass(0);

    expect(simulator.verdict()?.decision.points).toBe(25);
    expect(workspace.highlight()).toEqual([
      { clause: 'base', pointer: '/rules/0', state: 'fired' },
    ]);
    simulator.close();
    await pass(0);
    expect(workspace.highlight()).toEqual([]);
  });

  it('keeps the last result while the rules have errors, and says that it is old', async () => {
    const { simulator, workspace, answer, pass } = await opened();
    simulator.open(place);
    await answer('POST', simulate, { row: { amount: '12.5000' } });
    workspace.setText(JSON.stringify(rules).replace('amount > 5', 'amuont > 5'));
    await pass(200);

    expect(simulator.isOld()).toBe(true);
    expect(simulator.isRefused()).toBe(true);
    expect(simulator.verdict()?.decision.points).toBe(12);
    workspace.setText(JSON.stringify(rules));
    await pass(200);
    expect(simulator.isOld()).toBe(false);
  });

  it('decides nothing while what it would decide by may be old', async () => {
    const standstill = signal<string | null>(null);
    TestBed.overrideProvider(STANDSTILL, { useValue: standstill });
    const { simulator, workspace, answer, pass } = await opened();
    simulator.open(place);
    await answer('POST', simulate, { row: { amount: '12.5000' } });

    standstill.set('You are offline.');
    workspace.setText(JSON.stringify(rules).replace('floor(amount)', 'floor(amount * 2)'));
    await pass(1_000);
    expect(simulator.verdict()?.decision.points).toBe(12);
    expect(simulator.isOld()).toBe(true);

    standstill.set(null);
    await pass(200);
    expect(simulator.verdict()?.decision.points).toBe(25);
    expect(simulator.isOld()).toBe(false);
  });

  it('says nothing of a row by the result of another, when the rules have errors', async () => {
    const { simulator, workspace, answer, pass } = await opened();
    simulator.open(place);
    await answer('POST', simulate, { row: { amount: '12.5000' } });
    workspace.setText('{');
    await pass(0);
    simulator.open({ ...place, rowNo: 4 });
    await answer('POST', simulate, { row: { amount: '90.0000' } });

    expect(simulator.verdict()).toBeNull();
  });

  it('begins at the first row of the latest run that has rows, and goes no further than its end', async () => {
    const { simulator, row, answer } = await opened();
    const counts = { ...aRun().counts, read: 2 };
    const empty = aRun({ id: 'run_02', counts: { ...counts, read: 0 } });
    simulator.open();
    await answer('GET', '/bff/api/runs', { items: [empty, aRun({ counts })], next: null });
    expect(row.place()).toEqual({ run: 'run_01', rowNo: 1 });
    await answer('GET', '/bff/api/runs/run_01', aRun({ counts }));

    row.step(1);
    row.step(1);
    expect(row.place()?.rowNo).toBe(2);
    row.step(-1);
    row.step(-1);
    expect(row.place()?.rowNo).toBe(1);
  });

  it('tells what became of the row in its run', async () => {
    const { simulator, row, answer } = await opened();
    simulator.open(place);
    const { request } = await answer('GET', '/bff/api/runs/run_01/rows', {
      items: [aRunRow({ rowNo: 3 })],
    });

    expect(request.params.get('from')).toBe('3');
    expect(row.met()?.outcome).toBe('posted');
  });

  it('decides by values that were written over those received, and by these again', async () => {
    const { simulator, row, answer, pass } = await opened();
    simulator.open(place);
    await answer('POST', simulate, { row: { amount: '12.5000' } });
    row.write('amount', '30');
    await pass(0);
    expect(simulator.verdict()?.decision.points).toBe(30);

    row.restore();
    await pass(0);
    expect(simulator.verdict()?.decision.points).toBe(12);
  });

  it('decides values by hand when nothing was received', async () => {
    const { simulator, row, pass } = await opened();
    simulator.open();
    row.writeByHand();
    await pass(0);
    expect(simulator.verdict()?.decision).toMatchObject({ outcome: 'error', code: 'RULE-005' });

    row.write('amount', '7');
    await pass(0);
    expect(simulator.verdict()?.decision.points).toBe(7);
  });

  describe('where the rules read what the person is not shown', () => {
    const noting = {
      ...rules,
      inputs: [...rules.inputs, { name: 'note', type: 'text', optional: true }],
      rules: [
        ...rules.rules,
        { id: 'noted', when: 'note == "x"', then: [{ do: 'accrue', points: '1' }] },
      ],
    };
    const hidden = { row: { amount: '12.5000', note: null } };
    const told = { ...hidden, decision: aDecision({ points: 13 }), steps: [] };

    it('asks the hub, a moment after the last key', async () => {
      const { simulator, workspace, answer, pass, calls } = await opened('author', noting);
      simulator.open(place);
      await answer('POST', simulate, hidden);
      expect(simulator.asksHub()).toBe(true);
      await pass(100);
      const text = JSON.stringify(noting).replace('floor(amount)', 'floor(amount * 2)');
      workspace.setText(text);
      await pass(200);
      expect(calls.match(simulate)).toEqual([]);
      await pass(200);
      const { request } = await answer('POST', simulate, told);

      expect(request.body).toEqual({ text, row: { kind: 'received', ...place } });
      expect(simulator.verdict()?.decision.points).toBe(13);
    });

    it('says why the hub does not answer, and asks again', async () => {
      const { simulator, answer, pass } = await opened('author', noting);
      simulator.open(place);
      await answer('POST', simulate, hidden);
      await pass(400);
      await answer('POST', simulate, null, '', 503);
      expect(simulator.problem()?.retryable).toBe(true);

      simulator.retry();
      await pass(400);
      await answer('POST', simulate, told);
      expect(simulator.problem()).toBeNull();
      expect(simulator.verdict()?.decision.points).toBe(13);
    });

    it('decides here once values are written over', async () => {
      const { simulator, row, answer, pass } = await opened('author', noting);
      simulator.open(place);
      await answer('POST', simulate, hidden);
      row.write('note', 'x');
      await pass(0);

      expect(simulator.asksHub()).toBe(false);
      expect(simulator.verdict()?.decision.points).toBe(13);
    });

    it('does not happen to who may see everything', async () => {
      const { simulator, answer } = await opened('admin', noting);
      simulator.open(place);
      await answer('POST', simulate, hidden);

      expect(simulator.asksHub()).toBe(false);
      expect(simulator.verdict()?.decision.points).toBe(12);
    });
  });

  it('says that nothing can be decided, and begins anew when it is asked to', async () => {
    const start = vi.fn(judgeAtOnce).mockRejectedValueOnce(new Error('It could not be fetched.'));
    const { simulator, answer, pass } = await opened('author', rules, start);
    simulator.open(place);
    await answer('POST', simulate, { row: { amount: '12.5000' } });
    expect(simulator.problem()?.retryable).toBe(true);
    expect(simulator.verdict()).toBeNull();

    simulator.retry();
    await pass(0);
    expect(start).toHaveBeenCalledTimes(2);
    expect(simulator.problem()).toBeNull();
    expect(simulator.verdict()?.decision.points).toBe(12);
  });

  it('tells when a row cannot be read, and tries it again', async () => {
    const { simulator, answer } = await opened();
    simulator.open(place);
    await answer('POST', simulate, unreadable, '', 409);
    expect(simulator.problem()?.code).toBe('RULE-412');

    simulator.retry();
    await answer('POST', simulate, { row: { amount: '12.5000' } });
    expect(simulator.problem()).toBeNull();
    expect(simulator.verdict()?.decision.points).toBe(12);
  });
});

const unreadable = aProblem({
  type: 'urn:waybill:problem:row-unreadable',
  code: 'RULE-412',
  status: 409,
});

function aDecision(change: Partial<RuleDecision>): RuleDecision {
  const nothing = { expiresOn: null, code: null, message: null, warnings: [] };
  return { outcome: 'accrue', points: 1, clauses: 'base', ...nothing, ...change };
}

/** Decides at once, as no spec has workers. */
function judgeAtOnce(answered: Answered) {
  const judge = new RowJudge();
  return Promise.resolve({
    ask: (asked: Asked) => {
      answered(judge.judge(asked), asked);
    },
    stop: () => undefined,
  });
}

async function opened(role: Role = 'author', document: object = rules, start = judgeAtOnce) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideSignedIn(role),
      RuleSetDetail,
      provideRuleWorkspace(),
      provideRuleSimulator(),
      { provide: JUDGE, useValue: start },
    ],
  });
  const calls = TestBed.inject(HttpTestingController);
  const pass = async (ms: number) => {
    TestBed.tick();
    await vi.advanceTimersByTimeAsync(ms);
    TestBed.tick();
  };
  const answer = async (
    method: string,
    url: string,
    body: object | null,
    etag = '',
    status = 200,
  ) => {
    await pass(0);
    const call = calls.expectOne((request) => request.method === method && request.url === url);
    call.flush(body, { headers: { etag }, status, statusText: String(status) });
    await pass(0);
    return call;
  };
  TestBed.inject(RuleSetDetail).show('acme.purchases');
  const workspace = TestBed.inject(RuleWorkspace);
  const simulator = TestBed.inject(RuleSimulator);
  const begun = {
    basedOn: 1,
    updatedAt: '2026-05-01T08:00:00.000Z',
    updatedBy: 'a',
    frozenAs: null,
  };
  await answer('GET', address, aRuleSet({ draft: begun }));
  await answer('GET', `${address}/draft`, aRuleDraft({ text: JSON.stringify(document) }), 'W/"1"');
  await answer('GET', '/bff/api/feeds/acme.purchases', aFeed());
  await pass(200);
  return { simulator, workspace, row: TestBed.inject(PickedRow), calls, answer, pass };
}

import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideStore } from '@ngrx/store';
import type { Role, RuleDraft, RuleSet } from '@waybill/contracts';
import { aFeed, aRuleDraft, aRuleSet } from '@waybill/contracts/testing';
import { Undo } from '@waybill/portal-core';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace, provideRuleWorkspace } from './rule-workspace.ts';

const address = '/bff/api/rule-sets/acme.purchases';
const begun = { basedOn: 1, updatedAt: '2026-05-01T08:00:00.000Z', updatedBy: 'a', frozenAs: null };
const drafted = { draft: begun };
const rules = { $schema: 'https://waybill.dev/schemas/rule-set-1.json', name: 'standard' };
const inputs = [{ name: 'amount', type: 'decimal', scale: 4 }];
const valid = {
  ...rules,
  inputs,
  rules: [{ id: 'base', when: 'amount > 5', then: [accrue('1')] }],
};

describe('the rules that are written on', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });

  it('are the active ones, to be read, while no draft is begun', async () => {
    const { workspace, answer } = await opened({});
    await answer('GET', `${address}/versions/1`, { document: valid });

    expect(workspace.state()).toBe('none');
    expect(workspace.document()).toEqual(valid);
    expect(workspace.why()).toMatch(/No draft/);
    workspace.setText('{}');
    expect(workspace.document()).toEqual(valid);
  });

  it('are saved a moment after the last key, and not after each', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('ab');
    await pass(500);
    workspace.setText('abc');
    expect(workspace.saved()).toBe('unsaved');
    await pass(800);
    expect(workspace.saved()).toBe('saving');

    const { request } = await answer(
      'PUT',
      `${address}/draft`,
      aRuleDraft({ text: 'abc' }),
      'W/"2"',
    );

    expect(request.body).toEqual({ text: 'abc' });
    expect(request.headers.get('If-Match')).toBe('W/"1"');
    expect(workspace.saved()).toBe('saved');
    workspace.setText('abcd');
    await pass(800);
    const next = await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'abcd' }), 'W/"3"');
    expect(next.request.headers.get('If-Match')).toBe('W/"2"');
  });

  it('are saved once more when something is typed while they are saved', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('ab');
    const isSaved = workspace.flush();
    await pass(0);
    workspace.setText('abc');
    await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'ab' }), 'W/"2"');
    await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'abc' }), 'W/"3"');

    expect(await isSaved).toBe(true);
    expect(workspace.saved()).toBe('saved');
  });

  it('outlive a reload before they are saved', async () => {
    const first = await withDraft('a');
    first.workspace.setText('typed');
    await first.pass(10);
    TestBed.resetTestingModule();

    const second = await withDraft('a');

    expect(second.workspace.text()).toBe('typed');
    await second.pass(800);
    await second.answer('PUT', `${address}/draft`, aRuleDraft({ text: 'typed' }), 'W/"2"');
    expect(second.workspace.saved()).toBe('saved');
    expect(localStorage).toHaveLength(0);
  });

  it('are not put over what somebody saved between typing and reload', async () => {
    const first = await withDraft('a');
    first.workspace.setText('typed');
    await first.pass(10);
    TestBed.resetTestingModule();

    const { workspace, answer, pass } = await withDraft('theirs', { revision: 2 });

    expect(workspace.text()).toBe('typed');
    expect(workspace.stale()?.text).toBe('theirs');
    await pass(10_000);
    void workspace.keepMine();
    await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'typed' }), 'W/"3"');
    expect(workspace.saved()).toBe('saved');
  });

  it('wait for a choice when somebody else was faster; theirs can be taken', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('mine');
    await pass(800);
    await answer('PUT', `${address}/draft`, null, '', 412);
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'theirs', revision: 2 }), 'W/"2"');

    expect(workspace.saved()).toBe('stale');
    expect(workspace.text()).toBe('mine');
    workspace.takeTheirs();
    expect(workspace.text()).toBe('theirs');
    expect(workspace.saved()).toBe('saved');
    workspace.undo();
    expect(workspace.text()).toBe('mine');
  });

  it('know their own saving again when its answer was lost', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('mine');
    await pass(800);
    await answer('PUT', `${address}/draft`, null, '', 0);
    expect(workspace.saved()).toBe('offline');
    await pass(5_000);
    await answer('PUT', `${address}/draft`, null, '', 412);
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'mine', revision: 2 }), 'W/"2"');

    expect(workspace.stale()).toBeNull();
    expect(workspace.saved()).toBe('saved');
  });

  it('follow another tab that saved', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    const key = 'waybill.rules.author.acme.purchases';
    dispatchEvent(new StorageEvent('storage', { key, newValue: null }));
    await pass(0);
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'there', revision: 2 }), 'W/"2"');

    expect(workspace.text()).toBe('there');
    expect(workspace.saved()).toBe('saved');
  });

  it('are offered again when somebody discarded the draft before they were saved', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('mine');
    await pass(800);
    await answer('PUT', `${address}/draft`, null, '', 404);

    expect(workspace.state()).toBe('none');
    expect(workspace.leftOver()).toBe('mine');
  });

  it('go back by steps, of which typing without a pause is one', async () => {
    const { workspace, pass } = await withDraft('a');
    workspace.setText('ab');
    workspace.setText('abc');
    await pass(1_500);
    workspace.setText('abcd');
    workspace.undo();
    expect(workspace.text()).toBe('abc');
    workspace.undo();
    expect(workspace.text()).toBe('a');
    expect(workspace.canUndo()).toBe(false);
    workspace.redo();
    workspace.redo();
    expect(workspace.text()).toBe('abcd');
  });

  it.each([
    ['the ETag that beginning it answered with', 'W/"1"'],
    ['that of reading it anew where there was none', ''],
  ])('are first saved under %s, and never over somebody else’s', async (_name, tag) => {
    const { workspace, answer, pass } = await opened({});
    await answer('GET', `${address}/versions/1`, { document: valid });
    void workspace.begin({ kind: 'active' });
    await answer('POST', `${address}/draft`, aRuleDraft({ text: 'a' }), tag, 201);
    if (tag === '') await answer('GET', `${address}/draft`, aRuleDraft({ text: 'a' }), 'W/"1"');
    await answer('GET', address, aRuleSet(drafted));
    workspace.setText('mine');
    await pass(800);
    const { request } = await answer('PUT', `${address}/draft`, null, '', 412);
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'theirs', revision: 2 }), 'W/"2"');

    expect(request.headers.get('If-Match')).toBe('W/"1"');
    expect(workspace.saved()).toBe('stale');
    expect(workspace.text()).toBe('mine');
  });

  it('are not written on without an ETag to save them under', async () => {
    const { workspace, answer } = await opened(drafted);
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'a' }));

    expect(workspace.state()).toBe('failed');
    expect(workspace.readOnly()).toBe(true);
  });

  it('are read anew when they were saved without an ETag to go on with', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('ab');
    await pass(800);
    await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'ab' }));
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'ab' }), 'W/"2"');
    expect(workspace.saved()).toBe('saved');

    workspace.setText('abc');
    await pass(800);
    const { request } = await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'abc' }));
    expect(request.headers.get('If-Match')).toBe('W/"2"');
  });

  it('are discarded as they stand here, and brought back', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    void workspace.discard();
    await answer('DELETE', `${address}/draft`, aRuleDraft({ text: 'a' }), 'W/"2"');
    expect(workspace.state()).toBe('none');

    const undo = TestBed.inject(Undo);
    void undo.undo(undo.pending()[0]?.id ?? 0);
    await pass(0);
    const draft = aRuleDraft({ text: 'a' });
    const { request } = await answer('POST', `${address}/draft`, draft, 'W/"1"', 201);

    expect(request.body).toEqual({ from: { kind: 'text', text: 'a' } });
    expect(workspace.state()).toBe('ready');
  });

  it('say what is wrong with them for rows of this feed', async () => {
    const { workspace, pass } = await withDraft(JSON.stringify(valid));
    workspace.change((document) => ({
      ...document,
      rules: [{ id: 'base', when: 'amont > 5', then: [accrue('1')] }],
    }));
    await pass(200);

    expect(workspace.errors()).toMatchObject([
      { code: 'rule-unknown-field', pointer: '/rules/0/when', suggestion: 'amount' },
    ]);
  });

  it('keep the last document while the text is none, and let only the text be edited', async () => {
    const { workspace } = await withDraft(JSON.stringify(valid));
    workspace.setText('{ "name": ');

    expect(workspace.isBroken()).toBe(true);
    expect(workspace.diagnostics()).toMatchObject([{ code: 'rule-json' }]);
    expect(workspace.document()?.name).toBe('standard');
    workspace.change((document) => ({ ...document, name: 'other' }));
    expect(workspace.text()).toBe('{ "name": ');
  });

  it('are only read by who may not write', async () => {
    const { workspace } = await withDraft('a', {}, 'viewer');
    workspace.setText('b');

    expect(workspace.text()).toBe('a');
    expect(workspace.why()).toMatch(/Your role \(viewer\) may not/);
  });

  it('are frozen after they are saved', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    workspace.setText('b');
    const frozen = workspace.freeze('Summer');
    await pass(0);
    await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'b' }), 'W/"2"');
    const { request } = await answer('POST', `${address}/versions`, { version: 2 }, '', 201);

    expect(request.headers.get('If-Match')).toBe('W/"2"');
    expect(request.body).toEqual({ notes: 'Summer' });
    expect(await frozen).toEqual({ version: 2 });
  });

  it('are written on after they were frozen, from what the hub has since', async () => {
    const { workspace, answer, pass } = await withDraft('a');
    const frozen = workspace.freeze('Summer');
    await pass(0);
    await answer('POST', `${address}/versions`, { version: 2 }, '', 201);
    await frozen;
    await answer('GET', `${address}/draft`, aRuleDraft({ text: 'a', basedOn: 2 }), 'W/"2"');
    expect(workspace.base()?.basedOn).toBe(2);

    workspace.setText('b');
    void workspace.flush();
    await pass(0);
    const { request } = await answer('PUT', `${address}/draft`, aRuleDraft({ text: 'b' }), 'W/"3"');
    expect(request.headers.get('If-Match')).toBe('W/"2"');
  });
});

function accrue(points: string) {
  return { do: 'accrue' as const, points };
}

async function withDraft(text: string, draft: Partial<RuleDraft> = {}, role: Role = 'author') {
  const open = await opened(drafted, role);
  await open.answer('GET', `${address}/draft`, aRuleDraft({ text, ...draft }), 'W/"1"');
  await open.answer('GET', '/bff/api/feeds/acme.purchases', aFeed());
  return open;
}

async function opened(set: Partial<RuleSet>, role: Role = 'author') {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideSignedIn(role),
      RuleSetDetail,
      provideRuleWorkspace(),
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
    if (status === 0) call.error(new ProgressEvent('error'));
    else call.flush(body, { headers: { etag }, status, statusText: String(status) });
    await pass(0);
    return call;
  };
  TestBed.inject(RuleSetDetail).show('acme.purchases');
  const workspace = TestBed.inject(RuleWorkspace);
  await answer('GET', address, aRuleSet(set));
  return { workspace, answer, pass };
}

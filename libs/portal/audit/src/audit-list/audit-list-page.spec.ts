import type { Role } from '@waybill/contracts';
import { aLedgerIntegrity, anAuditEvent } from '@waybill/contracts/testing';
import { openScreen } from '@waybill/portal-core/testing';
import { auditRoutes } from '../audit.routes.ts';

const path = '/bff/api/audit-events';
const routes = [{ path: 'audit', children: auditRoutes }];
const open = (url: string, role: Role = 'auditor') => openScreen(routes, url, role);

describe('the audit trail', () => {
  it('tells what happened in sentences, with links to the things', async () => {
    const screen = await open('/audit');
    const detail = { reason: 'the month was wrong' };

    await screen.answer(
      path,
      pageOf([anAuditEvent({ action: 'run.cancel-requested', object: 'run:run_1', detail })]),
    );

    expect(screen.text()).toMatch(/cancelled the run .* because “the month was wrong”/);
    expect(screen.query('tbody a[href="/runs/run_1"]')).not.toBeNull();
  });

  it('asks for what its address says', async () => {
    const screen = await open(
      '/audit?action=replay.created&actor=person:support&range=dates&from=2026-11-01&to=2026-11-02',
    );

    const { request } = await screen.answer(path, pageOf([]));

    expect(request.params.get('action')).toBe('replay.created');
    expect(request.params.get('actor')).toBe('person:support');
    expect(request.params.get('from')).toMatch(/^2026-1[01]-\d\dT/);
    expect(screen.text()).toContain('No event matches these filters');
  });

  it('says whether the chain holds', async () => {
    const screen = await open('/audit');
    await screen.answer(path, pageOf([anAuditEvent()]));
    const integrity = aLedgerIntegrity();

    await screen.answer('/bff/api/ledger/integrity', {
      ...integrity,
      auditChain: { ...integrity.auditChain, intact: false },
    });

    expect(screen.text()).toContain('Chain broken');
  });

  it('shows the details of an event with its place in the chain', async () => {
    const screen = await open('/audit');
    await screen.answer(path, pageOf([anAuditEvent({ seq: 7, hash: 'abc123' })]));

    screen.button(/^Details of event 7/).click();
    await screen.appears('wb-audit-event-dialog');

    expect(screen.text()).toMatch(/No\. 7 in the chain\s*abc123/);
  });
});

function pageOf(items: object[]) {
  return { items, next: null };
}

import { anAuditEvent } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { listAuditEvents } from './list-audit-events.ts';

describe('list-audit-events', () => {
  it('hands on every filter and gives the page', async () => {
    const query = {
      limit: 5,
      action: 'replay.created',
      actor: 'person:support',
      object: 'run:run_01',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-02T00:00:00.000Z',
      sort: 'oldest' as const,
    };
    const queries: unknown[] = [];
    const list = async (filter: object) => {
      queries.push(filter);
      return { items: [anAuditEvent()], next: 'x' };
    };

    const result = await listAuditEvents(asked(aPerson('auditor'), { query }), { audit: { list } });

    expect(result).toEqual({ ok: true, value: { items: [anAuditEvent()], next: 'x' } });
    expect(queries).toEqual([query]);
  });
});

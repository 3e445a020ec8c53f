import { aFile, aFileDetail, anAuditEvent, aRowProblem } from '@waybill/contracts/testing';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { getFile } from './get-file.ts';

describe('get-file', () => {
  const params = { fileId: 'file_01' };

  it('gives what was asked for, with what surrounds it and who decided what, oldest first', async () => {
    const result = await getFile(asked(aPerson('support'), { params }), store());

    expect(result).toEqual({
      ok: true,
      value: aFileDetail({
        decisions: [
          decided('file.unassigned', null),
          decided('file.assigned', 'the partner’s wrong folder'),
        ],
      }),
    });
  });

  it('keeps who decided from whom the audit trail is closed to', async () => {
    const result = await getFile(asked(aPerson('viewer'), { params }), store());

    expect(result).toMatchObject({ value: { decisions: null, runs: aFileDetail().runs } });
  });

  it('says until when a rejection can be taken back', async () => {
    const rejectedAt = '2026-11-03T06:00:00.000Z';

    const result = await getFile(
      asked(aPerson('support'), { params }),
      store(aFile({ state: 'rejected' }), rejectedAt),
    );

    expect(result).toMatchObject({
      value: { rejectedAt, reopenUntil: '2026-12-03T06:00:00.000Z' },
    });
  });

  it('fails for an id that nobody has', async () => {
    const result = await getFile(
      asked(aPerson('support'), { params: { fileId: 'nobody' } }),
      store(),
    );

    expect(result).toEqual({ ok: false, failure: { code: 'not-found', id: 'nobody' } });
  });

  it('fails alike for another partner’s', async () => {
    const result = await getFile(asked(aPartnerClient('globex'), { params }), store());

    expect(result).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('keeps what stood in the file from who may not read payload', async () => {
    const known = aFile({ problem: aRowProblem({ scope: 'file' }) });

    const result = await getFile(asked(aPerson('auditor'), { params }), store(known));

    expect(JSON.stringify(result)).not.toContain('31.02.2026');
    expect(result).toMatchObject({ value: { problem: { code: 'TYPE-003', found: '•••' } } });
  });
});

function decided(action: string, reason: string | null) {
  const { at, actor } = anAuditEvent();
  return { at, actor, action, feed: null, run: null, reason };
}

function store(known = aFile(), rejectedAt: string | null = null) {
  const isSeen = (id: string, tenant: string | null) =>
    id === 'file_01' && (tenant === null || tenant === 'acme');
  const { archiveBucket, twins, runs } = aFileDetail();
  const around = { archiveBucket, twins, runs, rejectedAt };
  const reason = 'the partner’s wrong folder';
  return {
    files: {
      find: async (id: string, tenant: string | null) => (isSeen(id, tenant) ? known : null),
      surroundings: async (id: string, tenant: string | null) =>
        isSeen(id, tenant) ? around : null,
    },
    audit: {
      list: async () => ({
        items: [
          anAuditEvent({ action: 'file.assigned', detail: { reason } }),
          anAuditEvent({ action: 'file.unassigned', detail: { code: 'FILE-010' } }),
        ],
        next: null,
      }),
    },
  };
}

import { csvRecord } from '@waybill/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPerson, asked } from '../../../testing/callers.ts';
import { openTestHub, seedPartner } from '../../../testing/index.ts';
import type { Seeded, TestHub } from '../../../testing/index.ts';
import type { MailOutcome } from '../../hub.ts';
import { sendRejectedRows } from './send-rejected-rows.ts';

let test: TestHub;
let acme: Seeded;
/** What the mail service says next. */
let says: MailOutcome | Error;
let tries: number;

const to = 'ines@acme.example';
const accepted = { kind: 'accepted', messageId: 'mail-1' } as const;

beforeEach(async () => {
  tries = 0;
  says = accepted;
  test = await openTestHub({
    mail: {
      send: () => {
        tries += 1;
        return says instanceof Error ? Promise.reject(says) : Promise.resolve(says);
      },
    },
  });
  acme = await seedPartner(test, 'acme');
});
afterEach(() => test.close());

describe('send-rejected-rows', () => {
  it('mails the rejected rows with their reasons, and says to whom, how many and when', async () => {
    const keeping = await openTestHub();
    const { runId } = await seedPartner(keeping, 'acme');
    const answer = await keeping.call('sendRejectedRows', asking(runId));
    const [mail] = keeping.mails;
    await keeping.close();

    expect(answer).toMatchObject({ status: 200, body: { to, rows: 1, messageId: 'mail-1' } });
    expect(mail).toMatchObject({ to, subject: `1 rejected row of acme.purchases (${runId})` });
    expect(mail?.text).toMatch(/^Hello Ines Roy,\n\none row of your file purchases-1\.csv/);
    const [head, row, end] = (Buffer.from(mail?.attachment.bytes ?? []).toString() || '').split(
      '\r\n',
    );
    expect(head).toBe(
      '\uFEFFLine,Transaction,Member,Column,Found,Expected,All reasons,Code,Raw line,Id',
    );
    expect(row).toContain('3,,,date,31.02.2026,a date,');
    expect(row).toContain(csvRecord(['T2,E2,31.02.2026,5.00,,call 555-0100']).trim());
    expect(end).toBe('');
  });

  it('keeps nobody’s name, address or row in the audit trail', async () => {
    const token = await test.mint.person('support');
    await ask({ token });

    const [sent, begun] = await trail();
    expect([begun?.action, sent?.action]).toEqual(['run.send-back-begun', 'run.sent-back']);
    expect(sent).toMatchObject({
      actor: 'person:support',
      detail: { rows: 1, to: 'business', domain: 'acme.example', messageId: 'mail-1' },
    });
    expect(JSON.stringify([begun, sent])).not.toMatch(/Ines|ines@|0100/);
  });

  it('answers a repeated request with the first answer and mails once', async () => {
    const headers = { 'Idempotency-Key': 'one-mail' };
    const first = await ask({ headers });
    const again = await ask({ headers });

    expect(again.body).toEqual(first.body);
    expect(tries).toBe(1);
  });

  it('mails nothing to an address that is no contact’s', async () => {
    const answer = await ask({ body: { to: 'else@acme.example', expected: 1 } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'PARTNER-004' } });
    expect(tries).toBe(0);
  });

  it('says where contacts are set when the partner has none', async () => {
    const params = { partnerId: 'acme' };
    await test.call('putPartnerContacts', { params, body: { contacts: [] } });

    expect((await ask()).body).toMatchObject({
      code: 'PARTNER-004',
      detail: expect.stringContaining('put-partner-contacts'),
    });
  });

  it('mails nothing when other rows are open than the person was shown', async () => {
    const answer = await ask({ body: { to, expected: 2 } });

    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'SELECTION-001',
        detail: 'You were shown 2 rows; by now the run has 1 open row.',
      },
    });
    expect(tries).toBe(0);
  });

  it('waits for the end of the run', async () => {
    const answer = await ask({ params: { runId: acme.queuedRunId } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'RUN-002' } });
  });

  it('is not for who may not read what stands in files', async () => {
    const token = await test.mint.machine({ scp: ['waybill.operate', 'waybill.read'] });

    expect(await ask({ token })).toMatchObject({ status: 403, body: { code: 'API-003' } });
    expect(tries).toBe(0);
  });

  it('refuses more than one mail can hold', async () => {
    const { database, hub } = test;
    const { items } = await database.rowErrors.list({ run: acme.runId, limit: 1 }, null);
    const endless = items.map((item) => ({ ...item, rawLine: 'x'.repeat(64_000) }));
    const list = () => Promise.resolve({ items: endless, next: 'more' });
    const { runs, partners } = database;
    const transaction: typeof database.transaction = (work) => database.transaction(work);
    const ports = { ...hub, database: { runs, partners, transaction, rowErrors: { list } } };

    const result = await sendRejectedRows(asked(aPerson('support'), asking(acme.runId)), ports);

    expect(result).toMatchObject({ failure: { code: 'mail-too-large', rows: 110 } });
    expect(tries).toBe(0);
  });
});

describe('send-rejected-rows when the mail service', () => {
  it.each<[string, MailOutcome, number, string]>([
    ['refuses', { kind: 'refused', why: 'MessageRejected' }, 409, 'MAIL-002'],
    ['does not answer', { kind: 'unknown', why: 'no answer in time' }, 409, 'MAIL-003'],
  ])('%s: says so, keeps it, and does not try again', async (_, outcome, status, code) => {
    says = outcome;
    const headers = { 'Idempotency-Key': 'once' };

    expect(await ask({ headers })).toMatchObject({ status, body: { code } });
    says = accepted;
    expect(await ask({ headers })).toMatchObject({ status, body: { code } });
    expect(tries).toBe(1);
    expect((await trail())[0]).toMatchObject({
      action: 'run.send-back-failed',
      detail: { outcome: outcome.kind },
    });
  });

  it('fails: nobody knows what became of it, and the trail says so without the address', async () => {
    says = new TypeError(`no route for ${to}`);
    const headers = { 'Idempotency-Key': 'failed' };

    expect(await ask({ headers })).toMatchObject({ status: 409, body: { code: 'MAIL-003' } });
    says = accepted;
    expect(await ask({ headers })).toMatchObject({ status: 409, body: { code: 'MAIL-003' } });
    expect(tries).toBe(1);
    const [failed] = await trail();
    expect(failed).toMatchObject({
      action: 'run.send-back-failed',
      detail: { outcome: 'unknown', why: 'the mail service failed with TypeError' },
    });
    expect(JSON.stringify(failed)).not.toContain(to);
  });

  it('is busy: the same request is taken later', async () => {
    says = { kind: 'busy', why: 'TooManyRequestsException' };
    const headers = { 'Idempotency-Key': 'later' };
    const first = await ask({ headers });
    says = accepted;
    const again = await ask({ headers });

    expect(first).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { detail: expect.stringContaining('Nothing was sent') },
    });
    expect(again).toMatchObject({ status: 200 });
    expect(tries).toBe(2);
  });
});

function asking(runId: string) {
  return { params: { runId }, body: { to, expected: 1 } };
}

function ask(change: Parameters<TestHub['call']>[1] = {}) {
  return test.call('sendRejectedRows', { ...asking(acme.runId), ...change });
}

async function trail() {
  return (await test.database.audit.list({ object: `run:${acme.runId}`, limit: 2 })).items;
}

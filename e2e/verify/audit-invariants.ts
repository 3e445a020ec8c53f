import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Invariant } from './invariants.ts';

export const auditInvariants: readonly Invariant[] = [
  {
    id: 'I24a',
    claim: 'the audit trail has no gap and each event names the hash of the one before',
    check: async ({ sql }) => {
      const events = await sql.all('select seq, prev_hash, hash from v_audit order by seq');
      return events.flatMap((event, at) => {
        const before = events[at - 1];
        if (!before) return event['seq'] === 1 ? [] : [`begins at ${String(event['seq'])}`];
        const follows =
          Number(event['seq']) === Number(before['seq']) + 1 &&
          event['prev_hash'] === before['hash'];
        return follows ? [] : [`breaks at ${String(event['seq'])}`];
      });
    },
  },
  {
    id: 'I24b',
    claim: 'audit events can be neither changed nor removed',
    check: async ({ sql }) => {
      const [any] = await sql.all('select count(*) events from audit_event');
      if (Number(any?.['events'] ?? 0) === 0) return [];
      const attempts = [`update audit_event set actor = 'nobody'`, 'delete from audit_event'];
      const answers = await Promise.all(
        attempts.map(async (statement) => ({ statement, error: await sql.attempt(statement) })),
      );
      return answers
        .filter(({ error }) => error === null)
        .map(({ statement }) => `was allowed: ${statement}`);
    },
  },
  {
    id: 'I25',
    claim: 'no token, secret or member’s e-mail address is in a log',
    check: async ({ hub, sql }) => {
      const emails = (
        await sql.all('select email from member where email is not null limit 200')
      ).map((row) => String(row['email']));
      const secrets = ['machine-secret', 'acme-secret', 'waybill-local', 'eyJ', ...emails];
      const folder = join(hub.home, 'logs');
      const names = await readdir(folder).catch(() => []);
      const leaks: string[] = [];
      for (const name of names) {
        const log = await readFile(join(folder, name), 'utf8');
        for (const secret of secrets)
          if (log.includes(secret)) leaks.push(`${name} holds ${secret.slice(0, 4)}…`);
      }
      return leaks;
    },
  },
];

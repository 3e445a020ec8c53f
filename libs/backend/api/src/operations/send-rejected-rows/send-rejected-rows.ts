import { sendBackBytesMax, sendBackWords } from '@waybill/contracts';
import type { operations, Partner, Run, RunState, SentBack } from '@waybill/contracts';
import { actorOf, deed, failure, mayReadPayload, success, Unavailable } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { PartnerStore, RowErrorStore, RunStore } from '@waybill/store';
import type { Mail, MailDoor, MailOutcome } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';
import { rejectedRowsFile } from './rejected-rows-file.ts';

type Question = Asked<typeof operations.sendRejectedRows>;

export type SendRejectedRowsFailure =
  | { code: 'not-found'; id: string }
  | { code: 'forbidden' }
  | { code: 'run-not-finished'; id: string; state: RunState }
  | { code: 'contact-absent'; partner: string }
  | { code: 'selection-changed'; expected: number; found: number }
  | { code: 'mail-too-large'; rows: number; bytesMax: number }
  | { code: 'mail-refused' | 'mail-uncertain'; why: string };

export interface SendRejectedRowsPorts {
  database: Transactor<'audit'> & {
    runs: Pick<RunStore, 'find'>;
    partners: Pick<PartnerStore, 'find'>;
    rowErrors: Pick<RowErrorStore, 'list'>;
  };
  mail: MailDoor;
  clock: Clock;
}

/** What is about to leave, and to whom. */
interface Package {
  readonly run: Run;
  readonly contact: Partner['contacts'][number];
  readonly rows: number;
  readonly bytes: Buffer;
}

/** Mails the open row errors of a run to one of the partner's contacts, as a file. */
export async function sendRejectedRows(
  asked: Question,
  ports: SendRejectedRowsPorts,
): Promise<Result<SentBack, SendRejectedRowsFailure>> {
  const { body, caller, params } = asked;
  const { database } = ports;
  const id = params.runId;
  if (!mayReadPayload(caller)) return failure({ code: 'forbidden' });
  const run = await database.runs.find(id, caller.partner);
  if (!run) return failure({ code: 'not-found', id });
  const { partner, state } = run;
  if (state === 'queued' || state === 'running')
    return failure({ code: 'run-not-finished', id, state });
  const contacts = (await database.partners.find(partner, caller.partner))?.contacts ?? [];
  const contact = contacts.find(({ email }) => email === body.to);
  if (!contact) return failure({ code: 'contact-absent', partner });

  const bytesMax = sendBackBytesMax;
  const { bytes, rows } = await rejectedRowsFile(database.rowErrors, id, caller, bytesMax);
  if (bytes === null) return failure({ code: 'mail-too-large', rows, bytesMax });
  const { expected } = body;
  if (rows !== expected) return failure({ code: 'selection-changed', expected, found: rows });
  return send(asked, { run, contact, rows, bytes }, ports);
}

/**
 * Writes down that data of persons leaves before it does, and afterwards what became of it. What is known not to have been sent may be
 * tried again with the same key; of anything else the key keeps the answer, so that no retry mails twice.
 */
async function send(
  asked: Question,
  { bytes, contact, rows, run }: Package,
  { clock, database, mail }: SendRejectedRowsPorts,
): Promise<Result<SentBack, SendRejectedRowsFailure>> {
  const to = contact.email;
  const { fileName, subject, text } = sendBackWords(run, contact, rows);
  // Whose address it is, is not for everybody who reads the trail.
  const about = { rows, bytes: bytes.length, to: contact.purpose, domain: to.split('@').at(-1) };
  const record = (action: string, more = {}) =>
    database.transaction((tx) =>
      tx.audit.append(deed(asked, clock.now(), action, `run:${run.id}`, { ...about, ...more })),
    );

  await record('run.send-back-begun');
  const outcome = await sent(mail, { to, subject, text, attachment: { fileName, bytes } });
  const sentAt = clock.now().toISOString();
  const { kind, ...facts } = outcome;
  // Whatever became of it, a trail that cannot be written now must not make a retry mail it again.
  const isRecorded = await succeeds(
    kind === 'accepted'
      ? record('run.sent-back', facts)
      : record('run.send-back-failed', { ...facts, outcome: kind }),
  );
  switch (outcome.kind) {
    case 'busy':
      throw new Unavailable(`Mail: ${outcome.why}`, { detail: tryLater });
    case 'refused':
      return failure({ code: 'mail-refused', why: outcome.why });
    case 'unknown':
      return failure({ code: 'mail-uncertain', why: outcome.why });
    case 'accepted':
      if (!isRecorded) return failure({ code: 'mail-uncertain', why: 'it could not be recorded' });
      return success({
        to,
        rows,
        bytes: bytes.length,
        fileName,
        messageId: outcome.messageId,
        sentBy: actorOf(asked.caller),
        sentAt,
      });
  }
}

/** A door that fails without an outcome may have sent the mail before it did: neither a retry nor an open end of the trail is safe. */
async function sent(door: MailDoor, mail: Mail): Promise<MailOutcome> {
  try {
    return await door.send(mail);
  } catch (error) {
    // Only its name: messages may hold the address.
    const name = error instanceof Error ? error.name : typeof error;
    return { kind: 'unknown', why: `the mail service failed with ${name}` };
  }
}

const tryLater = 'The mail service takes no mail for now. Nothing was sent.';

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

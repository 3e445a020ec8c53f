import { counted, sendRejectedRows as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { sendRejectedRows } from './send-rejected-rows.ts';

export const handler = defineOperation(row, {
  run: sendRejectedRows,
  ports: ({ database, mail, clock }: Hub) => ({ database, mail, clock }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
    forbidden: () => 'This mails what stands in a file, which needs the permission payload:read.',
    'run-not-finished': ({ id, state }) => `Run ${id} is ${state}.`,
    'contact-absent': ({ partner }) =>
      `No contact of partner ${partner} has this address. Contacts are set by put-partner-contacts.`,
    'selection-changed': ({ expected, found }) =>
      `You were shown ${counted(expected, 'row')}; by now the run has ${counted(found, 'open row')}.`,
    'mail-too-large': ({ rows, bytesMax }) =>
      `The file would be larger than ${bytesMax} bytes after ${counted(rows, 'row')}.`,
    'mail-refused': ({ why }) => `The mail service said ${why}. Nothing was sent.`,
    'mail-uncertain': ({ why }) => `The mail may be on its way: ${why}.`,
  },
});

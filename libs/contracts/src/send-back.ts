import * as z from 'zod';
import { operation } from './operation.ts';
import { contact } from './partners.ts';
import { instant, noQuery } from './shared-shapes.ts';

/** The attached file is at most so large: as a mail it is just below 10 MB, which most mail servers take. */
export const sendBackBytesMax = 7_000_000;

/** The columns of the export of row errors that a partner is sent, in their order: where, what is wrong, and the row as it came. */
export const sendBackColumns = [
  'line',
  'txnId',
  'memberNo',
  'column',
  'found',
  'expected',
  'reasons',
  'code',
  'rawLine',
  'id',
] as const;

const address = contact.shape.email;

/** Rejected rows that the mail service took. */
export const sentBack = z
  .strictObject({
    to: address,
    rows: z.int(),
    bytes: z.int().meta({ description: 'Of the attached file' }),
    fileName: z.string(),
    messageId: z.string().meta({ description: 'As the mail service names the mail' }),
    sentBy: z.string().meta({ example: 'person:support' }),
    sentAt: instant,
  })
  .meta({ id: 'SentBack' });
export type SentBack = z.output<typeof sentBack>;

export const sendRejectedRows = operation({
  name: 'send-rejected-rows',
  method: 'POST',
  path: '/runs/{runId}/send-back',
  summary: 'Mail the open row errors of a run, as a file, to a contact of its partner',
  tag: 'row-errors',
  permission: 'row-errors:decide',
  params: z.strictObject({ runId: z.string().max(64) }),
  query: noQuery,
  body: z.strictObject({
    to: address.meta({ description: 'Of one of the partner’s contacts' }),
    expected: z.int().min(1).meta({ description: 'How many rows the person was shown' }),
  }),
  response: sentBack,
  status: 200,
  problems: [
    'not-found',
    // For who may decide on row errors and not read what stands in them.
    'forbidden',
    'run-not-finished',
    'contact-absent',
    'selection-changed',
    'mail-too-large',
    'mail-refused',
    'mail-uncertain',
  ],
});

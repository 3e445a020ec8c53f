import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail, MailDoor, MailOutcome } from '@waybill/api';
import { readConfig } from '@waybill/kit';
import * as z from 'zod';
import { credentialsIn, signedCall } from './signed-call.ts';
import type { Reply } from './signed-call.ts';

const settings = z.object({
  AWS_REGION: z.string(),
  /** An address of the identity that the function may send from. */
  WAYBILL_MAIL_FROM: z.email(),
  WAYBILL_MAIL_REPLY_TO: z.email(),
  WAYBILL_MAIL_CONFIGURATION_SET: z.string(),
  /** Another address than AWS's, as every client of the SDK takes it. */
  AWS_ENDPOINT_URL_SESV2: z.url().optional(),
});
type Settings = z.output<typeof settings>;

const tries = 3;

/**
 * Mails by SES. Its parts are given and not a finished message: that one would need the right `ses:SendRawEmail` beside `ses:SendEmail`.
 *
 * @param timeoutMs for so long nothing may happen on the connection
 * @throws BadConfig naming what is missing
 */
export function sesMail(
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs = 10_000,
): MailDoor {
  const config = readConfig(settings, env);
  const given = credentialsIn(env);
  const host = `https://email.${config.AWS_REGION}.amazonaws.com`;
  const call = {
    service: 'ses',
    region: config.AWS_REGION,
    url: new URL('/v2/email/outbound-emails', config.AWS_ENDPOINT_URL_SESV2 ?? host),
    headers: { 'Content-Type': 'application/json' },
    timeoutMs,
  };
  return {
    async send(mail) {
      const body = JSON.stringify(requestOf(mail, config));
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await signedCall({ ...call, body }, given).then(outcomeOf, unanswered);
        if (outcome.kind !== 'busy' || attempt === tries) return outcome;
        await sleep(200 * 2 ** attempt);
      }
    },
  };
}

function requestOf({ attachment, subject, text, to }: Mail, config: Settings): object {
  const written = (Data: string) => ({ Data, Charset: 'UTF-8' });
  const { bytes, fileName } = attachment;
  return {
    FromEmailAddress: config.WAYBILL_MAIL_FROM,
    ReplyToAddresses: [config.WAYBILL_MAIL_REPLY_TO],
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: config.WAYBILL_MAIL_CONFIGURATION_SET,
    Content: {
      Simple: {
        Subject: written(subject),
        Body: { Text: written(text) },
        Attachments: [
          {
            FileName: fileName,
            RawContent: Buffer.from(bytes).toString('base64'),
            ContentType: 'text/csv',
            ContentDisposition: 'ATTACHMENT',
            // Other alphabets and long lines would not survive the default, which is seven bits.
            ContentTransferEncoding: 'BASE64',
          },
        ],
      },
    },
  };
}

/** By the kind of error alone: its message may hold an address. */
function outcomeOf({ headers, status, text }: Reply): MailOutcome {
  if (status === 200) {
    const [, messageId = 'unnamed'] = /"MessageId"\s*:\s*"([^"]+)"/.exec(text) ?? [];
    return { kind: 'accepted', messageId };
  }
  const [type = ''] = String(headers['x-amzn-errortype'] ?? `HTTP ${status}`).split(':');
  if (status === 429 || status === 503 || /Throttl|TooMany|LimitExceeded/.test(type))
    return { kind: 'busy', why: type };
  return { kind: status >= 500 ? 'unknown' : 'refused', why: type };
}

/** Whoever could not be reached got nothing. */
const unreached = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

function unanswered(error: unknown): MailOutcome {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && unreached.includes(code)
    ? { kind: 'busy', why: code }
    : { kind: 'unknown', why: 'the mail service did not answer' };
}

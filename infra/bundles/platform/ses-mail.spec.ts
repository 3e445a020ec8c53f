import type { MailOutcome } from '@waybill/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeAws } from '../runtime/fake-aws.ts';
import type { FakeAws } from '../runtime/fake-aws.ts';
import type { MailRefusal } from '../runtime/fake-ses.ts';
import { sesMail } from './ses-mail.ts';

let aws: FakeAws;
beforeEach(async () => {
  aws = await startFakeAws();
});
afterEach(() => aws.close());

const from = 'waybill@mail.waybill.example';
const busy: MailRefusal = [429, 'TooManyRequestsException'];
const bytes = Buffer.from('\uFEFFLine\r\n3,Žofie\r\n');
const mail = {
  to: 'ines@acme.example',
  subject: '1 rejected row',
  text: 'Hello Žofie\n',
  attachment: { fileName: 'rejected-rows-run_1.csv', bytes },
};

describe('mail by SES', () => {
  it('50 is handed over in parts, signed by the role, from our address and by our configuration set', async () => {
    const outcome = await door().send(mail);

    expect(outcome).toEqual({ kind: 'accepted', messageId: 'mail-1' });
    expect(aws.calls).toEqual([
      { by: 'send-rejected-rows', action: 'ses:SendEmail', resource: `${from} waybill-test` },
    ]);
    expect(aws.ses.mails).toMatchObject([
      {
        ReplyToAddresses: ['support@waybill.example'],
        Destination: { ToAddresses: ['ines@acme.example'] },
        Content: {
          Simple: {
            Subject: { Data: '1 rejected row' },
            Body: { Text: { Data: 'Hello Žofie\n' } },
            Attachments: [
              { FileName: 'rejected-rows-run_1.csv', ContentTransferEncoding: 'BASE64' },
            ],
          },
        },
      },
    ]);
    const [attachment] = aws.ses.mails[0]?.Content.Simple.Attachments ?? [];
    expect(Buffer.from(attachment?.RawContent ?? '', 'base64')).toEqual(bytes);
  });

  it('50 takes a file as large as may be sent', async () => {
    const attachment = { fileName: 'a.csv', bytes: Buffer.alloc(7_000_000, 'x') };

    expect(await door().send({ ...mail, attachment })).toMatchObject({ kind: 'accepted' });
  });

  it.each<[string, MailRefusal[], MailOutcome, number]>([
    ['is taken after a moment', [busy], { kind: 'accepted', messageId: 'mail-1' }, 2],
    [
      'is busy when it stays so',
      [busy, [503, 'ServiceUnavailable'], busy],
      { kind: 'busy', why: 'TooManyRequestsException' },
      3,
    ],
    ['is refused once', [[400, 'MessageRejected']], { kind: 'refused', why: 'MessageRejected' }, 1],
    [
      'is unknown, and not tried again, when SES fails on it',
      [[500, 'InternalFailure']],
      { kind: 'unknown', why: 'InternalFailure' },
      1,
    ],
    [
      'is unknown, and not tried again, when no answer comes',
      ['silence'],
      { kind: 'unknown', why: 'the mail service did not answer' },
      1,
    ],
  ])('50 57 %s', async (_, refusals, outcome, tries) => {
    aws.ses.refuse(...refusals);

    expect(await door(200).send(mail)).toEqual(outcome);
    expect(aws.calls).toHaveLength(tries);
  });

  it('50 57 is not sent while SES cannot be reached', async () => {
    await aws.close();

    expect(await door().send(mail)).toEqual({ kind: 'busy', why: 'ECONNREFUSED' });
  });

  it('50 28 wants to be told from whom before it takes events', () => {
    expect(() => sesMail({ ...variables(), WAYBILL_MAIL_FROM: undefined })).toThrow(
      'WAYBILL_MAIL_FROM',
    );
  });
});

function door(timeoutMs?: number) {
  return sesMail(variables(), timeoutMs);
}

function variables() {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'send-rejected-rows',
    AWS_SECRET_ACCESS_KEY: 'of the role',
    AWS_SESSION_TOKEN: 'of the role',
    AWS_ENDPOINT_URL_SESV2: aws.endpoint,
    WAYBILL_MAIL_FROM: from,
    WAYBILL_MAIL_REPLY_TO: 'support@waybill.example',
    WAYBILL_MAIL_CONFIGURATION_SET: 'waybill-test',
  };
}

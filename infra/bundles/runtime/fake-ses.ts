import type { ServerResponse } from 'node:http';

/** A mail as SES is given it. */
export interface FakeMail {
  readonly FromEmailAddress: string;
  readonly ReplyToAddresses: readonly string[];
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly ConfigurationSetName: string;
  readonly Content: {
    readonly Simple: {
      readonly Subject: { readonly Data: string };
      readonly Body: { readonly Text: { readonly Data: string } };
      readonly Attachments: readonly {
        readonly FileName: string;
        readonly RawContent: string;
        readonly ContentTransferEncoding: string;
      }[];
    };
  };
}

/** How SES answers instead of taking a mail: with an error of that kind, or not at all. */
export type MailRefusal = readonly [status: number, kind: string] | 'silence';

export interface FakeSes {
  /** What it took. */
  readonly mails: readonly FakeMail[];
  /** The next mails are answered so, one each. */
  refuse(...refusals: readonly MailRefusal[]): void;
  take(mail: FakeMail, response: ServerResponse): void;
}

/** Where mails are posted. */
export const sesPath = '/v2/email/outbound-emails';

export function createFakeSes(): FakeSes {
  const mails: FakeMail[] = [];
  const refusals: MailRefusal[] = [];
  return {
    mails,
    refuse: (...more) => {
      refusals.push(...more);
    },
    take: (mail, response) => {
      const refusal = refusals.shift();
      if (refusal === 'silence') return;
      if (refusal) {
        const [status, kind] = refusal;
        response.writeHead(status, { 'x-amzn-errortype': `${kind}:http://ses/` });
        response.end(JSON.stringify({ message: `not ${mail.Destination.ToAddresses.join()}` }));
        return;
      }
      mails.push(mail);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ MessageId: `mail-${String(mails.length)}` }));
    },
  };
}

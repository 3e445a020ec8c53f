import { describe } from 'vitest';
import type { Value } from './template.ts';
import { every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const mail = 'stacks/mail.yaml';
const root = 'template.yaml';
const sending = 'stacks/functions-row-errors.json';
const variables = 'Resources.SendRejectedRowsFunction.Properties.Environment.Variables';

describe('the mail', () => {
  holds(
    '50 is signed with DKIM for a domain of each environment’s own, and SPF speaks for it too',
    (templates) =>
      failing(
        every(templates, 'AWS::SES::EmailIdentity'),
        ({ properties }) =>
          textOf(properties['EmailIdentity']) === '{"Ref":"MailDomain"}' &&
          textOf(properties['DkimAttributes']) === '{"SigningEnabled":true}' &&
          textOf(properties['DkimSigningAttributes']).includes('RSA_2048_BIT') &&
          textOf(properties['MailFromAttributes']).includes('bounce.${MailDomain}'),
      ),
    put(mail, 'Resources.MailIdentity.Properties.DkimAttributes.SigningEnabled', false),
    put(mail, 'Resources.MailIdentity.Properties.EmailIdentity', 'waybill.example'),
    without(mail, 'Resources.MailIdentity.Properties.MailFromAttributes'),
  );

  holds(
    '50 88 goes to servers with TLS only, and to nobody who sent it back before',
    (templates) =>
      failing(
        every(templates, 'AWS::SES::ConfigurationSet'),
        ({ properties }) =>
          textOf(properties['DeliveryOptions']) === '{"TlsPolicy":"REQUIRE"}' &&
          textOf(properties['SuppressionOptions']).includes('["BOUNCE","COMPLAINT"]'),
      ),
    put(mail, 'Resources.MailConfiguration.Properties.DeliveryOptions.TlsPolicy', 'OPTIONAL'),
    without(mail, 'Resources.MailConfiguration.Properties.SuppressionOptions'),
  );

  holds(
    '22 50 is counted when it comes back, with nobody’s address in an alarm',
    (templates) => {
      const destinations = every(templates, 'AWS::SES::ConfigurationSetEventDestination');
      const alarmed = textOf(templates['stacks/observability.json'] as unknown as Value);
      return [
        ...failing(destinations, ({ properties }) => {
          const text = textOf(properties['EventDestination']);
          return (
            text.includes('["bounce","complaint","reject"]') &&
            text.includes('"ses:configuration-set"') &&
            !text.includes('SnsDestination')
          );
        }),
        ...(destinations.length === 1 ? [] : ['not counted']),
        ...['Bounce', 'Complaint', 'Reject'].filter(
          (metric) =>
            !alarmed.includes(
              `"MetricName":"${metric}","Dimensions":[{"Name":"ses:configuration-set","Value":{"Fn::Sub":"waybill-\${Environment}"}}]`,
            ),
        ),
      ];
    },
    without(mail, 'Resources.MailEvents'),
    rewrite(mail, '"bounce","complaint","reject"', '"bounce"'),
    without('stacks/observability.json', 'Resources.MailBounced'),
    put('stacks/observability.json', 'Resources.MailComplained.Properties.Dimensions', []),
  );

  holds(
    '50 28 is sent by one function, which is told from whom and by which set as its role allows it',
    (templates) => {
      const told = every(templates, 'AWS::Serverless::Function')
        .map(({ id, properties }) => [id, textOf(properties['Environment'])] as const)
        .filter(([, text]) => text.includes('WAYBILL_MAIL_'));
      return [
        ...(told.map(([id]) => id).join() === 'SendRejectedRowsFunction' ? [] : ['not one']),
        ...told
          .filter(
            ([, text]) =>
              !text.includes('"WAYBILL_MAIL_FROM":{"Fn::Sub":"waybill@${MailDomain}"}') ||
              !text.includes(
                '"WAYBILL_MAIL_CONFIGURATION_SET":{"Fn::Sub":"waybill-${Environment}"}',
              ),
          )
          .map(([id]) => id),
      ];
    },
    without(sending, `${variables}.WAYBILL_MAIL_FROM`),
    put(sending, `${variables}.WAYBILL_MAIL_CONFIGURATION_SET`, 'another'),
    put(
      'stacks/functions-runs.json',
      'Globals.Function.Environment.Variables.WAYBILL_MAIL_FROM',
      'x',
    ),
  );

  holds(
    '17 50 has its records made where the zone is, and no parameter without a word for each environment',
    (templates) => {
      const records = textOf(templates[mail]?.Resources['MailRecords'] as unknown as Value);
      return [
        ...[
          'DkimDNSTokenName1',
          'DkimDNSTokenName2',
          'DkimDNSTokenName3',
          'v=DMARC1',
          'v=spf1',
        ].filter((piece) => !records.includes(piece)),
        ...(templates[mail]?.Resources['MailRecords']?.Condition === 'WithRecords'
          ? []
          : ['always']),
        ...['MailDomain', 'MailReplyTo'].filter(
          (name) => templates[root]?.Parameters?.[name]?.Default !== undefined,
        ),
      ];
    },
    rewrite(mail, 'DkimDNSTokenName2', 'DkimDNSTokenName1'),
    without(mail, 'Resources.MailRecords.Condition'),
    put(root, 'Parameters.MailDomain.Default', 'waybill.example'),
  );
});

import { describe } from 'vitest';
import type { Value } from './template.ts';
import { every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const rotation = 'stacks/rotation.yaml';
const data = 'stacks/data.yaml';

describe('the logins of the database', () => {
  holds(
    '28 change by themselves, at least every three months, all of them',
    (templates) => {
      const schedules = every(templates, 'AWS::SecretsManager::RotationSchedule');
      const days = templates[rotation]?.Parameters?.['RotationDays'];
      return [
        ...['OwnerSecret', 'DatabaseSecret'].filter(
          (secret) =>
            !schedules.some(
              ({ properties }) => textOf(properties['SecretId']) === `{"Ref":"${secret}"}`,
            ),
        ),
        ...failing(
          schedules,
          ({ properties }) =>
            textOf(properties['RotationRules']) ===
            '{"AutomaticallyAfterDays":{"Ref":"RotationDays"}}',
        ),
        ...(Number(days?.['MaxValue']) <= 90 ? [] : ['too seldom']),
      ];
    },
    without(rotation, 'Resources.OwnerRotation'),
    without(rotation, 'Resources.DatabaseRotation.Properties.RotationRules'),
    put(rotation, 'Parameters.RotationDays.MaxValue', 3650),
  );

  holds(
    '28 79 of the hub are two users that take turns, so that none is refused in between',
    (templates) => {
      const hosted = textOf(
        templates[rotation]?.Resources['DatabaseRotation']?.Properties as unknown as Value,
      );
      const secret = textOf(
        templates[data]?.Resources['DatabaseSecret']?.Properties as unknown as Value,
      );
      return [
        ...['"RotationType":"MySQLMultiUser"', '"SuperuserSecretArn":{"Ref":"OwnerSecret"}'].filter(
          (piece) => !hosted.includes(piece),
        ),
        // Where the rotation looks for whose login it uses.
        ...(secret.includes('\\"masterarn\\":\\"${OwnerSecret}\\"') ? [] : ['no owner named']),
      ];
    },
    rewrite(rotation, 'MySQLMultiUser', 'MySQLSingleUser'),
    rewrite(data, 'masterarn', 'owner'),
  );

  holds(
    '31 are changed from within the network, at the database itself',
    (templates) => [
      ...failing(every(templates, 'AWS::SecretsManager::RotationSchedule'), ({ properties }) => {
        const text = textOf(properties['HostedRotationLambda']);
        return (
          text.includes('{"Ref":"PrivateSubnets"}') &&
          text.includes('{"Ref":"FunctionSecurityGroup"},{"Ref":"RotationSecurityGroup"}')
        );
      }),
      ...failing(
        every(templates, 'AWS::EC2::SecurityGroupIngress'),
        ({ properties }) => 'SourceSecurityGroupId' in properties && !('CidrIp' in properties),
      ),
    ],
    without(
      rotation,
      'Resources.OwnerRotation.Properties.HostedRotationLambda.VpcSecurityGroupIds',
    ),
    put(rotation, 'Resources.RotationReachesDatabase.Properties.CidrIp', '0.0.0.0/0'),
  );

  holds(
    '68 tell when a change failed',
    (templates) =>
      ['rotate-database', 'rotate-owner'].filter(
        (name) =>
          !every(templates, 'AWS::CloudWatch::Alarm').some(
            ({ properties }) =>
              properties['MetricName'] === 'Errors' &&
              textOf(properties['Dimensions']).includes(`-${name}"`),
          ),
      ),
    without('stacks/observability.json', 'Resources.RotateOwnerFunctionErrors'),
  );
});

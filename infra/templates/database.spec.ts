import { mysqlSessionSettings } from '@waybill/store';
import { describe } from 'vitest';
import type { Templates, Value } from './template.ts';
import { difference, every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const data = 'stacks/data.yaml';

describe('the database', () => {
  holds(
    '21 is encrypted with our key',
    (templates) =>
      failing(
        databases(templates),
        ({ properties }) =>
          properties['StorageEncrypted'] === true &&
          textOf(properties['KmsKeyId']) === '{"Ref":"DataKey"}',
      ),
    put(data, 'Resources.Cluster.Properties.StorageEncrypted', false),
    put(data, 'Resources.Instance.Properties.StorageEncrypted', false),
    without(data, 'Resources.Instance.Properties.KmsKeyId'),
    without(data, 'Resources.Cluster.Properties.KmsKeyId'),
  );

  holds(
    '21 88 takes TLS only, and so does its proxy',
    (templates) => [
      ...failing(
        every(templates, 'AWS::RDS::DBProxy'),
        ({ properties }) => properties['RequireTLS'] === true,
      ),
      ...failing(
        every(templates, 'AWS::RDS::DBClusterParameterGroup', 'AWS::RDS::DBParameterGroup'),
        ({ properties }) =>
          /"require_secure_transport":"(ON|1)"/.test(textOf(properties['Parameters'])),
      ),
      ...failing(databases(templates), ({ properties }) =>
        ['{"Ref":"ClusterParameters"}', '{"Ref":"InstanceParameters"}'].includes(
          textOf(properties['DBClusterParameterGroupName'] ?? properties['DBParameterGroupName']),
        ),
      ),
    ],
    put(data, 'Resources.Proxy.Properties.RequireTLS', false),
    put(data, 'Resources.ClusterParameters.Properties.Parameters.require_secure_transport', 'OFF'),
    without(data, 'Resources.Cluster.Properties.DBClusterParameterGroupName'),
    put(data, 'Resources.InstanceParameters.Properties.Parameters.require_secure_transport', '0'),
    without(data, 'Resources.Instance.Properties.DBParameterGroupName'),
  );

  holds(
    '31 is not to be had from outside',
    (templates) =>
      failing(
        every(templates, 'AWS::RDS::DBInstance'),
        ({ properties }) => properties['PubliclyAccessible'] === false,
      ),
    put(data, 'Resources.Writer.Properties.PubliclyAccessible', true),
    without(data, 'Resources.Reader.Properties.PubliclyAccessible'),
    put(data, 'Resources.Instance.Properties.PubliclyAccessible', true),
  );

  holds(
    '79 is kept: backups, a last snapshot, no deletion by mistake',
    (templates) =>
      failing(
        databases(templates),
        ({ properties, resource }) =>
          properties['DeletionProtection'] === true &&
          resource.DeletionPolicy === 'Snapshot' &&
          textOf(properties['BackupRetentionPeriod']) === '{"Ref":"BackupDays"}',
      ),
    put(data, 'Resources.Cluster.Properties.DeletionProtection', false),
    put(data, 'Resources.Cluster.DeletionPolicy', 'Delete'),
    without(data, 'Resources.Cluster.Properties.BackupRetentionPeriod'),
    put(data, 'Resources.Instance.Properties.DeletionProtection', false),
    put(data, 'Resources.Instance.DeletionPolicy', 'Delete'),
    without(data, 'Resources.Instance.Properties.BackupRetentionPeriod'),
  );

  holds(
    '63 is asked through a proxy that gives up before the function does',
    (templates) =>
      failing(every(templates, 'AWS::RDS::DBProxyTargetGroup'), ({ properties }) => {
        const pool = properties['ConnectionPoolConfigurationInfo'] as Record<string, number>;
        return (pool['ConnectionBorrowTimeout'] ?? 120) < 28;
      }),
    put(
      data,
      'Resources.ProxyTarget.Properties.ConnectionPoolConfigurationInfo.ConnectionBorrowTimeout',
      120,
    ),
  );

  holds(
    '21 is Aurora or MySQL, each with all that it needs and nothing of the other',
    (templates) => {
      const { Resources = {}, Conditions = {} } = templates[data] ?? {};
      const of = (condition: string) =>
        Object.keys(Resources).filter((id) => Resources[id]?.Condition === condition);
      return [
        ...difference(of('OnAurora'), ['ClusterParameters', 'Cluster', 'Writer']),
        ...difference(of('OnMysql'), ['InstanceParameters', 'Instance']),
        ...difference(of('WithReader'), ['Reader']),
        ...['aurora-mysql', 'mysql'].filter(
          (engine) => !textOf(Conditions).includes(`[{"Ref":"DatabaseEngine"},"${engine}"]`),
        ),
      ];
    },
    without(data, 'Resources.Instance.Condition'),
    put(data, 'Resources.Writer.Condition', 'OnMysql'),
    rewrite(data, '{"Ref":"DatabaseEngine"},"mysql"', '{"Ref":"DatabaseEngine"},"mariadb"'),
  );

  holds(
    '63 21 is reached through the proxy, or without one by its own name and authorities',
    (templates) => {
      const { Resources = {}, Outputs = {} } = templates[data] ?? {};
      const isChosen = (value: Value | undefined) =>
        textOf(value).includes('"Fn::If":["WithProxy",');
      return [
        ...['Proxy', 'ProxyTarget', 'ProxyRole', 'ProxySecurityGroup'].filter(
          (id) => Resources[id]?.Condition !== 'WithProxy',
        ),
        ...['DatabaseHost', 'DatabaseAuthorities'].filter(
          (name) => !isChosen(Outputs[name] as Value),
        ),
        ...(isChosen(Resources['DatabaseSecurityGroup']?.Properties?.['SecurityGroupIngress'])
          ? []
          : ['nobody is let in']),
      ];
    },
    without(data, 'Resources.ProxyTarget.Condition'),
    put(data, 'Outputs.DatabaseAuthorities.Value', 'node'),
    put(data, 'Outputs.DatabaseHost.Value', { 'Fn::GetAtt': ['Proxy', 'Endpoint'] }),
    rewrite(
      data,
      '["WithProxy",{"Ref":"ProxySecurityGroup"}',
      '["WithReader",{"Ref":"ProxySecurityGroup"}',
    ),
  );

  holds(
    '63 is told by the proxy what each function would tell it, so that no connection is kept for one',
    (templates) =>
      failing(every(templates, 'AWS::RDS::DBProxyTargetGroup'), ({ properties }) => {
        const pool = properties['ConnectionPoolConfigurationInfo'] as Record<string, Value>;
        return (
          pool['InitQuery'] ===
            mysqlSessionSettings.map((one) => one.replaceAll(/\s+/g, ' ')).join('; ') &&
          textOf(pool['SessionPinningFilters']) === '["EXCLUDE_VARIABLE_SETS"]'
        );
      }),
    rewrite(data, 'STRICT_ALL_TABLES', 'STRICT_TRANS_TABLES'),
    without(
      data,
      'Resources.ProxyTarget.Properties.ConnectionPoolConfigurationInfo.SessionPinningFilters',
    ),
  );

  holds(
    '42 is worked on by a user of the hub’s own, whose secret the proxy knows as it knows the owner’s',
    (templates) => [
      ...failing(databases(templates), ({ properties }) =>
        textOf(properties['MasterUserPassword']).includes('${OwnerSecret}'),
      ),
      ...failing(every(templates, 'AWS::RDS::DBProxy'), ({ properties }) =>
        ['OwnerSecret', 'DatabaseSecret'].every((id) =>
          textOf(properties['Auth']).includes(`"SecretArn":{"Ref":"${id}"}`),
        ),
      ),
    ],
    rewrite(data, 'secretsmanager:${OwnerSecret}', 'secretsmanager:${DatabaseSecret}'),
    without(data, 'Resources.Proxy.Properties.Auth.1'),
  );

  holds(
    '28 has its password made by Secrets Manager and encrypted with our key',
    (templates) =>
      failing(
        every(templates, 'AWS::SecretsManager::Secret'),
        ({ properties }) =>
          // What is not made here is made by IAM.
          ('GenerateSecretString' in properties
            ? !('SecretString' in properties)
            : textOf(properties['SecretString']).includes('${DropKeyA.SecretAccessKey}')) &&
          textOf(properties['KmsKeyId']) === '{"Ref":"DataKey"}',
      ),
    put(data, 'Resources.KeysSecret.Properties.SecretString', '{}'),
    without(data, 'Resources.DatabaseSecret.Properties.KmsKeyId'),
  );
});

/** What a backup is of: a cluster, or an instance that is in none. */
function databases(templates: Templates) {
  return every(templates, 'AWS::RDS::DBCluster', 'AWS::RDS::DBInstance').filter(
    ({ properties, type }) =>
      type === 'AWS::RDS::DBCluster' || !('DBClusterIdentifier' in properties),
  );
}

import { describe } from 'vitest';
import { put, rewrite, without } from '../testing/changed.ts';
import type { Change } from '../testing/changed.ts';
import { holds } from '../testing/holds.ts';
import { lint } from './lint.ts';

const data = 'stacks/data.yaml';
const buckets = 'stacks/buckets.yaml';
const runs = 'stacks/functions-runs.json';

/** Only what is changed has to be read again. */
const alone =
  (file: string, change: Change): Change =>
  (templates) => {
    const { [file]: template } = change(templates);
    return template ? { [file]: template } : {};
  };

describe('the templates as AWS describes resources', () => {
  holds(
    '80 have types, properties and attributes that there are, of the right shape',
    lint,
    alone(data, put(data, 'Resources.Writer.Type', 'AWS::RDS::Instance')),
    alone(data, put(data, 'Resources.Cluster.Properties.StorageEncrypt', true)),
    alone(data, without(data, 'Resources.DatabaseSubnets.Properties.DBSubnetGroupDescription')),
    alone(data, put(data, 'Resources.Cluster.Properties.StorageEncrypted', 'yes')),
    alone(data, put(data, 'Resources.Cluster.Properties.VpcSecurityGroupIds', 'sg-1')),
    alone(buckets, put(buckets, 'Resources.LandedQueue.Properties.VisibilityTimeout', 'soon')),
    alone(
      buckets,
      put(buckets, 'Resources.LandingBucket.Properties.VersioningConfiguration.Status', 'On'),
    ),
    alone(buckets, rewrite(buckets, '["LandedQueue","Arn"]', '["LandedQueue","ARN"]')),
    alone(buckets, rewrite(buckets, '${ArchiveBucket.Arn}', '${ArchiveBucket.Name}')),
    alone(runs, without(runs, 'Transform')),
    alone(runs, put(runs, 'Globals.Function.MemorySize', 'much')),
    alone(
      'stacks/api.json',
      put('stacks/api.json', 'Resources.Stage.Properties.MethodSettings', { HttpMethod: '*' }),
    ),
  );
});

import { describe, expect, it } from 'vitest';
import { allTemplates } from '../templates/all-templates.ts';
import { limits } from '../templates/template.ts';
import type { Template, Templates } from '../templates/template.ts';
import { every, failing, put, rewrite, textOf, without } from '../templates/testing/changed.ts';
import type { Change, Check } from '../templates/testing/changed.ts';
import { environments, pipelineTemplate } from './pipeline-template.ts';
import { portalEnvironment } from './portal-environment.ts';
import { steps } from './steps.ts';

const file = 'delivery.json';
const templates: Templates = { [file]: pipelineTemplate() };
const pipeline = 'Resources.Pipeline.Properties';

interface Action {
  readonly Name: string;
  readonly RunOrder: number;
  readonly Configuration: Record<string, string>;
}
interface Stage {
  readonly Name: string;
  readonly Actions: readonly Action[];
  readonly OnFailure?: { readonly Result: string };
  readonly OnSuccess?: unknown;
}

/** As `holds` of the other templates: that a check passes, and complains of each way of breaking. */
function holds(line: string, check: Check, ...breaks: readonly [Change, ...Change[]]): void {
  it(line, () => {
    expect(check(templates)).toEqual([]);
  });
  it.each(breaks.map((broken, at) => [at + 1, broken] as const))(
    `${line}: is seen failing (%i)`,
    (_, broken) => {
      expect(check(broken(templates))).not.toEqual([]);
    },
  );
}

describe('the pipeline of releases', () => {
  holds(
    '80 82 is of the second type, one release after the other, and goes back when a stage fails',
    (all) => {
      const properties = pipelineOf(all);
      const settings = [properties['PipelineType'], properties['ExecutionMode']].join();
      return [
        ...(settings === 'V2,QUEUED' ? [] : [settings]),
        ...deploying(all)
          .filter(({ OnFailure }) => OnFailure?.Result !== 'ROLLBACK')
          .map(({ Name }) => Name),
      ];
    },
    put(file, `${pipeline}.PipelineType`, 'V1'),
    put(file, `${pipeline}.ExecutionMode`, 'PARALLEL'),
    without(file, `${pipeline}.Stages.2.OnFailure`),
  );

  holds(
    '82 begins with a change of CodeCommit, or of another repository by parameter',
    (all) => {
      const [source] = stagesOf(all);
      const rules = every(all, 'AWS::Events::Rule').map(({ properties }) =>
        textOf(properties['EventPattern']),
      );
      return ['"CodeCommit"', '"CodeStarSourceConnection"', 'FromCodeCommit', 'FromConnection']
        .filter((piece) => !JSON.stringify(source).includes(piece))
        .concat(rules.some((rule) => rule.includes('aws.codecommit')) ? [] : ['no event']);
    },
    rewrite(file, '"CodeStarSourceConnection"', '"GitHub"'),
    without(file, 'Resources.Pushed'),
  );

  holds(
    '78 82 goes through dev, test and prod, in this order, after the build',
    (all) => {
      const names = stagesOf(all).map(({ Name }) => Name);
      const wanted = ['Source', 'Build', ...environments.flatMap((name) => [name, `${name}-all`])];
      return names.join() === wanted.join() && environments.join() === 'dev,test,prod' ? [] : names;
    },
    without(file, `${pipeline}.Stages.1`),
    put(file, `${pipeline}.Stages.4.Name`, 'prod'),
  );

  holds(
    '80 updates stacks by change sets that are made before they are executed',
    (all) =>
      deploying(all).flatMap(({ Name, Actions }) => {
        const made = Actions.filter(
          ({ Configuration }) => Configuration['ActionMode'] === 'CHANGE_SET_REPLACE',
        );
        const executed = Actions.filter(
          ({ Configuration }) => Configuration['ActionMode'] === 'CHANGE_SET_EXECUTE',
        );
        const inOrder = made.every(({ RunOrder, Configuration }) =>
          executed.some(
            (one) =>
              one.RunOrder > RunOrder &&
              one.Configuration['ChangeSetName'] === Configuration['ChangeSetName'],
          ),
        );
        return made.length > 0 && made.length === executed.length && inOrder ? [] : [Name];
      }),
    rewrite(file, '"CHANGE_SET_REPLACE"', '"CREATE_UPDATE"'),
    put(file, `${pipeline}.Stages.2.Actions.2.RunOrder`, 1),
  );

  holds(
    '82 asks somebody before production, between the change set and its execution',
    (all) => {
      const prod = stagesOf(all).find(({ Name }) => Name === 'prod')?.Actions ?? [];
      const order = (mode: string) =>
        prod.find(({ Configuration }) => Configuration['ActionMode'] === mode)?.RunOrder ?? 0;
      const asked = prod.find(({ Name }) => Name === 'Approve')?.RunOrder ?? 0;
      const between = asked > order('CHANGE_SET_REPLACE') && asked < order('CHANGE_SET_EXECUTE');
      return between ? [] : ['nobody is asked'];
    },
    rewrite(file, '"Name":"Approve","RunOrder":3', '"Name":"Approve","RunOrder":9'),
    rewrite(file, '"Name":"Approve"', '"Name":"Wait"'),
  );

  holds(
    '79 changes the schema when new versions are there and nobody calls them, and moves a tenth of the calls before all',
    (all) =>
      environments.flatMap((name) => {
        const steps = stagesOf(all)
          .filter((stage) => stage.Name === name || stage.Name === `${name}-all`)
          .flatMap(({ Actions }) => Actions.toSorted((a, b) => a.RunOrder - b.RunOrder))
          .filter(({ Name }) => /^Execute|^Migrate|^Smoke/.test(Name))
          .map(({ Name }) => Name)
          .join();
        const wanted = 'Execute0Percent,Migrate,Execute10Percent,Smoke,Execute100Percent,Smoke';
        return steps === wanted ? [] : [steps];
      }),
    rewrite(file, '"Name":"Migrate","RunOrder":5', '"Name":"Migrate","RunOrder":9'),
    rewrite(file, '"Name":"Execute10Percent"', '"Name":"Wait"'),
  );

  holds(
    '22 79 watches the alarm of people’s harm after each shift, and goes back under it',
    (all) =>
      deploying(all)
        .filter(({ Name, OnSuccess }) => {
          const text = JSON.stringify(OnSuccess ?? null);
          const alarm = `waybill-${Name.replace('-all', '')}-hub-unwell`;
          return !(
            text.includes(alarm) &&
            text.includes('"Result":"ROLLBACK"') &&
            /"WaitTime":"[1-9]/.test(text)
          );
        })
        .map(({ Name }) => Name),
    without(file, `${pipeline}.Stages.3.OnSuccess`),
    rewrite(file, '"WaitTime":"10"', '"WaitTime":"0"'),
    rewrite(file, 'waybill-prod-hub-unwell', 'waybill-dev-hub-unwell'),
  );

  holds(
    '80 deploys by CloudFormation alone: nothing of CodeDeploy or CodeStar projects',
    (all) => (/CodeDeploy|"AWS::CodeStar::/i.test(JSON.stringify(all)) ? ['CodeDeploy'] : []),
    put(file, 'Resources.X', { Type: 'AWS::CodeDeploy::Application' }),
  );

  holds(
    '88 keeps releases encrypted by a key of their own, versioned, closed to the public and to plain HTTP',
    (all) => [
      ...(textOf(pipelineOf(all)['ArtifactStore'] as never).includes('"Type":"KMS"')
        ? []
        : ['store']),
      ...failing(every(all, 'AWS::S3::Bucket'), ({ properties }) => {
        const text = textOf(properties as never);
        return (
          text.includes('aws:kms') &&
          text.includes('"Status":"Enabled"') &&
          !text.includes('false') &&
          text.includes('RestrictPublicBuckets')
        );
      }),
      ...failing(every(all, 'AWS::S3::BucketPolicy'), ({ properties }) =>
        textOf(properties['PolicyDocument']).includes('"aws:SecureTransport":"false"'),
      ),
      ...failing(
        every(all, 'AWS::KMS::Key'),
        ({ properties }) => properties['EnableKeyRotation'] === true,
      ),
    ],
    without(file, `${pipeline}.ArtifactStore.EncryptionKey`),
    put(
      file,
      'Resources.Releases.Properties.PublicAccessBlockConfiguration.BlockPublicAcls',
      false,
    ),
    rewrite(file, '"aws:SecureTransport":"false"', '"aws:SecureTransport":"true"'),
    put(file, 'Resources.ReleaseKey.Properties.EnableKeyRotation', false),
  );

  holds(
    '29 gives each step a role of its own, which names what it reaches',
    (all) => [
      ...steps
        .filter(
          ({ id }) =>
            textOf(all[file]?.Resources[`${id}Project`]?.Properties?.['ServiceRole']) !==
            `{"Fn::GetAtt":["${id}Role","Arn"]}`,
        )
        .map(({ id }) => id),
      ...failing(every(all, 'AWS::IAM::Role'), ({ id, properties }) => {
        const text = textOf(properties['Policies']);
        // What CloudFormation makes has no name before it is made.
        if (id === 'DeployRole')
          return !text.includes('"iam:*"') && !text.includes('"Action":["*"]');
        return !/"Resource":\[?"\*"/.test(text) && !/"\w+:\*"/.test(text);
      }),
    ],
    rewrite(file, '{"Fn::GetAtt":["SmokeRole","Arn"]}', '{"Fn::GetAtt":["DeployRole","Arn"]}'),
    rewrite(file, '"lambda:InvokeFunction"', '"lambda:*"'),
    rewrite(file, '"iam:CreateRole"', '"iam:*"'),
  );

  holds(
    '29 hands roles to services of the product only',
    (all) =>
      failing(every(all, 'AWS::IAM::Role'), ({ properties }) => {
        const [policy] = properties['Policies'] as unknown as {
          PolicyDocument: { Statement: { Action: string[]; Condition?: unknown }[] };
        }[];
        return (policy?.PolicyDocument.Statement ?? [])
          .filter(({ Action }) => Action.includes('iam:PassRole'))
          .every(({ Condition }) =>
            JSON.stringify(Condition ?? null).includes('iam:PassedToService'),
          );
      }),
    rewrite(file, 'iam:PassedToService', 'iam:PassedTo'),
  );

  it('22 watches an alarm that there is', () => {
    const alarms = every(allTemplates(), 'AWS::CloudWatch::CompositeAlarm').map(({ properties }) =>
      textOf(properties['AlarmName']),
    );
    const watched = /waybill-dev-([\w-]+)","AlarmStates/.exec(JSON.stringify(templates))?.[1] ?? '';

    expect(alarms).toContain(`{"Fn::Sub":"waybill-\${Environment}-${watched}"}`);
  });

  it('80 is within the limits of a template that is sent along, which is smaller', () => {
    const { Resources } = pipelineTemplate();

    expect(Object.keys(Resources).length).toBeLessThan(limits.resources);
    expect(JSON.stringify(templates[file]).length).toBeLessThan(51_200);
  });
});

describe('what the portal is told of an environment', () => {
  const outputs = [
    { OutputKey: 'PortalBucket', OutputValue: 'a-bucket' },
    { OutputKey: 'Distribution', OutputValue: 'E123' },
  ];
  const parameters = {
    Environment: 'dev',
    Issuer: 'https://issuer',
    PortalDomainName: 'dev.example',
    ApiDomainName: 'api.dev.example',
  };

  it('14 comes from its parameters and its outputs', () => {
    expect(portalEnvironment(parameters, outputs)).toMatchObject({
      bucket: 'a-bucket',
      distribution: 'E123',
      address: 'https://dev.example',
      config: { apiUrl: 'https://api.dev.example/v1', environment: 'dev' },
    });
  });

  it('14 is refused without one of them', () => {
    expect(() => portalEnvironment(parameters, [])).toThrow('no output PortalBucket');
  });
});

function pipelineOf(all: Templates): Readonly<Record<string, unknown>> {
  return (all[file] as Template).Resources['Pipeline']?.Properties ?? {};
}

function stagesOf(all: Templates): readonly Stage[] {
  return pipelineOf(all)['Stages'] as readonly Stage[];
}

function deploying(all: Templates): readonly Stage[] {
  return stagesOf(all).slice(2);
}

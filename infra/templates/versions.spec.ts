import { describe } from 'vitest';
import type { Templates } from './template.ts';
import { difference, every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const pipeline = 'stacks/pipeline.yaml';
const versions = 'stacks/versions-runs.json';

/** Called by the release alone, and by the name of its newest code. */
const uncalled = 'migrate-database';

describe('versions', () => {
  holds(
    '79 each function that is called has an alias of one name, which leads to a version',
    (templates) => [
      ...difference(
        functionNames(templates).filter((name) => !name.includes(uncalled)),
        aliases(templates).map(({ functionName }) => functionName),
      ),
      ...aliases(templates)
        .filter(({ one, version }) => {
          const { Type } = templates[one.file]?.Resources[version] ?? {};
          return Type !== 'AWS::Lambda::Version' || one.properties['Name'] !== 'live';
        })
        .map(({ one }) => one.id),
    ],
    without(versions, 'Resources.GetRunLive'),
    without(pipeline, 'Resources.ReceiveFilesLive'),
    put(versions, 'Resources.GetRunLive.Properties.Name', 'blue'),
  );

  holds(
    '79 a version stays when no template names it any more, so that an alias can go back',
    (templates) =>
      failing(
        every(templates, 'AWS::Lambda::Version'),
        ({ resource }) =>
          resource.DeletionPolicy === 'Retain' && resource.UpdateReplacePolicy === 'Retain',
      ),
    put(versions, 'Resources.GetRunVersion.DeletionPolicy', 'Delete'),
    without(pipeline, 'Resources.ProcessRunsVersion.UpdateReplacePolicy'),
  );

  holds(
    '79 routes, queues and schedules call aliases, so that a release moves nobody before its turn',
    (templates) => [
      ...failing(every(templates, 'AWS::Lambda::Permission'), ({ properties }) =>
        /:live"|Live"/.test(textOf(properties['FunctionName'])),
      ),
      ...failing(every(templates, 'AWS::Lambda::EventSourceMapping'), ({ properties }) =>
        /Live"/.test(textOf(properties['FunctionName'])),
      ),
      ...failing(
        every(templates, 'AWS::Events::Rule'),
        ({ properties }) =>
          !/"Arn":\{"Fn::GetAtt":\["\w+Function"/.test(textOf(properties['Targets'])),
      ),
      ...failing(
        every(templates, 'AWS::Lambda::EventInvokeConfig'),
        ({ properties }) => properties['Qualifier'] === 'live',
      ),
    ],
    rewrite('stacks/api.json', '-get-run:live"', '-get-run"'),
    rewrite(pipeline, '{"Ref":"ReceiveFilesLive"}', '{"Ref":"ReceiveFilesFunction"}'),
    put(pipeline, 'Resources.WorkOnJobsOnFailure.Properties.Qualifier', '$LATEST'),
    put(pipeline, 'Resources.ProcessRunsSchedule.Properties.Targets', [
      { Id: 'x', Arn: { 'Fn::GetAtt': ['ProcessRunsFunction', 'Arn'] } },
    ]),
  );
});

function functionNames(templates: Templates): string[] {
  return every(templates, 'AWS::Serverless::Function').map(({ properties }) =>
    textOf(properties['FunctionName']),
  );
}

function aliases(templates: Templates) {
  return every(templates, 'AWS::Lambda::Alias').map((one) => {
    const { FunctionName, FunctionVersion } = one.properties;
    const named = (FunctionName as { Ref?: string } | undefined)?.Ref ?? '';
    const inTemplate = templates[one.file]?.Resources[named]?.Properties?.['FunctionName'];
    const [version = ''] = (FunctionVersion as unknown as { 'Fn::GetAtt': string[] })['Fn::GetAtt'];
    return { one, version, functionName: textOf(inTemplate ?? FunctionName) };
  });
}

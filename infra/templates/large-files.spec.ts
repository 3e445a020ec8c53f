import { describe, expect, it } from 'vitest';
import { flawsOf, type State } from '../state-language/definition.ts';
import { largeFiles } from '../state-language/large-files.ts';
import { every, failing, put, rewrite, textOf, without } from './testing/changed.ts';
import { holds } from './testing/holds.ts';

const stack = 'stacks/large-files.yaml';
const pipeline = 'stacks/pipeline.yaml';

describe('large files', () => {
  holds(
    '35 are handed over by who carries out runs, who may begin that one machine and nothing else',
    (templates) => {
      const roles = every(templates, 'AWS::IAM::Role').filter(({ properties }) =>
        textOf(properties['Policies']).includes('states:StartExecution'),
      );
      const mayNot = failing(
        roles,
        ({ id, properties }) =>
          ['ProcessRunsRole', 'LargeFilesRole'].includes(id) &&
          textOf(properties['Policies']).includes(
            ':stateMachine:waybill-${Environment}-large-files"',
          ),
      );
      const told = textOf(
        templates[pipeline]?.Resources['ProcessRunsFunction']?.Properties?.['Environment'],
      );
      return [
        ...mayNot,
        ...(roles.length === 2 ? [] : ['not two roles']),
        ...(told.includes('large-files"') ? [] : ['is not told of it']),
      ];
    },
    rewrite(pipeline, ':stateMachine:waybill-${Environment}-large-files', ':stateMachine:*'),
    rewrite(pipeline, 'states:StartExecution', 'states:ListExecutions'),
    without(pipeline, 'Resources.ProcessRunsFunction.Properties.Environment'),
  );

  holds(
    '62 go to the database in as many parts as its writers, of all files together',
    (templates) => {
      const { Properties = {} } = templates[stack]?.Resources['PostPartFunction'] ?? {};
      return textOf(Properties['ReservedConcurrentExecutions']) === '{"Ref":"WorkersMax"}' &&
        textOf(templates[stack]?.Globals?.Function ?? null).includes(
          '"WAYBILL_DB_WRITERS":{"Ref":"WorkersMax"}',
        )
        ? []
        : ['other numbers'];
    },
    put(stack, 'Resources.PostPartFunction.Properties.ReservedConcurrentExecutions', 40),
    put(stack, 'Globals.Function.Environment.Variables.WAYBILL_DB_WRITERS', 40),
  );

  holds(
    '53 let the machine in by the side of each of its functions, by an alias',
    (templates) =>
      ['PlanParts', 'PostPart', 'FinishParts', 'InterruptParts'].filter((name) => {
        const { Resources = {} } = templates[stack] ?? {};
        const right = textOf(Resources[`${name}Right`]?.Properties as never);
        const means = textOf(Resources['LargeFiles']?.Properties?.['DefinitionSubstitutions']);
        return !(
          right.includes(`{"Ref":"${name}Live"}`) &&
          right.includes('"Principal":{"Fn::GetAtt":["LargeFilesRole","Arn"]}') &&
          means.includes(`"${name}":{"Ref":"${name}Live"}`)
        );
      }),
    without(stack, 'Resources.PostPartRight'),
    put(stack, 'Resources.PlanPartsRight.Properties.Principal', '*'),
    without(stack, 'Resources.LargeFiles.Properties.DefinitionSubstitutions.InterruptParts'),
  );

  holds(
    '71 are traced, in executions whose steps are kept',
    (templates) =>
      failing(
        every(templates, 'AWS::Serverless::StateMachine'),
        ({ properties }) =>
          properties['Type'] === 'STANDARD' && textOf(properties['Tracing']) === '{"Enabled":true}',
      ),
    put(stack, 'Resources.LargeFiles.Properties.Type', 'EXPRESS'),
    without(stack, 'Resources.LargeFiles.Properties.Tracing'),
  );
});

describe('the definition of large files', () => {
  const { States } = largeFiles();
  const { PostParts } = States;

  it('is in the language as it is understood here', () => {
    expect(flawsOf(largeFiles())).toEqual([]);
  });

  it('35 posts parts in executions of their own, of which none may fail', () => {
    expect(PostParts).toMatchObject({
      Type: 'Map',
      ToleratedFailurePercentage: 0,
      MaxConcurrencyPath: '$.plan.writers',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    });
  });

  it('57 tries each task again after a pause that grows, and catches what it cannot mend', () => {
    const within = PostParts?.Type === 'Map' ? PostParts.ItemProcessor.States : {};
    const tasks = Object.entries({ ...States, ...within }).filter(
      ([, { Type }]) => Type === 'Task',
    );
    expect(tasks.length).toBe(5);
    for (const [name, state] of tasks) expect([name, isPatient(state)]).toEqual([name, true]);
  });
});

function isPatient(state: State): boolean {
  if (state.Type !== 'Task') return false;
  const last = state.Retry?.at(-1);
  return (
    last?.ErrorEquals.join() === 'States.ALL' &&
    (last.MaxAttempts ?? 0) >= 3 &&
    (last.BackoffRate ?? 2) >= 2 &&
    (state.Catch ?? []).length > 0
  );
}

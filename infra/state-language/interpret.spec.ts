import { describe, expect, it } from 'vitest';
import { flawsOf, type Definition, type Json, type MapState, type State } from './definition.ts';
import { interpret } from './interpret.ts';
import { StatesError } from './states-error.ts';

const task = { Type: 'Task', Resource: 'work', TimeoutSeconds: 1, End: true } as const;

describe('what fails is tried again as its retriers say', () => {
  it.each([
    ['never without one', [], 'Broken', []],
    [
      'after 1, 2 and 4 s, three times, unless said',
      [{ ErrorEquals: ['Broken'] }],
      'Broken',
      [1, 2, 4],
    ],
    ['not for another error', [{ ErrorEquals: ['Other'] }], 'Broken', []],
    ['for every error', [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }], 'Broken', [1]],
    [
      'for every error of a task but a timeout',
      [{ ErrorEquals: ['States.TaskFailed'] }],
      'States.Timeout',
      [],
    ],
    [
      'never for what is wrong with the machine',
      [{ ErrorEquals: ['States.ALL'] }],
      'States.Runtime',
      [],
    ],
    ['not once with no attempts', [{ ErrorEquals: ['Broken'], MaxAttempts: 0 }], 'Broken', []],
    [
      'by the first that stands for it alone',
      [
        { ErrorEquals: ['Broken'], MaxAttempts: 1 },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 9 },
      ],
      'Broken',
      [1],
    ],
    [
      'with a backoff that has an end',
      [
        {
          ErrorEquals: ['Broken'],
          IntervalSeconds: 3,
          BackoffRate: 1.5,
          MaxDelaySeconds: 5,
          MaxAttempts: 4,
        },
      ],
      'Broken',
      [3, 4.5, 5, 5],
    ],
    [
      'with jitter, by chance between nothing and all of it',
      [
        {
          ErrorEquals: ['Broken'],
          IntervalSeconds: 4,
          MaxAttempts: 2,
          JitterStrategy: 'FULL' as const,
        },
      ],
      'Broken',
      [1, 2],
    ],
  ])('%s', async (_, Retry, error, waits) => {
    const waited: number[] = [];
    const failing = run({ A: { ...task, Retry } }, { error, waited });
    await expect(failing).rejects.toMatchObject({ error });
    expect(waited).toEqual(waits);
  });

  it('and each retrier counts for itself', async () => {
    const waited: number[] = [];
    const errors = ['A', 'B', 'A', 'B', 'A'];
    const Retry = ['A', 'B'].map((name) => ({ ErrorEquals: [name], MaxAttempts: 2 }));
    const failing = run({ A: { ...task, Retry } }, { error: () => errors.shift(), waited });
    await expect(failing).rejects.toMatchObject({ error: 'A' });
    expect(waited).toEqual([1, 1, 2, 2]);
  });

  it('and anew when the state is entered again', async () => {
    const waited: number[] = [];
    const states: Record<string, State> = {
      A: { ...task, Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }], Catch: [to('B')] },
      B: {
        Type: 'Choice',
        Choices: [{ Variable: '$.Error', StringEquals: 'Last', Next: 'C' }],
        Default: 'A',
      },
      C: { Type: 'Succeed' },
    };
    const errors = ['Broken', 'Broken', 'Broken', 'Last'];
    await run(states, { error: () => errors.shift(), waited });
    expect(waited).toEqual([1, 1]);
  });
});

describe('what fails for good goes where its catchers say', () => {
  const caught = { Error: 'Broken', Cause: 'why' };
  it.each([
    ['with the failure in the place of the input', { ...to('B') }, caught],
    [
      'with the failure in the input',
      { ...to('B'), ResultPath: '$.failure' },
      { a: 1, failure: caught },
    ],
    ['with the input alone', { ...to('B'), ResultPath: null }, { a: 1 }],
  ])('%s', async (_, catcher, output) => {
    const states: Record<string, State> = {
      A: { ...task, Catch: [catcher] },
      B: { Type: 'Succeed' },
    };
    expect(await run(states, { error: 'Broken' })).toEqual(output);
  });

  it('the first of them that stands for it', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'C' },
      to('B'),
      { ErrorEquals: ['Broken'], Next: 'C' },
    ];
    const states: Record<string, State> = {
      A: { ...task, Catch },
      B: { Type: 'Pass', Result: 'b', End: true },
      C: { Type: 'Pass', Result: 'c', End: true },
    };
    expect(await run(states, { error: 'Broken' })).toBe('b');
  });

  it('and nowhere when none does', async () => {
    const Catch = [{ ErrorEquals: ['Other'], Next: 'B' }];
    const states: Record<string, State> = { A: { ...task, Catch }, B: { Type: 'Succeed' } };
    await expect(run(states, { error: 'Broken' })).rejects.toMatchObject({ error: 'Broken' });
  });
});

describe('what goes in and what comes out', () => {
  it.each<[string, Partial<typeof task> & { ResultPath?: string | null; Parameters?: Json }, Json]>(
    [
      ['the result in the place of the input', {}, { got: { a: 1 } }],
      ['the result in the input', { ResultPath: '$.b' }, { a: 1, b: { got: { a: 1 } } }],
      ['the input alone', { ResultPath: null }, { a: 1 }],
      [
        'what a template picks',
        { Parameters: { 'x.$': '$.a', y: [{ 'z.$': '$' }] } },
        { got: { x: 1, y: [{ z: { a: 1 } }] } },
      ],
    ],
  )('%s', async (_, change, output) => {
    expect(await run({ A: { ...task, ...change } })).toEqual(output);
  });

  it('fails where a path leads to nothing', async () => {
    const missing = run({ A: { ...task, Parameters: { 'x.$': '$.nothing' } } });
    await expect(missing).rejects.toMatchObject({ error: 'States.Runtime' });
  });

  it.each([
    [{ a: 'x' }, 'is x'],
    [{ a: true }, 'is true'],
    [{ a: 'true' }, 'neither'],
  ])('chooses by %o', async (input, output) => {
    const end = (Result: string): State => ({ Type: 'Pass', Result, End: true });
    const states: Record<string, State> = {
      A: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.a', StringEquals: 'x', Next: 'X' },
          { Variable: '$.a', BooleanEquals: true, Next: 'T' },
        ],
        Default: 'N',
      },
      X: end('is x'),
      T: end('is true'),
      N: end('neither'),
    };
    expect(await run(states, {}, input)).toBe(output);
  });

  it('fails where no choice matches', async () => {
    const Choices = [{ Variable: '$.a', StringEquals: 'x', Next: 'B' }];
    const states: Record<string, State> = {
      A: { Type: 'Choice', Choices },
      B: { Type: 'Succeed' },
    };
    await expect(run(states)).rejects.toMatchObject({ error: 'States.NoChoiceMatched' });
  });

  it('fails by its own words', async () => {
    const states: Record<string, State> = { A: { Type: 'Fail', Error: 'E', Cause: 'C' } };
    await expect(run(states)).rejects.toMatchObject({ error: 'E', message: 'C' });
  });
});

describe('a map', () => {
  it('has each item done, so many at a time, and the results in order', async () => {
    let [now, most] = [0, 0];
    const work = async (input: Json) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 1));
      now -= 1;
      return { done: input };
    };
    const input = { items: [3, 1, 2, 5, 4], writers: 2, with: 'w' };
    const output = await interpret(machine({ A: mapState() }), input, hostWith({ work }));
    expect(output).toEqual([3, 1, 2, 5, 4].map((item, at) => ({ done: { item, at, with: 'w' } })));
    expect(most).toBe(2);
  });

  it.each([
    [0, 1, true],
    [20, 1, false],
    [20, 2, true],
    [100, 5, false],
  ])(
    'that tolerates %i %% of five items, with %i that fail: fails %s',
    async (percent, failing, fails) => {
      const work = (input: Json) =>
        (input as { item: number }).item < failing
          ? Promise.reject(new StatesError('Broken', 'why'))
          : Promise.resolve(null);
      const states = { A: { ...mapState(), ToleratedFailurePercentage: percent } };
      const input = { items: [0, 1, 2, 3, 4], writers: 1, with: 'w' };
      const done = interpret(machine(states), input, hostWith({ work }));
      if (!fails) expect(await done).toHaveLength(5);
      else
        await expect(done).rejects.toMatchObject({
          error: 'States.ExceedToleratedFailureThreshold',
        });
    },
  );

  it('begins no further item once too many have failed', async () => {
    const begun: Json[] = [];
    const work = (input: Json) => {
      begun.push(input);
      return Promise.reject(new Error());
    };
    const input = { items: [0, 1, 2, 3, 4], writers: 2, with: 'w' };
    await expect(
      interpret(machine({ A: mapState() }), input, hostWith({ work })),
    ).rejects.toThrow();
    expect(begun.length).toBeLessThan(5);
  });
});

describe('a definition', () => {
  it.each<[string, Record<string, object>, string]>([
    ['a state that is not there', { A: { Type: 'Pass', Next: 'B' } }, 'A: there is no state B'],
    [
      'a state that nothing leads to',
      { A: { Type: 'Succeed' }, B: { Type: 'Succeed' } },
      'B: is never reached',
    ],
    ['a state without an end', { A: { Type: 'Pass' } }, 'A: leads nowhere'],
    [
      'a field that is not understood',
      { A: { ...task, OutputPath: '$' } },
      'A: OutputPath is not understood',
    ],
    [
      'a type that is not',
      { A: { Type: 'Parallel', End: true } },
      'A: states of type Parallel are not understood',
    ],
  ])('is refused for %s', (_, states, flaw) => {
    expect(flawsOf(machine(states as unknown as Record<string, State>))).toContain(flaw);
  });
});

function to(Next: string) {
  return { ErrorEquals: ['States.ALL'], Next };
}

function mapState(): MapState {
  return {
    Type: 'Map',
    Label: 'Items',
    ItemsPath: '$.items',
    ItemSelector: {
      'item.$': '$$.Map.Item.Value',
      'at.$': '$$.Map.Item.Index',
      'with.$': '$.with',
    },
    MaxConcurrencyPath: '$.writers',
    ToleratedFailurePercentage: 0,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Work',
      States: { Work: task },
    },
    End: true,
  };
}

function machine(States: Record<string, State>): Definition {
  return { StartAt: 'A', States };
}

interface Fate {
  /** What `work` fails with; it succeeds without. */
  readonly error?: string | (() => string | undefined);
  /** Seconds, in order. */
  readonly waited?: number[];
}

function run(
  states: Record<string, State>,
  { error, waited = [] }: Fate = {},
  input: Json = { a: 1 },
) {
  const work = (given: Json) => {
    const name = typeof error === 'function' ? error() : error;
    return name === undefined
      ? Promise.resolve({ got: given })
      : Promise.reject(new StatesError(name, 'why'));
  };
  return interpret(machine(states), input, hostWith({ work }, waited));
}

function hostWith(tasks: Record<string, (input: Json) => Promise<Json>>, waited: number[] = []) {
  return {
    tasks,
    sleep: (ms: number) => {
      waited.push(ms / 1000);
      return Promise.resolve();
    },
    random: () => 0.25,
  };
}

import {
  flawsOf,
  type ChoiceState,
  type Definition,
  type Json,
  type MapState,
  type Retrier,
  type State,
} from './definition.ts';
import { filledIn, valueAt, withResult } from './paths.ts';
import { isMeant, StatesError, statesError } from './states-error.ts';

/** What a state machine runs on. */
export interface Host {
  /** What stands behind each `Resource`. */
  readonly tasks: Readonly<Record<string, (input: Json) => Promise<Json>>>;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

/**
 * Carries out a state machine as Step Functions does, as far as `Definition` goes.
 * @returns its output @throws StatesError when the execution fails, Error for a definition that is not understood
 */
export async function interpret(definition: Definition, input: Json, host: Host): Promise<Json> {
  const flaws = flawsOf(definition);
  if (flaws.length > 0) throw new Error(flaws.join('\n'));
  return run(definition, input, host);
}

async function run({ StartAt, States }: Definition, input: Json, host: Host): Promise<Json> {
  let [name, data] = [StartAt, input];
  for (;;) {
    const state = States[name] as State;
    if (state.Type === 'Succeed') return data;
    if (state.Type === 'Fail') throw new StatesError(state.Error, state.Cause);
    if (state.Type === 'Choice') {
      name = chosen(state, data);
      continue;
    }
    const { output, next } =
      state.Type === 'Pass'
        ? { output: state.Result ?? data, next: 'Next' in state ? state.Next : null }
        : await handled(state, data, host);
    if (next === null) return output;
    [name, data] = [next, output];
  }
}

function chosen({ Choices, Default }: ChoiceState, data: Json): string {
  const rule = Choices.find((each) => {
    const value = valueAt(each.Variable, data);
    return 'StringEquals' in each ? value === each.StringEquals : value === each.BooleanEquals;
  });
  const next = rule?.Next ?? Default;
  if (next !== undefined) return next;
  throw new StatesError('States.NoChoiceMatched', 'No choice matches and there is no default');
}

type Working = Extract<State, { Type: 'Task' | 'Map' }>;

/** Tries a state as often as its retriers say, and goes where its catchers say when they give up. */
async function handled(
  state: Working,
  input: Json,
  host: Host,
): Promise<{ output: Json; next: string | null }> {
  const tried = new Map<Retrier, number>();
  for (;;) {
    try {
      const result = await work(state, input, host);
      const output = withResult(state.ResultPath, input, result);
      return { output, next: 'Next' in state ? state.Next : null };
    } catch (thrown) {
      const failure = statesError(thrown);
      const wait = waitBefore(state.Retry ?? [], failure, tried, host);
      if (wait !== null) {
        await host.sleep(wait);
        continue;
      }
      const catcher = state.Catch?.find(({ ErrorEquals }) => isMeant(ErrorEquals, failure));
      if (catcher === undefined) throw failure;
      const caught = { Error: failure.error, Cause: failure.message };
      return { output: withResult(catcher.ResultPath, input, caught), next: catcher.Next };
    }
  }
}

/** Milliseconds until the next try; null when there is none. Each retrier counts the errors that it was the first to stand for. */
function waitBefore(
  retriers: readonly Retrier[],
  failure: StatesError,
  tried: Map<Retrier, number>,
  { random }: Host,
): number | null {
  const retrier = retriers.find(({ ErrorEquals }) => isMeant(ErrorEquals, failure));
  if (retrier === undefined) return null;
  const { IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, MaxDelaySeconds } = retrier;
  const before = tried.get(retrier) ?? 0;
  if (before >= MaxAttempts) return null;
  tried.set(retrier, before + 1);
  const seconds = Math.min(IntervalSeconds * BackoffRate ** before, MaxDelaySeconds ?? Infinity);
  return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1);
}

function work(state: Working, input: Json, host: Host): Promise<Json> {
  if (state.Type === 'Map') return workOnItems(state, input, host);
  const task = host.tasks[state.Resource];
  if (task === undefined) throw new StatesError('States.Runtime', `There is no ${state.Resource}`);
  return task(state.Parameters === undefined ? input : filledIn(state.Parameters, input));
}

/** Each item is an execution of its own, so many at a time. When more fail than are tolerated, no further one begins. */
async function workOnItems(state: MapState, input: Json, host: Host): Promise<Json> {
  const items = valueAt(state.ItemsPath, input) as readonly Json[];
  const most = Number(valueAt(state.MaxConcurrencyPath, input)) || items.length;
  const results = items.map((): Json => null);
  let [next, failed] = [0, 0];
  const isTooMany = () => failed * 100 > state.ToleratedFailurePercentage * items.length;
  const worker = async () => {
    while (next < items.length && !isTooMany()) {
      const Index = next++;
      const context = { Map: { Item: { Index, Value: items[Index] ?? null } } };
      try {
        const item = filledIn(state.ItemSelector, input, context);
        results[Index] = await run(state.ItemProcessor, item, host);
      } catch {
        failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  if (!isTooMany()) return results;
  throw new StatesError(
    'States.ExceedToleratedFailureThreshold',
    `${String(failed)} of ${String(items.length)} items failed`,
  );
}

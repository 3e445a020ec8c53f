/** The part of the Amazon States Language that our state machines are written in; whatever else stands in one is refused. */

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface Definition {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, State>>;
}

export type State = TaskState | MapState | ChoiceState | PassState | FailState | SucceedState;

type Transition = { readonly Next: string } | { readonly End: true };

/** What becomes of a state that fails, and where its result goes: into its input at a path, in its place, or nowhere for null. */
interface Handled {
  readonly ResultPath?: string | null;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export type TaskState = Handled &
  Transition & {
    readonly Type: 'Task';
    readonly Resource: string;
    /** Here a task ends by itself; on AWS this is the time of its function. */
    readonly TimeoutSeconds: number;
    readonly Parameters?: Json;
  };

export type MapState = Handled &
  Transition & {
    readonly Type: 'Map';
    readonly Label: string;
    readonly ItemsPath: string;
    readonly ItemSelector: Json;
    readonly MaxConcurrencyPath: string;
    readonly ToleratedFailurePercentage: number;
    readonly ItemProcessor: Definition & {
      readonly ProcessorConfig: {
        readonly Mode: 'DISTRIBUTED';
        readonly ExecutionType: 'STANDARD';
      };
    };
  };

export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export type ChoiceRule = { readonly Variable: string; readonly Next: string } & (
  { readonly StringEquals: string } | { readonly BooleanEquals: boolean }
);

export type PassState = Transition & { readonly Type: 'Pass'; readonly Result?: Json };

export interface FailState {
  readonly Type: 'Fail';
  readonly Error: string;
  readonly Cause: string;
}

export interface SucceedState {
  readonly Type: 'Succeed';
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  /** Default 1. */
  readonly IntervalSeconds?: number;
  /** Default 3. */
  readonly MaxAttempts?: number;
  /** Default 2. */
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
}

const fields: Readonly<Record<State['Type'], readonly string[]>> = {
  Task: ['Resource', 'TimeoutSeconds', 'Parameters', 'ResultPath', 'Retry', 'Catch', 'Next', 'End'],
  Map: [
    'Label',
    'ItemsPath',
    'ItemSelector',
    'MaxConcurrencyPath',
    'ToleratedFailurePercentage',
    'ItemProcessor',
    'ResultPath',
    'Retry',
    'Catch',
    'Next',
    'End',
  ],
  Choice: ['Choices', 'Default'],
  Pass: ['Result', 'Next', 'End'],
  Fail: ['Error', 'Cause'],
  Succeed: [],
};

/** What a definition has that is not understood here, and names of states that it does not have. None for a sound one. */
export function flawsOf({ StartAt, States }: Definition): string[] {
  const named = [{ from: 'StartAt', to: StartAt }, ...Object.entries(States).flatMap(nextOf)];
  return [
    ...named
      .filter(({ to }) => !(to in States))
      .map(({ from, to }) => `${from}: there is no state ${to}`),
    ...Object.keys(States)
      .filter((name) => !named.some(({ to }) => to === name))
      .map((name) => `${name}: is never reached`),
    ...Object.entries(States).flatMap(([name, state]) => unknownIn(name, state)),
    ...Object.values(States).flatMap((state) =>
      state.Type === 'Map' ? flawsOf(state.ItemProcessor) : [],
    ),
  ];
}

function nextOf([from, state]: [string, State]): { from: string; to: string }[] {
  const to = [
    ...('Next' in state ? [state.Next] : []),
    ...('Catch' in state ? (state.Catch ?? []).map(({ Next }) => Next) : []),
    ...(state.Type === 'Choice' ? state.Choices.map(({ Next }) => Next) : []),
    ...(state.Type === 'Choice' && state.Default !== undefined ? [state.Default] : []),
  ];
  return to.map((name) => ({ from, to: name }));
}

function unknownIn(name: string, state: State): string[] {
  const known = (fields as Readonly<Record<string, readonly string[]>>)[state.Type];
  if (known === undefined) return [`${name}: states of type ${state.Type} are not understood`];
  const unknown = Object.keys(state).filter((field) => field !== 'Type' && !known.includes(field));
  const isLast = state.Type === 'Choice' || state.Type === 'Fail' || state.Type === 'Succeed';
  return [
    ...unknown.map((field) => `${name}: ${field} is not understood`),
    ...(isLast || 'Next' in state || 'End' in state ? [] : [`${name}: leads nowhere`]),
  ];
}

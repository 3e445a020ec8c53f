import type { FunctionDefinition } from '../functions/function-definition.ts';
import { functions } from '../functions/function-table.ts';

/** A function of the language as a person reads of it. */
export type FunctionReading = Pick<FunctionDefinition, 'name' | 'signature' | 'summary'> & {
  /** Its first value is the name of a value map. */
  readonly takesMap: boolean;
};

/** Every function of the language, in the order of its description. */
export const languageFunctions: readonly FunctionReading[] = [...functions.values()].map(
  ({ name, signature, summary, takesMap = false }) => ({ name, signature, summary, takesMap }),
);

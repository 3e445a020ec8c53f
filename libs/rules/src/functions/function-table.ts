import { dateFunctions } from './date-functions.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { missingValueFunctions } from './missing-value-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { textFunctions } from './text-functions.ts';
import { valueMapFunctions } from './value-map-functions.ts';

/** Every function of the language. A new one is one entry in one of these lists and its cases. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    ...numberFunctions,
    ...textFunctions,
    ...dateFunctions,
    ...missingValueFunctions,
    ...valueMapFunctions,
  ].map((definition) => [definition.name, definition]),
);

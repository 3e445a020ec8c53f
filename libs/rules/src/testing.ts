export { cdnowRules, returnsRules, tieredRules } from './testing/example-rules.ts';
export { purchaseSlots } from './testing/purchase-slots.ts';
export { twentyRules } from './testing/twenty-rules.ts';
export { valuesFor, writeDate } from './testing/written-values.ts';
export type { Written } from './testing/written-values.ts';

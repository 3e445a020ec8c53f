export { arbitraryRuleSet, arbitrarySlots } from './testing/arbitrary-rules.ts';
export { tieredRules } from './testing/example-rules.ts';
export { documentOf, hostileRules } from './testing/hostile-rules.ts';
export { purchaseSlots } from './testing/purchase-slots.ts';
export { twentyRules } from './testing/twenty-rules.ts';

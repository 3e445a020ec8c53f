export { exampleFile, examplePurchases } from './example-feed.ts';
export { seedPartner } from './seed.ts';
export type { Seeded } from './seed.ts';
export { openTestHub } from './test-hub.ts';
export type { Answered, TestHub } from './test-hub.ts';
export { bodyFor, missing, paramsFor, queryFor, requestFor } from './targets.ts';
export { freeze, freezeTested, rulesCalled } from './rule-versions.ts';
export { backtested, endBacktest, judge } from './judged-backtest.ts';
export { arrived, comparedOnShadow, comparedRun } from './trial-run.ts';

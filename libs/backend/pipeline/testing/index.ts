export { booksOf, type Books } from './books.ts';
export { earningRules } from './earning-rules.ts';
export {
  openTestHub,
  testNow,
  type TakenIn,
  type TestHub,
  type TestHubOptions,
} from './test-hub.ts';

export { backtestsRoutes } from './backtests.routes.ts';
export { rulesRoutes } from './rules.routes.ts';

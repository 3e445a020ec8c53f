export { backtestsRoutes } from './backtests.routes.ts';
export { changeRequestsRoutes } from './requests.routes.ts';
export { rulesRoutes } from './rules.routes.ts';

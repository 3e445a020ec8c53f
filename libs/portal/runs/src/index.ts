export { replaysRoutes } from './replays.routes.ts';
export { reportRoutes, runsRoutes, uploadRoutes } from './runs.routes.ts';

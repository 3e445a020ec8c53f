export { reportRoutes, runsRoutes, uploadRoutes } from './runs.routes.ts';

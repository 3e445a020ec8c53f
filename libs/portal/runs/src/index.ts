export { runsRoutes, uploadRoutes } from './runs.routes.ts';

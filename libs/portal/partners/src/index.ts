export { partnersRoutes } from './partners.routes.ts';

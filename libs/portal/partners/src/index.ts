export { feedsRoutes } from './feeds.routes.ts';
export { partnersRoutes } from './partners.routes.ts';

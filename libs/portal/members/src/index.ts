export { entriesRoutes, membersRoutes } from './members.routes.ts';

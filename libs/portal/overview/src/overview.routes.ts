import type { Routes } from '@angular/router';

export const overviewRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Overview',
    loadComponent: async () => (await import('./page/overview-page.ts')).OverviewPage,
  },
];

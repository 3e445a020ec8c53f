import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const changeRequestsRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Change requests',
        loadComponent: async () =>
          (await import('./requests/request-list-page.ts')).RequestListPage,
      },
      {
        path: ':id',
        title: 'Change request',
        loadComponent: async () => (await import('./requests/request-page.ts')).RequestPage,
      },
    ],
  },
];

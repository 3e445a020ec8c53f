import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const errorsRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Row errors',
        loadComponent: async () => (await import('./inbox/inbox-page.ts')).InboxPage,
      },
      {
        path: ':id',
        title: 'Row error',
        loadComponent: async () => (await import('./row-error/row-error-page.ts')).RowErrorPage,
      },
    ],
  },
];

import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const filesRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Files',
        loadComponent: async () => (await import('./file-list/file-list-page.ts')).FileListPage,
      },
      {
        path: ':id',
        title: 'File',
        loadComponent: async () => (await import('./file/file-page.ts')).FilePage,
      },
    ],
  },
];

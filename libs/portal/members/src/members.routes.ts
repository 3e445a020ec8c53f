import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const membersRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Members',
        loadComponent: async () =>
          (await import('./member-list/member-list-page.ts')).MemberListPage,
      },
      {
        path: ':id',
        title: 'Member',
        loadComponent: async () => (await import('./member/member-page.ts')).MemberPage,
      },
    ],
  },
];

export const entriesRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Entries',
        loadComponent: async () => (await import('./entry-list/entry-list-page.ts')).EntryListPage,
      },
      {
        path: ':id',
        title: 'Why these points',
        loadComponent: async () => (await import('./why/why-page.ts')).WhyPage,
      },
    ],
  },
];

import type { Routes } from '@angular/router';

export const membersRoutes: Routes = [
  {
    path: ':id',
    title: 'Member',
    loadComponent: async () => (await import('./member/member-page.ts')).MemberPage,
  },
];

export const entriesRoutes: Routes = [
  {
    path: ':id',
    title: 'Why these points',
    loadComponent: async () => (await import('./why/why-page.ts')).WhyPage,
  },
];

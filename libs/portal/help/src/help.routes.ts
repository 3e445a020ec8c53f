import type { Routes } from '@angular/router';

export const helpRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Help',
    loadComponent: async () => (await import('./home/help-page.ts')).HelpPage,
  },
  {
    path: ':code',
    title: 'Help',
    loadComponent: async () => (await import('./code-page/code-page.ts')).CodePage,
  },
];

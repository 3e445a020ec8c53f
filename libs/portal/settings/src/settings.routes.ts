import type { Routes } from '@angular/router';

export const settingsRoutes: Routes = [
  {
    path: '',
    title: 'Settings',
    loadComponent: async () => (await import('./page/settings-page.ts')).SettingsPage,
  },
];

import type { Routes } from '@angular/router';
import { unsavedGuard } from '@waybill/portal-core/edits';

export const feedsRoutes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'calendar' },
  {
    path: 'calendar',
    title: 'Feeds calendar',
    loadComponent: async () => (await import('./calendar/calendar-page.ts')).CalendarPage,
  },
  {
    path: ':id',
    title: 'Feed',
    loadComponent: async () => (await import('./feed/feed-page.ts')).FeedPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
      {
        path: 'overview',
        title: 'Feed',
        loadComponent: async () => (await import('./feed/overview-tab.ts')).OverviewTab,
      },
      {
        path: 'format',
        pathMatch: 'full',
        title: 'Feed format',
        loadComponent: async () => (await import('./feed/format-tab.ts')).FormatTab,
      },
      {
        path: 'format/edit',
        title: 'Edit a feed format',
        canDeactivate: [unsavedGuard],
        loadComponent: async () => (await import('./feed/format-edit-tab.ts')).FormatEditTab,
      },
      {
        path: 'expectation',
        title: 'Feed expectation',
        canDeactivate: [unsavedGuard],
        loadComponent: async () => (await import('./feed/expectation-tab.ts')).ExpectationTab,
      },
      {
        path: 'drift',
        title: 'Feed drift',
        loadComponent: async () => (await import('./feed/drift-tab.ts')).DriftTab,
      },
      {
        path: 'versions',
        title: 'Feed versions',
        loadComponent: async () => (await import('./feed/versions-tab.ts')).VersionsTab,
      },
      {
        path: 'settings',
        title: 'Feed settings',
        canDeactivate: [unsavedGuard],
        loadComponent: async () => (await import('./feed/settings-tab.ts')).SettingsTab,
      },
      {
        path: 'audit',
        title: 'Feed audit',
        loadComponent: async () => (await import('./feed/audit-tab.ts')).AuditTab,
      },
    ],
  },
];

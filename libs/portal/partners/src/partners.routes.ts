import type { Routes } from '@angular/router';
import { unsavedGuard } from '@waybill/portal-core/edits';
import { provideLists } from '@waybill/portal-core/list';

export const partnersRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Partners',
        loadComponent: async () =>
          (await import('./partner-list/partner-list-page.ts')).PartnerListPage,
      },
      {
        path: ':id',
        title: 'Partner',
        loadComponent: async () => (await import('./partner/partner-page.ts')).PartnerPage,
        children: [
          { path: '', pathMatch: 'full', redirectTo: 'overview' },
          {
            path: 'overview',
            title: 'Partner',
            loadComponent: async () => (await import('./partner/overview-tab.ts')).OverviewTab,
          },
          {
            path: 'feeds',
            title: 'Partner feeds',
            loadComponent: async () => (await import('./partner/feeds-tab.ts')).FeedsTab,
          },
          {
            path: 'runs',
            title: 'Partner runs',
            loadComponent: async () => (await import('./partner/runs-tab.ts')).RunsTab,
          },
          {
            path: 'contacts',
            title: 'Partner contacts',
            canDeactivate: [unsavedGuard],
            loadComponent: async () => (await import('./partner/contacts-tab.ts')).ContactsTab,
          },
          {
            path: 'settings',
            title: 'Partner settings',
            canDeactivate: [unsavedGuard],
            loadComponent: async () => (await import('./partner/settings-tab.ts')).SettingsTab,
          },
          {
            path: 'audit',
            title: 'Partner audit',
            loadComponent: async () => (await import('./partner/audit-tab.ts')).AuditTab,
          },
        ],
      },
    ],
  },
];

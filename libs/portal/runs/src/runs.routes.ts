import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const runsRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Runs',
        loadComponent: async () => (await import('./run-list/run-list-page.ts')).RunListPage,
      },
      {
        path: ':id',
        title: 'Run',
        loadComponent: async () => (await import('./run-detail/run-page.ts')).RunPage,
        children: [
          { path: '', pathMatch: 'full', redirectTo: 'timeline' },
          {
            path: 'timeline',
            title: 'Run timeline',
            loadComponent: async () => (await import('./run-detail/timeline-tab.ts')).TimelineTab,
          },
          {
            path: 'rows',
            title: 'Run rows',
            loadComponent: async () => (await import('./run-detail/rows-tab.ts')).RowsTab,
          },
          {
            path: 'errors',
            title: 'Run errors',
            loadComponent: async () => (await import('./run-detail/errors-tab.ts')).ErrorsTab,
          },
          {
            path: 'events',
            title: 'Run events',
            loadComponent: async () =>
              (await import('./run-detail/events/events-tab.ts')).EventsTab,
          },
          {
            path: 'config',
            title: 'Run configuration',
            loadComponent: async () =>
              (await import('./run-detail/config/config-tab.ts')).ConfigTab,
          },
          {
            path: 'raw',
            title: 'Run as JSON',
            loadComponent: async () => (await import('./run-detail/raw-tab.ts')).RawTab,
          },
        ],
      },
    ],
  },
];

export const uploadRoutes: Routes = [
  {
    path: '',
    title: 'Upload',
    loadComponent: async () => (await import('./upload/upload-page.ts')).UploadPage,
  },
];

/** Stands outside of the shell: a page for paper has no menu. */
export const reportRoutes: Routes = [
  {
    path: '',
    title: 'Run report',
    loadComponent: async () => (await import('./run-report/run-report-page.ts')).RunReportPage,
  },
];

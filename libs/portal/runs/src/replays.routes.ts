import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const replaysRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Replays',
        loadComponent: async () =>
          (await import('./replays/replay-list/replay-list-page.ts')).ReplayListPage,
      },
      {
        path: 'new',
        title: 'New replay',
        loadComponent: async () =>
          (await import('./replays/new-replay/new-replay-page.ts')).NewReplayPage,
      },
      {
        path: 'bulk',
        title: 'Bulk replays',
        loadComponent: async () =>
          (await import('./replays/replay-list/bulk-replay-list-page.ts')).BulkReplayListPage,
      },
      {
        path: 'bulk/:id',
        title: 'Bulk replay',
        loadComponent: async () =>
          (await import('./replays/bulk-replay/bulk-replay-page.ts')).BulkReplayPage,
      },
      {
        path: ':id',
        title: 'Replay',
        loadComponent: async () =>
          (await import('./replays/replay-detail/replay-page.ts')).ReplayPage,
      },
    ],
  },
];

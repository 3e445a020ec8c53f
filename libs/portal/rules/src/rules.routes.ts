import type { Routes } from '@angular/router';
import { provideLists } from '@waybill/portal-core/list';

export const rulesRoutes: Routes = [
  {
    path: '',
    providers: [provideLists()],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Rules',
        loadComponent: async () => (await import('./rule-list/rule-list-page.ts')).RuleListPage,
      },
      {
        path: ':id',
        title: 'Rules',
        loadComponent: async () => (await import('./rule-set/rule-set-page.ts')).RuleSetPage,
        children: [
          { path: '', pathMatch: 'full', redirectTo: 'overview' },
          {
            path: 'overview',
            title: 'Rules',
            loadComponent: async () => (await import('./rule-set/overview-tab.ts')).OverviewTab,
          },
          {
            path: 'table',
            title: 'Rules as a table',
            loadComponent: async () => (await import('./table/table-tab.ts')).TableTab,
          },
          {
            path: 'code',
            title: 'Rules as text',
            loadComponent: async () => (await import('./code/code-tab.ts')).CodeTab,
          },
          {
            path: 'diff',
            title: 'What two versions say differently',
            loadComponent: async () => (await import('./text-diff/text-diff-tab.ts')).TextDiffTab,
          },
          {
            path: 'request',
            title: 'Request promotion',
            loadComponent: async () => (await import('./requests/new-request.ts')).NewRequest,
          },
          {
            path: 'versions',
            title: 'Versions of rules',
            loadComponent: async () => (await import('./versions/versions-tab.ts')).VersionsTab,
          },
          {
            path: 'tests',
            title: 'Tests of rules',
            loadComponent: async () => (await import('./tests/tests-tab.ts')).TestsTab,
          },
          {
            path: 'backtests',
            title: 'Backtests',
            loadComponent: async () => (await import('./backtests/backtests-tab.ts')).BacktestsTab,
          },
        ],
      },
    ],
  },
];

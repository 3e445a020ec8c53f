import type { Routes } from '@angular/router';

export const backtestsRoutes: Routes = [
  {
    path: ':id',
    title: 'Backtest',
    loadComponent: async () => (await import('./backtests/backtest-page.ts')).BacktestPage,
  },
];

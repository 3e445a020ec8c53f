import type { Routes } from '@angular/router';
import { signedInGuard } from '@waybill/portal-core';
import { callbackGuard } from './session/callback-guard.ts';
import { Shell } from './shell/shell.ts';

export const routes: Routes = [
  {
    path: 'auth/callback',
    title: 'Sign-in problem',
    canActivate: [callbackGuard],
    loadComponent: async () =>
      (await import('./session/sign-in-problem-page.ts')).SignInProblemPage,
  },
  {
    path: 'signed-out',
    title: 'Signed out',
    loadComponent: async () => (await import('./session/signed-out-page.ts')).SignedOutPage,
  },
  {
    path: 'sign-in-again',
    title: 'Sign in again',
    loadComponent: async () => (await import('./session/sign-in-again-page.ts')).SignInAgainPage,
  },
  {
    path: 'runs/:id/report',
    canActivate: [signedInGuard],
    loadChildren: async () => (await import('@waybill/portal-runs')).reportRoutes,
  },
  {
    path: '',
    component: Shell,
    canActivate: [signedInGuard],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
      {
        path: 'overview',
        loadChildren: async () => (await import('@waybill/portal-overview')).overviewRoutes,
      },
      {
        path: 'runs',
        loadChildren: async () => (await import('@waybill/portal-runs')).runsRoutes,
      },
      {
        path: 'replays',
        loadChildren: async () => (await import('@waybill/portal-runs')).replaysRoutes,
      },
      {
        path: 'partners',
        loadChildren: async () => (await import('@waybill/portal-partners')).partnersRoutes,
      },
      {
        path: 'feeds',
        loadChildren: async () => (await import('@waybill/portal-partners')).feedsRoutes,
      },
      {
        path: 'rules',
        loadChildren: async () => (await import('@waybill/portal-rules')).rulesRoutes,
      },
      {
        path: 'backtests',
        loadChildren: async () => (await import('@waybill/portal-rules')).backtestsRoutes,
      },
      {
        path: 'change-requests',
        loadChildren: async () => (await import('@waybill/portal-rules')).changeRequestsRoutes,
      },
      {
        path: 'files',
        loadChildren: async () => (await import('@waybill/portal-files')).filesRoutes,
      },
      {
        path: 'errors',
        loadChildren: async () => (await import('@waybill/portal-errors')).errorsRoutes,
      },
      {
        path: 'members',
        loadChildren: async () => (await import('@waybill/portal-members')).membersRoutes,
      },
      {
        path: 'entries',
        loadChildren: async () => (await import('@waybill/portal-members')).entriesRoutes,
      },
      {
        path: 'audit',
        loadChildren: async () => (await import('@waybill/portal-audit')).auditRoutes,
      },
      {
        path: 'jobs',
        loadChildren: async () => (await import('./jobs/jobs.routes.ts')).jobsRoutes,
      },
      {
        path: 'settings',
        loadChildren: async () => (await import('@waybill/portal-settings')).settingsRoutes,
      },
      {
        path: 'help',
        loadChildren: async () => (await import('@waybill/portal-help')).helpRoutes,
      },
      {
        path: 'gallery',
        loadChildren: async () => (await import('@waybill/portal-gallery')).galleryRoutes,
      },
      {
        path: 'upload',
        loadChildren: async () => (await import('@waybill/portal-runs')).uploadRoutes,
      },
      {
        path: '**',
        title: 'Not found',
        loadComponent: async () => (await import('./shell/not-found-page.ts')).NotFoundPage,
      },
    ],
  },
];

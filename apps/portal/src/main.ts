import { bootstrapApplication } from '@angular/platform-browser';
import { loadRuntimeConfig, readPreferences, showTheme } from '@waybill/portal-core';
import { App } from './app/app.ts';
import { appConfig } from './app/app.config.ts';
import { showStartFailure } from './app/start-failure.ts';

// As `z.config({ jitless: true })` would, without fetching zod for it: it would try whether it may compile code, which the portal's policy forbids
// and browsers report.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
showTheme(readPreferences().theme);
loadRuntimeConfig()
  .then((config) => bootstrapApplication(App, appConfig(config)))
  .catch(showStartFailure);

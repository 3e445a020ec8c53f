import { bootstrapApplication } from '@angular/platform-browser';
import { loadRuntimeConfig, readPreferences, showTheme } from '@waybill/portal-core';
import { App } from './app/app.ts';
import { appConfig } from './app/app.config.ts';
import { showStartFailure } from './app/start-failure.ts';

showTheme(readPreferences().theme);
loadRuntimeConfig()
  .then((config) => bootstrapApplication(App, appConfig(config)))
  .catch(showStartFailure);

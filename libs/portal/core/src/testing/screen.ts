import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { TestRequest } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  Router,
  provideRouter,
  withComponentInputBinding,
  withRouterConfig,
} from '@angular/router';
import type { Routes } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideEffects } from '@ngrx/effects';
import { provideState, provideStore } from '@ngrx/store';
import type { Role } from '@waybill/contracts';
import { provideAddress } from '../address/provide-address.ts';
import { preferencesFeature } from '../preferences/preferences.ts';
import { jobsFeature } from '../jobs/jobs.ts';
import { provideSignedIn } from './signed-in.ts';

export interface Screen {
  readonly router: Router;
  /** Everything that can be read on the screen and in its dialogs. */
  text(): string;
  /** The button of that accessible name; fails when there is none. */
  button(name: RegExp): HTMLButtonElement;
  query(selector: string): HTMLElement | null;
  all(selector: string): HTMLElement[];
  /** Answers the one request to that path (without its query) and waits until the screen shows it. */
  answer(path: string, body: object | null, status?: number): Promise<TestRequest>;
  /** Answers every request to that path alike, for parts of a screen that read the same. */
  answerAll(path: string, body: object): Promise<void>;
  settled(): Promise<void>;
  /** Waits for something that is loaded first, such as a dialog. */
  appears(selector: string): Promise<void>;
}

/** Any will do; the hub sends one with all that can be edited. */
const headers = { etag: 'W/"1"' };

/** Opens an address under these routes as somebody of that role; the HTTP is answered by the spec. */
export async function openScreen(
  routes: Routes,
  url: string,
  role: Role = 'admin',
): Promise<Screen> {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideAddress(),
      provideState(jobsFeature),
      provideState(preferencesFeature),
      provideEffects(),
      provideSignedIn(role),
      provideRouter(
        routes,
        withComponentInputBinding(),
        withRouterConfig({ paramsInheritanceStrategy: 'always' }),
      ),
    ],
  });
  const harness = await RouterTestingHarness.create();
  await harness.navigateByUrl(url);
  const answers = TestBed.inject(HttpTestingController);
  const settled = async () => {
    // Requests keep the application unstable until they are answered, so only its next frame is awaited.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    TestBed.inject(ApplicationRef).tick();
  };
  await settled();
  return {
    router: TestBed.inject(Router),
    text: () => document.body.textContent.replace(/\s+/g, ' '),
    button: (name) => {
      const found = [...document.querySelectorAll('button')].find((button) =>
        name.test((button.getAttribute('aria-label') ?? button.textContent).trim()),
      );
      if (!found) throw new Error(`there is no button ${name}`);
      return found;
    },
    query: (selector) => document.querySelector<HTMLElement>(selector),
    all: (selector) => [...document.querySelectorAll<HTMLElement>(selector)],
    answer: async (path, body, status = 200) => {
      const call = answers.expectOne(({ url: asked }) => asked === path);
      call.flush(body, { headers, status, statusText: String(status) });
      await settled();
      return call;
    },
    answerAll: async (path, body) => {
      for (const call of answers.match(({ url: asked }) => asked === path))
        call.flush(body, { headers });
      await settled();
    },
    settled,
    appears: async (selector) => {
      await vi.waitUntil(() => document.querySelector(selector));
      await settled();
    },
  };
}

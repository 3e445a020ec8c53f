import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideState, provideStore } from '@ngrx/store';
import { preferencesFeature } from '@waybill/portal-core';
import { provideSignedIn } from '@waybill/portal-core/testing';
import { ShellDialogs } from './shell-dialogs.ts';

describe('a palette on its way', () => {
  afterEach(() => document.querySelector('.cdk-overlay-container')?.remove());

  it('keeps the letters for its field', async () => {
    const dialogs = shellDialogs();

    const opened = dialogs.palette();
    const taken = ['r', 'u', 'Shift', 'n'].map((key) => dialogs.takes(key));
    await opened;
    const next = document.activeElement;

    expect(taken).toEqual([true, true, true, true]);
    expect(field()?.value).toBe('run');
    expect(field()).toBe(next);
    expect(dialogs.takes('s')).toBe(false);
  });

  it('is called off by Escape', async () => {
    const dialogs = shellDialogs();

    const opened = dialogs.palette();
    dialogs.takes('Escape');
    await opened;
    expect(field()).toBeNull();

    await dialogs.palette();
    expect(field()).not.toBeNull();
  });

  it('opens once, however often it is asked for', async () => {
    const dialogs = shellDialogs();

    await Promise.all([dialogs.palette(), dialogs.palette()]);

    expect(document.querySelectorAll('wb-palette')).toHaveLength(1);
  });
});

function shellDialogs(): ShellDialogs {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideStore(),
      provideState(preferencesFeature),
      provideSignedIn('viewer'),
      provideRouter([]),
    ],
  });
  return TestBed.inject(ShellDialogs);
}

function field(): HTMLInputElement | null {
  TestBed.tick();
  return document.querySelector<HTMLInputElement>('wb-palette input');
}

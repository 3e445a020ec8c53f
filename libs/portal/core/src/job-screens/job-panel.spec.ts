import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog, MatDialogRef } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import { Store, provideState, provideStore } from '@ngrx/store';
import type { Job } from '@waybill/contracts';
import { aJob } from '@waybill/contracts/testing';
import { jobEvents, jobsFeature } from '../jobs/jobs.ts';
import { provideSignedIn } from '../testing/signed-in.ts';
import { JobPanel } from './job-panel.ts';

describe('the notification centre', () => {
  afterEach(() => {
    TestBed.inject(MatDialog).closeAll();
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('shows what is under way with its progress, and what has ended', async () => {
    const running = aJob({ id: 'job_2', label: 'Export of files', state: 'running', progress: 5 });
    const { text, progress } = await opened([running, aJob()]);

    expect(text()).toMatch(/Export of files.*Running.*5 of 12 rows/);
    expect(text()).toMatch(/Export of runs.*Done.*12 rows.*file kept until/);
    expect(progress()).toBeCloseTo(5 / 12);
  });

  it('takes note of every end it shows, once', async () => {
    const { answers } = await opened([aJob(), aJob({ id: 'job_2', seen: true })]);

    const { request } = answers.expectOne('/bff/api/jobs/seen');
    expect(request.body).toEqual({ ids: ['job_01'] });
  });

  it('stops a job that runs', async () => {
    const { press, answers } = await opened([aJob({ state: 'running' })]);

    await press('Cancel: Export of runs');

    expect(answers.expectOne('/bff/api/jobs/job_01/cancel').request.method).toBe('POST');
  });

  it('says why a file cannot be fetched any more', async () => {
    const { press, answers, settled, text } = await opened([aJob({ seen: true })]);

    await press('Download: Export of runs');
    const problem = { type: 'urn:waybill:problem:export-expired', code: 'EXPORT-003' };
    answers
      .expectOne('/bff/api/exports/job_01/download-url')
      .flush({ ...problem, title: '', status: 409, traceId: 't' }, { status: 409, statusText: '' });
    await settled();

    expect(text()).toMatch(/deleted after its time.*Export the list again.*EXPORT-003/);
  });

  it('has the uploads of this browser beside the jobs of the hub', async () => {
    const { store, settled, text } = await opened([]);
    const upload = { id: 'u', label: 'a.csv', activity: 'Sending', progress: 0.5, link: '/upload' };

    store.dispatch(jobEvents.started({ job: { ...upload, state: 'running' } }));
    await settled();

    expect(text()).toMatch(/In this browser.*a\.csv.*Sending/);
  });

  it('teaches what will be here while there is nothing', async () => {
    const { text } = await opened([]);

    expect(text()).toMatch(/Nothing is under way.*Exports, bulk changes and uploads/);
  });
});

async function opened(jobs: Job[]) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      provideStore(),
      provideState(jobsFeature),
      provideSignedIn('support'),
      { provide: MatDialogRef, useValue: null },
    ],
  });
  TestBed.inject(MatDialog).open(JobPanel);
  const answers = TestBed.inject(HttpTestingController);
  const settled = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    TestBed.inject(ApplicationRef).tick();
  };
  await settled();
  answers.expectOne(({ url }) => url === '/bff/api/jobs').flush({ items: jobs, next: null });
  await settled();
  return {
    answers,
    settled,
    store: TestBed.inject(Store),
    text: () => document.body.textContent.replace(/\s+/g, ' '),
    progress: () => document.querySelector('progress')?.value,
    press: async (name: string) => {
      document.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();
      await settled();
    },
  };
}

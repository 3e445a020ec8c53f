import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideState, provideStore } from '@ngrx/store';
import type { Role } from '@waybill/contracts';
import { aJob, aProblem } from '@waybill/contracts/testing';
import { jobsFeature } from '../jobs/jobs.ts';
import { provideSignedIn } from '../testing/signed-in.ts';
import { openExportDialog } from './export-dialog.ts';
import type { ExportWish } from './export-wish.ts';

describe('the dialog that exports a list', () => {
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('says what will be exported, with the columns of the screen', async () => {
    const { text, checked } = await opened(runs);

    expect(text()).toContain('1,204 runs, newest first');
    expect(text()).toContain('State: Failed or Partial');
    expect(checked()).toEqual(['State', 'Points accrued', 'Points reversed']);
    expect(text()).toContain('Kept for 7 days');
  });

  it('sends the query and not the rows, and shows how far the job is', async () => {
    const { press, answers, text, settled } = await opened(runs);

    await press('Export');
    const call = answers.expectOne('/bff/api/exports');
    expect(call.request.body).toEqual({
      list: 'runs',
      query: runs.query,
      columns: ['state', 'pointsAccrued', 'pointsReversed'],
      expected: 1204,
      bom: true,
    });
    expect(call.request.headers.get('Idempotency-Key')).toMatch(/^[\da-f-]{36}$/);
    call.flush(aJob({ state: 'running', progress: 600, total: 1204 }));
    await settled();

    expect(text()).toContain('600 of 1,204 rows');
  });

  it('offers no export of nothing', async () => {
    const { uncheckAll, button, text } = await opened(runs);

    await uncheckAll();

    expect(button('Export').disabled).toBe(true);
    expect(text()).toContain('Choose at least one column.');
  });

  it.each<[Role, boolean]>([
    ['viewer', true],
    ['support', false],
  ])('tells a %s whether personal data is masked: %s', async (role, isMasked) => {
    const { text } = await opened({ ...runs, list: 'members', columns: ['name'] }, role);

    expect(text().includes('Personal data is masked for you.')).toBe(isMasked);
  });

  it('keeps what was chosen when the hub refuses, with code and trace', async () => {
    const { press, answers, text, settled, checked } = await opened(runs);

    await press('Export');
    const problem = aProblem({ type: 'urn:waybill:problem:export-forbidden', code: 'EXPORT-001' });
    const first = answers.expectOne('/bff/api/exports');
    first.flush(problem, { status: 403, statusText: '403' });
    await settled();

    expect(text()).toMatch(/may not see what this export holds.*EXPORT-001/);
    expect(checked()).toHaveLength(3);
    await press('Export');
    const { request } = answers.expectOne('/bff/api/exports');
    const key = 'Idempotency-Key';
    expect(request.headers.get(key)).not.toBe(first.request.headers.get(key));
  });
});

const runs: ExportWish = {
  list: 'runs',
  nouns: ['run', 'runs'],
  query: { state: 'failed,partial', sort: 'newest' },
  filters: [{ label: 'State', value: 'Failed or Partial' }],
  order: 'Newest first',
  columns: ['state', 'points'],
  expected: 1204,
};

async function opened(wish: ExportWish, role: Role = 'support') {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      provideStore(),
      provideState(jobsFeature),
      provideSignedIn(role),
    ],
  });
  openExportDialog(TestBed.inject(Injector), wish);
  const settled = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    TestBed.inject(ApplicationRef).tick();
  };
  await settled();
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('fieldset input')];
  const button = (name: string) => {
    const found = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === name,
    );
    if (!found) throw new Error(`there is no button ${name}`);
    return found;
  };
  return {
    settled,
    button,
    answers: TestBed.inject(HttpTestingController),
    text: () => document.body.textContent.replace(/\s+/g, ' ').replaceAll(' ,', ','),
    checked: () =>
      boxes()
        .filter((box) => box.checked)
        .map((box) => box.parentElement?.textContent.trim()),
    uncheckAll: async () => {
      for (const box of boxes().filter(({ checked }) => checked)) box.click();
      await settled();
    },
    press: async (name: string) => {
      button(name).click();
      await settled();
    },
  };
}

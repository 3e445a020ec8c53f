import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { compileRuleSet, parseRuleSet } from '@waybill/rules';
import { purchaseSlots } from '@waybill/rules/testing';
import { RowSamples } from './row-samples.ts';

describe('values that rows had lately', () => {
  it('are those of the first rows of the latest run, each once, without what is hidden', async () => {
    const { samples, http } = asked();
    http.expectOne(({ url }) => url === '/bff/api/runs').flush({ items: [aRun(2)] });
    await settled();
    const calls = http.match('/bff/api/rule-sets/acme.purchases/simulate');
    expect(calls.map(({ request }) => request.body.row)).toEqual([
      { kind: 'received', run: 'run_1', rowNo: 1 },
      { kind: 'received', run: 'run_1', rowNo: 2 },
    ]);

    calls[0]?.flush({ row: { amount: '12.3400', currency: 'USD', memberNo: null } });
    calls[1]?.flush({ row: { amount: '7.5000', currency: 'USD', memberNo: null } });

    expect([...(await samples)]).toEqual([
      ['amount', ['12.3400', '7.5000']],
      ['currency', ['USD']],
    ]);
  });

  it('are asked for with rules that take in every field of the feed', async () => {
    const { http } = asked();
    http.expectOne(({ url }) => url === '/bff/api/runs').flush({ items: [aRun(1)] });
    await settled();
    const [call] = http.match('/bff/api/rule-sets/acme.purchases/simulate');
    const parsed = parseRuleSet(call?.request.body.text);

    expect(parsed.ok && compileRuleSet(parsed.document, purchaseSlots).ok).toBe(true);
    expect(parsed.ok && parsed.document.inputs.map(({ name }) => name)).toEqual(
      purchaseSlots.map(({ name }) => name),
    );
  });

  it('are none, and nothing fails, when the runs cannot be read', async () => {
    const { samples, http } = asked();
    const down = { status: 503, statusText: 'Service Unavailable' };
    http.expectOne(({ url }) => url === '/bff/api/runs').flush(null, down);

    expect((await samples).size).toBe(0);
  });
});

function asked() {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting()],
  });
  const samples = TestBed.inject(RowSamples).of('acme.purchases', purchaseSlots);
  return { samples, http: TestBed.inject(HttpTestingController) };
}

function aRun(read: number) {
  return { id: 'run_1', counts: { read } };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

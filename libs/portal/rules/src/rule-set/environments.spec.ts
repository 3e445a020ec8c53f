import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { RuleSet } from '@waybill/contracts';
import { aRuleSet } from '@waybill/contracts/testing';
import { Environments } from './environments.ts';

const sha256 = 'b'.repeat(64);
const newest = { version: 2, ruleVersion: 'acme-standard@2', sha256 };

describe('environments', () => {
  it.each<[Partial<RuleSet>, RegExp]>([
    [{}, /Dev.*the one in prod.*Nothing.*Prod/s],
    [{ latest: newest }, /Dev.*acme-standard@2.*no file reaches it.*Nothing.*acme-standard@1/s],
    [
      { latest: newest, trial: { ...newest, how: 'canary', changeRequest: 'change_1' } },
      /Dev.*the one in test.*Test.*acme-standard@2.*Judges the next files.*acme-standard@1/s,
    ],
  ])('of %j say where each version stands', async (change, expected) => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(Environments);
    fixture.componentRef.setInput('rules', aRuleSet(change));
    await fixture.whenStable();

    expect((fixture.nativeElement as HTMLElement).textContent).toMatch(expected);
  });
});

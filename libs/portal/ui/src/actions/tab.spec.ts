import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RouterLink, RouterLinkActive, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Tab } from './tab.ts';

@Component({
  imports: [RouterLink, RouterLinkActive, Tab],
  template: `<nav>
    @for (path of paths; track path) {
      <a wbTab [routerLink]="['/', path]" routerLinkActive="current">{{ path }}</a>
    }
  </nav>`,
})
class Host {
  readonly paths = ['rows', 'raw'];
}

describe('the tabs of a page that are wider than the screen', () => {
  it('bring the open one to the middle', async () => {
    TestBed.configureTestingModule({
      providers: [provideRouter(['rows', 'raw'].map((path) => ({ path, component: Host })))],
    });
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(100);
    vi.spyOn(HTMLElement.prototype, 'offsetLeft', 'get').mockReturnValue(700);
    const harness = await RouterTestingHarness.create('/raw');

    expect(harness.routeNativeElement?.querySelector('nav')?.scrollLeft).toBe(600);
    vi.restoreAllMocks();
  });
});

/** Texts of the files by their path below the screen's area, ready to build. */
type Files = Record<string, string>;

/** What `npm run new:screen` writes for one screen. `noun` is in lower case with hyphens. */
export function screenFiles(noun: string): Files {
  const name = pascal(noun);
  const file = `src/${noun}/${noun}`;
  return {
    [`${file}-page.ts`]: pageSource(noun, name),
    [`${file}-page.html`]: pageTemplate(noun),
    [`${file}-page.scss`]: pageStyle,
    [`${file}-page.spec.ts`]: pageSpec(noun, name),
    [`${file}.route.ts`]: routeSource(noun, name),
  };
}

/** What a new area needs besides its first screen. */
export function areaFiles(area: string, noun: string): Files {
  const library = {
    name: `@waybill/portal-${area}`,
    version: '0.0.0',
    private: true,
    type: 'module',
    sideEffects: false,
    exports: { '.': './src/index.ts', './package.json': './package.json' },
  };
  const routes = `${camel(area)}Routes`;
  return {
    'package.json': json(library),
    'project.json': projectFile(area),
    'src/index.ts': `export { ${routes} } from './${area}.routes.ts';\n`,
    [`src/${area}.routes.ts`]: `import type { Routes } from '@angular/router';
import { ${camel(noun)}Route } from './${noun}/${noun}.route.ts';

export const ${routes}: Routes = [${camel(noun)}Route];
`,
  };
}

function projectFile(area: string): string {
  return `{
  "name": "portal-${area}",
  "sourceRoot": "libs/portal/${area}/src",
  "tags": ["side:browser", "layer:area"]
}
`;
}

function pageSource(noun: string, name: string): string {
  return `import { Component, computed } from '@angular/core';
import { httpResource } from '@angular/common/http';
import type { Page } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { EmptyState, ProblemPanel, Skeleton } from '@waybill/portal-ui';

/** One line of the screen; replace it by the type of the contract that the BFF answers with. */
interface Item {
  readonly id: string;
}

@Component({
  selector: 'wb-${noun}-page',
  imports: [EmptyState, ProblemPanel, Skeleton],
  templateUrl: './${noun}-page.html',
  styleUrl: './${noun}-page.scss',
})
export class ${name}Page {
  protected readonly answer = httpResource<Page<Item>>(() => '/bff/api/${noun}');
  protected readonly items = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });

  protected reload(): void {
    this.answer.reload();
  }
}
`;
}

function pageTemplate(noun: string): string {
  return `<h1>${title(noun)}</h1>

@if (problem(); as problem) {
  <wb-problem-panel
    [heading]="problem.title"
    [advice]="problem.advice"
    [code]="problem.code"
    [traceId]="problem.traceId"
    [details]="problem.details"
    [icon]="problem.kind === 'forbidden' ? 'lock' : 'error'"
    [action]="problem.kind === 'forbidden' ? null : 'Try again'"
    (acted)="reload()"
  />
} @else if (items(); as items) {
  <ul class="wb-card">
    @for (item of items; track item.id) {
      <li>{{ item.id }}</li>
    } @empty {
      <wb-empty-state heading="There is nothing here yet" />
    }
  </ul>
} @else {
  <wb-skeleton width="100%" />
}
`;
}

const pageStyle = `:host {
  display: grid;
  gap: var(--wb-space-4);
  max-width: 80rem;
  margin: 0 auto;
}
`;

function pageSpec(noun: string, name: string): string {
  return `import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ${name}Page } from './${noun}-page.ts';

describe('the screen ${noun}', () => {
  it('shows what the hub answers', async () => {
    const { answer, text } = opened();

    await answer({ items: [{ id: 'first' }], next: null });

    expect(text()).toContain('first');
  });

  it('says when there is nothing', async () => {
    const { answer, text } = opened();

    await answer({ items: [], next: null });

    expect(text()).toContain('There is nothing here yet');
  });

  it('puts an error in its place', async () => {
    const { answer, text } = opened();

    await answer({}, 503);

    expect(text()).toContain('temporarily unavailable');
  });
});

function opened() {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const fixture = TestBed.createComponent(${name}Page);
  fixture.detectChanges();
  return {
    text: () => fixture.nativeElement.textContent,
    answer: async (body: object, status = 200) => {
      const call = TestBed.inject(HttpTestingController).expectOne('/bff/api/${noun}');
      call.flush(body, { status, statusText: String(status) });
      await fixture.whenStable();
    },
  };
}
`;
}

function routeSource(noun: string, name: string): string {
  return `import type { Route } from '@angular/router';

export const ${camel(noun)}Route: Route = {
  path: '${noun}',
  title: '${title(noun)}',
  loadComponent: async () => (await import('./${noun}-page.ts')).${name}Page,
};
`;
}

function pascal(noun: string): string {
  return noun
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function camel(noun: string): string {
  const name = pascal(noun);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function title(noun: string): string {
  const words = noun.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

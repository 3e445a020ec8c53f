import { Component, inject, signal } from '@angular/core';
import { RuleWorkspace } from '../../workspace/rule-workspace.ts';
import { faultOfId, withOptional } from './written.ts';

/** What a rule set is called and for, and the most that a row may earn by it. */
@Component({
  selector: 'wb-about-part',
  templateUrl: './about-part.html',
  styles: `
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
      align-items: start;
      gap: var(--wb-space-3);
    }
    .wb-field {
      display: grid;
    }
    .wide {
      grid-column: 1 / -1;
    }
    .fault {
      color: var(--wb-bad);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class AboutPart {
  protected readonly workspace = inject(RuleWorkspace);
  protected readonly fault = signal<string | null>(null);

  protected rename(field: HTMLInputElement): void {
    const name = field.value.trim();
    this.fault.set(faultOfId(name, []));
    if (this.fault() === null) this.workspace.change((document) => ({ ...document, name }));
  }

  protected limit(field: HTMLInputElement): void {
    const most = Number(field.value);
    const isLimit = Number.isSafeInteger(most) && most >= 1;
    if (field.value.trim() !== '' && !isLimit) {
      field.value = String(this.workspace.document()?.pointsMax ?? '');
      return;
    }
    const pointsMax = field.value.trim() === '' ? undefined : most;
    this.workspace.change((document) => withOptional(document, 'pointsMax', pointsMax));
  }

  protected describe(text: string): void {
    const description = text.trim() === '' ? undefined : text;
    this.workspace.change((document) => withOptional(document, 'description', description));
  }
}

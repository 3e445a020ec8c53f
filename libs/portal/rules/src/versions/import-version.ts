import { Component, Injector, computed, inject, input, output, signal } from '@angular/core';
import { Permissions } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import { Icon, Refusal } from '@waybill/portal-ui';

/** What the API takes, without the words around it. */
const bytesMax = 1_000_000;

/** Takes in a version that another hub signed. What is wrong with the file is said here; what the hub thinks of it, in the dialog. */
@Component({
  selector: 'wb-import-version',
  imports: [Icon, Refusal],
  template: `
    <input
      #file
      class="visually-hidden"
      type="file"
      accept="application/json,.json"
      tabindex="-1"
      aria-label="A signed version from another hub"
      (change)="take(file)"
    />
    <button type="button" class="wb-button" [wbRefusal]="refusal()" (click)="file.click()">
      <wb-icon name="upload" /> Import a version
    </button>
    <p class="fault" role="status">{{ fault() }}</p>
  `,
  styles: `
    :host {
      position: relative;
    }
    .fault {
      color: var(--wb-bad);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class ImportVersion {
  /** Where the operations of the rule set are. */
  readonly address = input.required<string>();
  readonly imported = output();

  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  protected readonly refusal = computed(() => this.permissions.refusal('rules:write'));
  protected readonly fault = signal('');

  protected async take(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    // The same file may be chosen again, once it is mended.
    input.value = '';
    if (file === undefined) return;
    this.fault.set('');
    if (file.size > bytesMax) {
      this.fault.set(`${file.name} is larger than any version: a megabyte is the most.`);
      return;
    }
    const bundle = await bundleIn(file);
    if (bundle === null) {
      this.fault.set(`${file.name} is no version that a hub signed.`);
      return;
    }
    const reason = await askForReason(this.injector, {
      heading: `Import ${bundle.ruleVersion} of ${bundle.ruleSet}?`,
      text: 'It becomes the next version here, once its signature is found right. Nothing is judged by it until somebody approves it. Say what it is for.',
      action: 'Import',
      postTo: `${this.address()}/import`,
      postWith: { bundle },
    });
    if (reason !== null) this.imported.emit();
  }
}

type Named = Readonly<Record<'ruleVersion' | 'ruleSet', string>>;

async function bundleIn(file: File): Promise<Named | null> {
  try {
    const value: unknown = JSON.parse(await file.text());
    return isNamed(value) ? value : null;
  } catch {
    return null;
  }
}

function isNamed(value: unknown): value is Named {
  return (
    typeof value === 'object' &&
    value !== null &&
    Reflect.get(value, 'kind') === 'waybill-rules/1' &&
    typeof Reflect.get(value, 'ruleVersion') === 'string' &&
    typeof Reflect.get(value, 'ruleSet') === 'string'
  );
}

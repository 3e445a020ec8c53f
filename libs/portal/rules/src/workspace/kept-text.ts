/** A text that did not reach the hub yet, and the saving of the draft that it was written on. */
export interface KeptText {
  readonly text: string;
  readonly base: string;
}

/** Unsaved text by rule set and person in this browser's storage, so that neither a reload nor the end of a session loses it. */
export class KeptTexts {
  private readonly person: string;

  /** @param person Subject of the token: nobody is shown what somebody else typed on this machine */
  constructor(person: string) {
    this.person = person;
  }

  read(ruleSet: string): KeptText | null {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.keyOf(ruleSet)) ?? 'null');
      return isKept(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  /** A browser without room for it keeps nothing; the hub is still told. */
  keep(ruleSet: string, kept: KeptText): void {
    try {
      localStorage.setItem(this.keyOf(ruleSet), JSON.stringify(kept));
    } catch {
      this.drop(ruleSet);
    }
  }

  drop(ruleSet: string): void {
    localStorage.removeItem(this.keyOf(ruleSet));
  }

  /** Whether an event of the storage says that another tab has saved what it kept. */
  isDropped(ruleSet: string, { key, newValue }: StorageEvent): boolean {
    return key === this.keyOf(ruleSet) && newValue === null;
  }

  private keyOf(ruleSet: string): string {
    return `waybill.rules.${this.person}.${ruleSet}`;
  }
}

function isKept(value: unknown): value is KeptText {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'text') === 'string' &&
    typeof Reflect.get(value, 'base') === 'string'
  );
}

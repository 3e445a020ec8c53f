import type { Preferences, SavedView } from '@waybill/contracts';

/** A person; issuer and subject together. */
export interface Owner {
  issuer: string;
  subject: string;
}

export interface PreferenceStore {
  /** Null until the person has changed something. In a transaction that writes, the first statement: it waits for others that do. */
  find(owner: Owner): Promise<Partial<Preferences> | null>;
  save(owner: Owner, preferences: Preferences, at: Date): Promise<void>;
}

export type SavedViewContent = Pick<SavedView, 'name' | 'query' | 'columns' | 'density' | 'shared'>;

export interface SavedViewStore {
  /** False when the owner has a view of that list with that name. */
  insert(
    view: SavedViewContent & { id: string; list: string; owner: Owner; at: Date },
  ): Promise<boolean>;
  /** Views of the reader and views that are shared; null for any other. */
  find(id: string, reader: Owner): Promise<SavedView | null>;
  /** Of one list or of all, by name, the reader's own before those of others; at most 500. */
  list(list: string | undefined, reader: Owner): Promise<SavedView[]>;
  count(list: string, owner: Owner): Promise<number>;
  /** False when the owner has another view of that list with that name. */
  update(id: string, content: SavedViewContent, at: Date): Promise<boolean>;
  remove(id: string): Promise<void>;
}

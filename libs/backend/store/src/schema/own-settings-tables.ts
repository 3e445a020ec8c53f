import type { Generated } from 'kysely';

export interface PreferenceTable {
  issuer: string;
  subject: string;
  document: string;
  updated_at: string;
}

export interface SavedViewTable {
  no: Generated<number>;
  id: string;
  owner_issuer: string;
  owner_subject: string;
  list: string;
  name: string;
  query: string;
  columns: string | null;
  density: string | null;
  shared: number;
  updated_at: string;
}

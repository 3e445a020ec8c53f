/** `GET /bff/names`: how partners and feeds are called, for the filters and cells of lists. */
export interface NamesAnswer {
  readonly partners: readonly { readonly id: string; readonly name: string }[];
  readonly feeds: readonly {
    readonly id: string;
    readonly partner: string;
    readonly name: string;
  }[];
}

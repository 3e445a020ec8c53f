import type { DriftEvent } from '@waybill/contracts';
import type { Column, FeedFormat } from '@waybill/tabular';

/** A column of a layout and another name that its header may have. */
export interface Alias {
  column: string;
  name: string;
}

/** The alias that settles a difference, null when there is none: nothing was found in place of a column. */
export function aliasOf(
  { column, found }: Pick<DriftEvent, 'column' | 'found'>,
  chosen: string | undefined,
  { layout }: Pick<FeedFormat, 'layout'>,
): Alias | null {
  const target = chosen ?? column;
  const isKnown = layout.columns.some(({ name }) => name === target);
  return target === null || found === null || !isKnown ? null : { column: target, name: found };
}

export function withAlias(format: FeedFormat, { column, name }: Alias): FeedFormat {
  return withColumns(format, (each) => {
    const aliases = each.aliases ?? [];
    const isNew = each.name === column && !aliases.includes(name);
    return isNew ? { ...each, aliases: [...aliases, name] } : each;
  });
}

/** Takes the name away from whichever column has it. */
export function withoutAlias(format: FeedFormat, name: string): FeedFormat {
  return withColumns(format, ({ aliases, ...column }) => {
    const left = aliases?.filter((alias) => alias !== name) ?? [];
    return left.length === 0 ? column : { ...column, aliases: left };
  });
}

function withColumns(format: FeedFormat, change: (column: Column) => Column): FeedFormat {
  const { layout } = format;
  return { ...format, layout: { ...layout, columns: layout.columns.map(change) } };
}

/** Small, exact edits of source text; each throws when the text is not as it expects, rather than guess. */

/** Adds a name to an import, or the import itself after the last one. */
export function withImport(text: string, name: string, from: string): string {
  const imports = new RegExp(`^import \\{([^}]*)\\} from '${escaped(from)}';$`, 'm');
  const known = imports.exec(text);
  if (known) {
    const names = (known[1] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    if (names.includes(name)) return text;
    const sorted = [...names, name].sort();
    return text.replace(imports, () => `import { ${sorted.join(', ')} } from '${from}';`);
  }
  const [last] = [...text.matchAll(/^(?:import [^;]*;|\} from '[^']*';)$/gm)].reverse();
  if (!last) return `import { ${name} } from '${from}';\n${text}`;
  const at = last.index + last[0].length;
  return `${text.slice(0, at)}\nimport { ${name} } from '${from}';${text.slice(at)}`;
}

/** Adds a member to the object that `opening` begins, as its last one. */
export function withMember(text: string, opening: string, member: string): string {
  const start = text.indexOf(opening);
  const end = text.indexOf('\n}', start);
  if (start === -1 || end === -1)
    throw new Error(`“${opening}” is not where it was; edit by hand.`);
  return `${text.slice(0, end)}\n  ${member}${text.slice(end)}`;
}

/** Adds a line among its likes, in the order of the alphabet. */
export function withSortedLine(text: string, line: string, like: RegExp): string {
  const lines = text.split('\n');
  const places = lines.flatMap((each, at) => (like.test(each) ? [at] : []));
  const after = places.filter((at) => (lines[at] ?? '') < line).at(-1) ?? (places[0] ?? 0) - 1;
  return lines.toSpliced(after + 1, 0, line).join('\n');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

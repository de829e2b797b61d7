import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ImportEdge {
  /** Path of the importing file from the root, with forward slashes. */
  readonly from: string;
  /** Path from the root, or a package name. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
}

/** Source files below a folder of the root. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && statSync(join(root, name)).isFile())
    .map((name) => name.split(sep).join('/'));
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)|new URL\('(\.[^']+\.(?:ts|tsx|js))'/g;

/** Every import, re-export, dynamic import and worker address in a file. */
export function importsOf(file: string): readonly ImportEdge[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(statement)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4]!;
    const isPackage = !target.startsWith('.');
    return {
      from: file,
      to: isPackage
        ? target
        : relative(root, resolve(root, dirname(file), target))
            .split(sep)
            .join('/'),
      isPackage,
      typeOnly: match[1] !== undefined,
    };
  });
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ImportEdge, importsOf, root, sourceFiles } from './imports.ts';

/** What each room may import: other rooms, `node:` modules and npm packages (architecture.md, dependency rules). */
interface Rule {
  readonly rooms: readonly string[];
  readonly node?: true;
  readonly packages?: readonly string[];
}

const rules: Readonly<Record<string, Rule>> = {
  domain: { rooms: [] },
  linkage: { rooms: ['domain'] },
  store: { rooms: ['domain'], node: true, packages: ['better-sqlite3-multiple-ciphers'] },
  vault: { rooms: ['domain'], node: true },
  files: { rooms: ['domain'], node: true, packages: ['papaparse', 'hucre'] },
  intake: { rooms: ['domain', 'store'], node: true, packages: ['papaparse', 'hucre'] },
  register: { rooms: ['domain', 'store', 'linkage'], node: true },
  review: { rooms: ['domain', 'store', 'linkage'], node: true },
  lists: { rooms: ['domain', 'store'], node: true },
  reports: { rooms: ['domain', 'store'], node: true },
  demo: { rooms: ['domain', 'intake'], node: true },
  app: {
    rooms: [
      'domain',
      'linkage',
      'store',
      'vault',
      'files',
      'intake',
      'register',
      'review',
      'lists',
      'reports',
      'demo',
    ],
    node: true,
    packages: ['zod'],
  },
  jobs: { rooms: ['domain', 'linkage', 'store', 'app'], node: true },
  cli: { rooms: ['domain', 'app', 'jobs'], node: true },
  host: { rooms: ['domain', 'app', 'jobs'], node: true },
  electron: { rooms: ['domain', 'host', 'app', 'jobs'], node: true, packages: ['electron'] },
  renderer: {
    rooms: ['domain', 'app/contract'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      '@tanstack/react-table',

      '@tanstack/react-query',
      'recharts',
      'wouter',
      'zustand',
      'react-hotkeys-hook',
      'zod',
    ],
  },
};

const roomOf = (file: string): string => {
  const [first, second, third] = file.split('/');
  if (first !== 'src') return first!;
  return second === 'app' && third === 'contract' ? 'app/contract' : second!;
};
const ruleOf = (room: string): Rule | undefined => rules[room === 'app/contract' ? 'app' : room];
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

function breaks(edge: ImportEdge): boolean {
  const room = roomOf(edge.from);
  const rule = ruleOf(room);
  if (rule === undefined) return true;
  if (edge.isPackage) {
    return edge.to.startsWith('node:')
      ? rule.node !== true
      : !(rule.packages ?? []).includes(packageOf(edge.to));
  }
  const target = roomOf(edge.to);
  if (target === room || rule.rooms.includes(target)) return false;
  return !(target === 'app/contract' && (rule.rooms.includes('app') || room === 'app'));
}

const product = [...sourceFiles('src'), ...sourceFiles('electron'), ...sourceFiles('renderer')];
const edges = product.flatMap(importsOf);
const show = (edge: ImportEdge) => `${edge.from} imports ${edge.to}`;

describe('rooms', () => {
  it('every room of src has a rule, and every rule a room', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect([...rooms, 'electron', 'renderer'].sort()).toEqual(Object.keys(rules).sort());
  });

  it('no room imports what its rule does not name', () => {
    expect(edges.filter(breaks).map(show)).toEqual([]);
  });

  it('every relative import is a file that is there', () => {
    const missing = edges.filter((edge) => !edge.isPackage && !existsSync(join(root, edge.to)));
    expect(missing.filter((edge) => !edge.to.endsWith('.css')).map(show)).toEqual([]);
  });

  it('one file imports the database driver, one folder imports electron', () => {
    const importers = (name: string) => [
      ...new Set(edges.filter((edge) => edge.to === name).map((edge) => edge.from)),
    ];
    expect(importers('better-sqlite3-multiple-ciphers')).toEqual(['src/store/driver.ts']);
    expect(importers('electron').filter((file) => !file.startsWith('electron/'))).toEqual([]);
  });

  it('nothing outside test imports test', () => {
    expect(edges.filter((edge) => edge.to.startsWith('test/')).map(show)).toEqual([]);
  });

  it('there are no cycles', () => {
    expect(findCycle(edges.filter((edge) => !edge.isPackage && !edge.typeOnly))).toEqual([]);
  });

  it('no file is named for nothing', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|manager)(\.|\/|$)|Manager\.|Helpers?\.|Utils?\./i;
    expect(product.filter((file) => vague.test(file))).toEqual([]);
  });
});

/** The first cycle found as a path of files, or nothing. */
function findCycle(graph: readonly ImportEdge[]): readonly string[] {
  const next = Map.groupBy(graph, (edge) => edge.from);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const edge of next.get(file) ?? []) {
      const cycle = visit(edge.to, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  /** Undefined: the system chooses where. */
  readonly bounds: Bounds | undefined;
  readonly maximized: boolean;
}

/** So much of the window must lie on a screen that it can be seen and dragged. */
const visibleEdge = 100;

/**
 * Where the window was when it was last closed. A missing or damaged file, or a place on a screen that is no longer
 * there, gives the place that the system chooses.
 */
export function rememberedPlace(file: string, screens: readonly Bounds[]): WindowPlace {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isPlace(kept)) return unknownPlace;
    const { x, y, width, height } = kept.bounds;
    const seen = screens.some(
      (screen) =>
        x + width >= screen.x + visibleEdge &&
        x <= screen.x + screen.width - visibleEdge &&
        y >= screen.y &&
        y <= screen.y + screen.height - visibleEdge,
    );
    return { bounds: seen ? { x, y, width, height } : undefined, maximized: kept.maximized };
  } catch {
    return unknownPlace;
  }
}

/** Keeps the place for the next start. A full disk must not keep the window from closing. */
export function rememberPlace(file: string, bounds: Bounds, maximized: boolean): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ bounds, maximized }));
    renameSync(`${file}.new`, file);
  } catch {
    // The next start opens where the system chooses.
  }
}

const unknownPlace: WindowPlace = { bounds: undefined, maximized: false };

function isPlace(value: unknown): value is { readonly bounds: Bounds; readonly maximized: boolean } {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('maximized' in value))
    return false;
  const { bounds } = value;
  if (typeof bounds !== 'object' || bounds === null || typeof value.maximized !== 'boolean') return false;
  const numbers: readonly unknown[] = ['x', 'y', 'width', 'height'].map((key) => Reflect.get(bounds, key));
  return numbers.every((number) => Number.isSafeInteger(number));
}

/**
 * The window's two figures, on the made-up project: how soon something useful is painted, and how the frames of
 * scrolling grids of 100,000 rows come. Build the renderer first. Prints one JSON object; asserts nothing.
 */
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { madeUpEngine, playing } from '../../build/madeUpEngine.ts';
import { startWindowServer } from '../../build/windowServer.ts';

const ROWS = 100_000;
const FRAMES = 150;
/** px a frame: a brisk wheel, and a dragged scroll bar. */
const STEPS = [120, 1_500];

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const server = await startWindowServer();
const engine = await madeUpEngine();
const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
await page.addInitScript({ content: playing(engine, { nearMatches: ROWS, decided: 0, listRows: ROWS }) });

/** Milliseconds from navigation to the first content, and to the first rows of a queue. */
async function painted(): Promise<{ readonly firstContent: number; readonly firstRows: number }> {
  await page.goto(`${server.url}#/review`);
  await page.locator('.grid-row [role="img"]').first().waitFor();
  return page.evaluate(() => ({
    firstContent: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1),
    firstRows: Math.round(performance.now()),
  }));
}

interface Frames {
  readonly grid: string;
  readonly step: number;
  readonly under25Percent: number;
  readonly p95: number;
  /** Processor time of the page's main thread a frame, ms: what is left when the machine is busy with other things. */
  readonly mainThread: number;
}

async function scrolled(of: Page, grid: string, step: number): Promise<Frames> {
  const session = await of.context().newCDPSession(of);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')
      ?.value ?? 0;
  const before = await busy();
  const times = await of.evaluate(
    async ({ selector, by, frames }) => {
      const element = document.querySelector(selector)!;
      const found: number[] = [];
      let last = performance.now();
      for (let frame = 0; frame < frames; frame++) {
        element.scrollBy({ top: by });
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = performance.now();
        found.push(now - last);
        last = now;
      }
      return found.sort((a, b) => a - b);
    },
    { selector: grid, by: step, frames: FRAMES },
  );
  const spent = (await busy()) - before;
  await session.detach();
  return {
    grid,
    step,
    under25Percent: Math.round((100 * times.filter((time) => time < 25).length) / FRAMES),
    p95: Math.round(10 * (times[Math.floor(FRAMES * 0.95)] ?? 0)) / 10,
    mainThread: Math.round((10_000 * spent) / FRAMES) / 10,
  };
}

const paint = await painted();
const frames: Frames[] = [];
for (const step of STEPS) frames.push(await scrolled(page, '.queue .grid', step));
await page.keyboard.press('Alt+4');
await page.locator('.list .grid-row').nth(3).waitFor();
for (const step of STEPS) frames.push(await scrolled(page, '.list .grid', step));
process.stdout.write(`${JSON.stringify({ rows: ROWS, paint, frames }, null, 2)}\n`);
await browser.close();
server.close();

/**
 * Loaded into a measured process before its program: at the end it leaves what the process took of the machine, all
 * its threads together, in the file that LINKDESK_BENCH_USAGE names.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** CPU seconds of all threads, and the most memory held at a time in MB. */
export type Usage = { readonly cpuSeconds: number; readonly peakMB: number };

const file = process.env['LINKDESK_BENCH_USAGE'];
if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      cpuSeconds: (user + system) / 1e6,
      peakMB: process.resourceUsage().maxRSS / 1024,
    };
    writeFileSync(file, JSON.stringify(usage));
  });
}

import { runDemo } from '../../src/app/demoCounty.ts';
import { matchRecords } from '../../src/jobs/link.ts';

/** Makes a small demo in the folder given as argument: September done, October's extracts waiting to be imported. */
await runDemo({ county: 'slo', months: 1, seed: 11, scale: 0.15, folder: process.argv[2]! }, matchRecords, {
  progress: () => {},
  signal: new AbortController().signal,
  now: () => '2026-11-05T10:00:00.000Z',
});

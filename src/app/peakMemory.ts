/** The most memory this process has held so far, with all its threads, in MB. */
export const peakMemoryMB = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

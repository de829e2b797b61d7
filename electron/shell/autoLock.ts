interface PowerMonitor {
  on(event: 'lock-screen', listener: () => void): unknown;
  on(event: 'suspend', listener: () => void): unknown;
  /** Seconds since anybody touched the machine. */
  getSystemIdleTime(): number;
}

/** How often the idle time is looked at, in milliseconds. */
const lookEvery = 15_000;

/**
 * Locks when the screen is locked, the machine goes to sleep, or nobody has touched it for `idleMinutes`. Returns the
 * function that stops looking.
 */
export function autoLock(power: PowerMonitor, idleMinutes: number, lock: () => void): () => void {
  power.on('lock-screen', lock);
  power.on('suspend', lock);
  const timer = setInterval(() => {
    if (power.getSystemIdleTime() >= idleMinutes * 60) lock();
  }, lookEvery);
  return () => clearInterval(timer);
}

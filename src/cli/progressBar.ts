import type { WriteStream } from 'node:tty';

export interface ProgressBar {
  show(label: string, done: number, total: number): void;
  clear(): void;
}

const refreshMs = 80;

/** A one-line bar on a terminal; silent where standard error is a file or a pipe. */
export function progressBar(stream: WriteStream): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shownAt = 0;
  let shown = false;
  const clear = () => {
    if (shown) stream.write('\r\u001b[K');
    shown = false;
  };
  return {
    clear,
    show(label, done, total) {
      const now = performance.now();
      if (now - shownAt < refreshMs && done < total) return;
      shownAt = now;
      shown = true;
      stream.write(`\r\u001b[K${line(label, done, total, stream.columns)}`);
    },
  };
}

function line(label: string, done: number, total: number, columns: number): string {
  if (total <= 0) return `${label}  ${done.toLocaleString('en-US')}`.slice(0, columns - 1);
  const share = Math.min(1, done / total);
  const filled = Math.round(share * 24);
  const bar = '█'.repeat(filled) + '░'.repeat(24 - filled);
  return `${bar} ${Math.floor(share * 100)
    .toString()
    .padStart(3)} %  ${label}`.slice(0, columns - 1);
}

const width = 24;

/** A bar that is drawn anew on one line; a share that is not known is shown as a count alone. */
export interface ProgressBar {
  show(done: number, total: number | null, text: string): void;
  end(): void;
}

/** Draws on the terminal; elsewhere nothing, so that files and pipes stay clean. */
export function progressBar(terminal: NodeJS.WriteStream): ProgressBar {
  if (!terminal.isTTY) return { show: () => {}, end: () => {} };
  return {
    show: (done, total, text) => void terminal.write(`\r\u001b[K${drawBar(done, total)} ${text}`),
    end: () => void terminal.write("\r\u001b[K"),
  };
}

/** The bar as text. */
export function drawBar(done: number, total: number | null): string {
  if (total === null || total === 0) return `${done}`;
  const filled = Math.round((Math.min(done, total) / total) * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${done}/${total}`;
}

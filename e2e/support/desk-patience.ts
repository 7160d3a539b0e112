/** Milliseconds. */
export interface Patience {
  timeout: number;
  interval: number;
}

/** Tries again and again until something succeeds, also outside of tests. Throws the last failure when time is up. */
export async function until<Result>(attempt: () => Promise<Result>, { timeout, interval }: Patience): Promise<Result> {
  const endsAt = performance.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > endsAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

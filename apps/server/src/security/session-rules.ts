/** How long sessions last. */
export interface SessionRules {
  /** Without being used. */
  idleSeconds: number;
  /** From the sign-in on, however much it is used. */
  longestSeconds: number;
}

/** Sessions of one person; a further sign-in ends the one that was not used for longest. */
export const mostSessions = 20;

/** Whether a session is over, by either rule. */
export function isOver(
  session: { createdAt: Date; expiresAt: Date },
  { rules, now }: { rules: SessionRules; now: Date },
): boolean {
  return session.expiresAt <= now || session.createdAt <= oldestSignIn(rules, now);
}

/** A session that began before this moment is over. */
export function oldestSignIn({ longestSeconds }: SessionRules, now: Date): Date {
  return new Date(now.getTime() - longestSeconds * 1000);
}

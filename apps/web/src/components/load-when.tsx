import { type ReactNode, Suspense, useState } from "react";

interface LoadWhenProps {
  wanted: boolean;
  /** Made with `lazy`, so that its code comes only now. */
  children: ReactNode;
}

/** A part of the page that is loaded when it is first wanted and stays afterwards, so that it can close gently. */
export function LoadWhen({ wanted, children }: LoadWhenProps) {
  const [loaded, setLoaded] = useState(wanted);
  if (wanted && !loaded) setLoaded(true);
  return loaded ? <Suspense fallback={null}>{children}</Suspense> : null;
}

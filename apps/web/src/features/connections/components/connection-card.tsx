import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { connectionStates } from "../connection-words.ts";
import { type Integration, useTestConnection } from "../queries/connection-queries.ts";
import { ConnectionActions } from "./connection-actions.tsx";
import classes from "./connection-card.module.css";
import { ConnectionFacts } from "./connection-facts.tsx";
import { ConnectionTrouble } from "./connection-trouble.tsx";
import { LoosePartsSwitch } from "./loose-parts-switch.tsx";
import { TestOutcome } from "./test-outcome.tsx";

interface ConnectionCardViewProps {
  integration: Integration;
  onConfigure: () => void;
}

/** One platform: whether it is connected, as whom, what was last read, and what to do. */
export function ConnectionCardView({ integration, onConfigure }: ConnectionCardViewProps) {
  const { manifest, card } = integration;
  const test = useTestConnection();
  const state = connectionStates[card.status];
  return (
    <article className={classes.card} aria-label={manifest.name} data-testid={`integration-${manifest.platform}`}>
      <div className={classes.head}>
        <PlatformMark platform={manifest.platform} size={34} />
        <div style={{ minWidth: 0 }}>
          <h2 className={classes.name}>{manifest.name}</h2>
          <div className={classes.account}>{card.account ?? manifest.description}</div>
        </div>
        <div className={classes.state} data-testid="connection-state" data-status={card.status}>
          <StateDot tone={state.tone} word={state.word} />
        </div>
      </div>
      <div className={classes.body}>
        <ConnectionTrouble integration={integration} onConfigure={onConfigure} onTest={() => runTest()} />
        {card.connectionId && <ConnectionFacts integration={integration} />}
        <LoosePartsSwitch integration={integration} />
        <TestOutcome test={test} />
      </div>
      <ConnectionActions
        integration={integration}
        testing={test.isPending}
        onTest={runTest}
        onConfigure={onConfigure}
      />
    </article>
  );

  function runTest() {
    if (card.connectionId) test.mutate({ connectionId: card.connectionId });
  }
}

import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { hashKey, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { queryClient, trpc } from "../lib/api.ts";
import { readFailure } from "../lib/failure.ts";
import { useLanguage } from "../lib/language/language.ts";
import { styleNonce } from "../lib/style-nonce.ts";
import { useIsPhone } from "../lib/use-is-phone.ts";
import { router } from "./router.ts";
import { cssVariables, theme } from "./theme.ts";

const colorSchemeManager = localStorageColorSchemeManager({ key: "counterfoil-color-scheme" });

const firstQuestion = hashKey(trpc.session.me.queryKey());

// A session that ended elsewhere: the guard of the route then asks to sign in and comes back here.
function useSignedOutWatch() {
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        if (event.type !== "updated" || event.action.type !== "error") return;
        if (readFailure(event.action.error).code !== "unauthenticated") return;
        // The first question of a page: nobody was signed in before it.
        if (event.query.queryHash === firstQuestion && event.query.state.data === undefined) return;
        queryClient.removeQueries({ queryKey: trpc.setup.status.queryKey() });
        void router.invalidate();
      }),
    [],
  );
}

export function App() {
  useSignedOutWatch();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <RouterProvider key={useLanguage()} router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}

// At the left of wide screens and at the top of a phone, where no button of the page lies under them.
function Toasts() {
  const isPhone = useIsPhone();
  return <Notifications position={isPhone ? "top-center" : "bottom-left"} limit={3} containerWidth={400} />;
}

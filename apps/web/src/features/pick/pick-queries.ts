import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../lib/api.ts";
import type { PickList } from "../../lib/api-types.ts";
import { notifyFailure } from "../../lib/notify.tsx";
import { t } from "./texts.ts";

export type Pick = PickList["groups"][number]["picks"][number];

// Colleagues tick too: what they took is seen soon even where no event tells of it.
const lookEveryMs = 15_000;

export function usePickList(platform: string | undefined) {
  return useQuery(trpc.orders.pickList.queryOptions(platform ? { platform } : {}, { refetchInterval: lookEveryMs }));
}

function withTick(list: PickList, { lineId, itemId, quantity }: Tick): PickList {
  const groups = list.groups.map((group) => ({
    ...group,
    picks: group.picks.map((pick) =>
      pick.lineId === lineId && pick.itemId === itemId ? { ...pick, ticked: quantity } : pick,
    ),
  }));
  const ticked = groups.flatMap(({ picks }) => picks).reduce((sum, pick) => sum + pick.ticked, 0);
  return { ...list, groups, ticked };
}

interface Tick {
  lineId: string;
  itemId: string | null;
  quantity: number;
}

/** Ticks at once on the page; a tick that the server refuses is taken back and said. */
export function useTick(platform: string | undefined) {
  const queryClient = useQueryClient();
  const key = trpc.orders.pickList.queryKey(platform ? { platform } : {});
  return useMutation(
    trpc.orders.tickPick.mutationOptions({
      onMutate: async (tick) => {
        // An answer that was asked for before the tick would take it back on the page.
        await queryClient.cancelQueries({ queryKey: key });
        queryClient.setQueryData(key, (list: PickList | undefined) => list && withTick(list, tick));
      },
      onError: (error) => {
        notifyFailure(t("pick.theTickWasNotKept"), error);
        void queryClient.invalidateQueries(trpc.orders.pickList.pathFilter());
      },
    }),
  );
}

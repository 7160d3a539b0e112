import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import { saveFile } from "../../../lib/save-file.ts";

export function usePostage(orderId: string) {
  return useQuery(trpc.shipping.ofOrder.queryOptions({ orderId }));
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries(trpc.orders.pathFilter());
    await queryClient.invalidateQueries(trpc.shipping.pathFilter());
  };
}

export function useQuote() {
  return useMutation(trpc.shipping.quote.mutationOptions());
}

export function useBuyLabel() {
  return useMutation(trpc.shipping.buy.mutationOptions({ onSettled: useRefresh() }));
}

export function useVoidLabel() {
  return useMutation(trpc.shipping.void.mutationOptions({ onSettled: useRefresh() }));
}

export function useLabelFile() {
  return useMutation(trpc.shipping.file.mutationOptions({ onSuccess: saveFile }));
}

export function useSetSender() {
  return useMutation(trpc.shipping.setSender.mutationOptions({ onSettled: useRefresh() }));
}

export function useSendWith() {
  return useMutation(trpc.orders.dispatch.mutationOptions({ onSettled: useRefresh() }));
}

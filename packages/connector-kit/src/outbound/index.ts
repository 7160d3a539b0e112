export { ClosedAddress, createCheckedFetch, createPinnedFetch, type PinnedFetchOptions } from "./pinned-fetch.ts";
export { isPublicAddress } from "./public-address.ts";
export { type Resolve, systemResolve } from "./resolve.ts";

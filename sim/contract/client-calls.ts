import { conditionalCalls, localConditionalCalls } from "./calls/conditional-calls";
import { DATA_STORE_CALLS } from "./calls/data-store-calls";
import { EXPERIENCE_CALLS, LOCAL_EXPERIENCE_CALLS } from "./calls/experience-calls";
import { LOCAL_DATA_STORE_CALLS } from "./calls/local-data-store-calls";
import { LOCAL_MESSAGING_CALLS, MESSAGING_CALLS } from "./calls/messaging-calls";
import type { ClientCall, LocalScene } from "./calls/scene";
import { LOCAL_USER_CALLS, USER_CALLS } from "./calls/user-calls";

/** Every method of the client in its good and its refused forms, for the local and for the real Roblox. */
export const CLIENT_CALLS: readonly ClientCall[] = [
	...MESSAGING_CALLS,
	...DATA_STORE_CALLS,
	...conditionalCalls("v1"),
	...conditionalCalls("v2"),
	...USER_CALLS,
	...EXPERIENCE_CALLS,
];

/** Those, and what only the local Roblox has for the asking. */
export const LOCAL_CLIENT_CALLS: readonly ClientCall<LocalScene>[] = [
	...CLIENT_CALLS,
	...LOCAL_MESSAGING_CALLS,
	...LOCAL_DATA_STORE_CALLS,
	...localConditionalCalls("v1"),
	...localConditionalCalls("v2"),
	...LOCAL_USER_CALLS,
	...LOCAL_EXPERIENCE_CALLS,
];

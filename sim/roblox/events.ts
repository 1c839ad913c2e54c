import type { StoreRequest } from "../luau/records";
import type { CommittedWrite } from "./data-stores";

/** What the local Roblox sees happen, as it happens. Watchers and checkers count over this stream alone. */
export type RobloxEvent =
	| { readonly kind: "server.started"; readonly jobId: string }
	| { readonly kind: "server.ended"; readonly jobId: string; readonly status: "shut_down" | "crashed" }
	/** No frame of it runs until it is resumed; players cannot join meanwhile. */
	| { readonly kind: "server.hung"; readonly jobId: string }
	| { readonly kind: "server.resumed"; readonly jobId: string }
	| { readonly kind: "player.joined"; readonly jobId: string; readonly userId: number }
	/** `PlayerRemoving` is about to fire there; the server may go on saving for a while. */
	| { readonly kind: "player.left"; readonly jobId: string; readonly userId: number; readonly reason: string }
	/** A script kicked a player who is on that server. Comes before his `player.left`. */
	| { readonly kind: "player.kicked"; readonly jobId: string; readonly userId: number; readonly message: string }
	/** A server called a data store; `stored` is the entry's JSON text at that moment. */
	| {
			readonly kind: "store.called";
			readonly jobId: string;
			readonly request: StoreRequest;
			readonly stored: string | null;
	  }
	| { readonly kind: "store.written"; readonly write: CommittedWrite }
	/** A copy of a message reached a subscription. `data` is JSON text of what was published. */
	| { readonly kind: "message.delivered"; readonly jobId: string; readonly topic: string; readonly data: string }
	/** A server sends a request; whether it arrives is not said. */
	| { readonly kind: "http.sent"; readonly jobId: string; readonly url: string; readonly body: string }
	/** A server fires a RemoteEvent to one player, whether or not his client listens. */
	| {
			readonly kind: "remote.fired";
			readonly jobId: string;
			readonly userId: number;
			readonly path: string;
			readonly args: readonly unknown[];
	  }
	/** A server answered for a purchase of a developer product. */
	| {
			readonly kind: "purchase.decided";
			readonly jobId: string;
			readonly purchaseId: string;
			readonly isGranted: boolean;
	  }
	| { readonly kind: "http.answered"; readonly jobId: string; readonly url: string; readonly body: string };

/** Who hears an event; `time` is in microseconds of the world. */
export type EventListener = (event: RobloxEvent, time: number) => void;

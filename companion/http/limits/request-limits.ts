import type { Code } from "../../../shared/codes";
import { HEADER_KEY_ID } from "../../../shared/protocol/request-signature";
import type { Ports } from "../../ports";
import type { AddressRange } from "./client-address";
import { createClientNames } from "./client-names";
import { TokenBuckets } from "./token-buckets";

export interface RequestRates {
	/** Signed requests of one game server; 0: no limit. */
	readonly perSecondOfServer: number;
	/** All requests from one address; 0: no limit. */
	readonly perSecondOfAddress: number;
	/** Whose X-Forwarded-For is believed. */
	readonly trustedProxies: readonly AddressRange[];
}

/** Where a request came from, before anybody proved anything. */
export interface Sender {
	/** `undefined` inside one process: nobody is there to be limited. */
	readonly address: string | undefined;
	readonly keyId: string | null;
}

export interface RequestLimits {
	senderOf(request: Request, peer: string | undefined): Sender;
	/** Asked before anything else of a request is looked at. */
	refuse(sender: Sender): "too-many-requests" | undefined;
	/** Told of every refusal; wrong credentials count. */
	noteRefusal(sender: Sender, code: Code): void;
	/** Takes a turn of a server whose signature was right; false when it has none left. */
	takeTurn(keyId: string): boolean;
}

/** A minute of requests at once: Roblox lets a server send 500 in a minute, evenly or not (classes/HttpService). */
const SERVER_BURST_SECONDS = 60;
const ADDRESS_BURST_SECONDS = 10;
/** Ten for each of a thousand servers, some behind one address; each at most 200 bytes. */
const BUCKETS_MAX = 10_000;
/** A secret that was replaced at once makes a thousand servers behind one address wrong at the same time. */
const GUESSES = { perSecond: 5, burst: 1_000, bucketsMax: BUCKETS_MAX };
/** What a guess at a secret is answered with. A key that ran out or is not known was not guessed at. */
const WRONG_CREDENTIALS: readonly Code[] = ["unauthorized", "bad-signature"];

export function createRequestLimits(clock: Pick<Ports["clock"], "precise">, rates: RequestRates): RequestLimits {
	const { perSecondOfServer, perSecondOfAddress, trustedProxies } = rates;
	const bucketsOf = (perSecond: number, seconds: number): TokenBuckets =>
		new TokenBuckets(clock, {
			perSecond,
			burst: perSecond === 0 ? Infinity : perSecond * seconds,
			bucketsMax: BUCKETS_MAX,
		});
	const turns = bucketsOf(perSecondOfServer, SERVER_BURST_SECONDS);
	const requests = bucketsOf(perSecondOfAddress, ADDRESS_BURST_SECONDS);
	const guesses = new TokenBuckets(clock, GUESSES);
	const nameOf = createClientNames(trustedProxies);
	return {
		senderOf: (request, peer) => ({
			address: peer === undefined ? undefined : nameOf(peer, request.headers),
			keyId: request.headers.get(HEADER_KEY_ID),
		}),
		refuse: ({ address, keyId }) => {
			if (address === undefined) return undefined;
			if (!requests.take(address)) return "too-many-requests";
			// Who proved to have a key is heard although somebody else behind this address guesses.
			const isProven = keyId !== null && turns.knows(keyId);
			return isProven || guesses.hasLeft(address) ? undefined : "too-many-requests";
		},
		noteRefusal: ({ address }, code) => {
			if (address !== undefined && WRONG_CREDENTIALS.includes(code)) guesses.take(address);
		},
		takeTurn: (keyId) => turns.take(keyId),
	};
}

/** Inside one process, where every request comes from the same hands. */
export const NO_RATES: RequestRates = { perSecondOfServer: 0, perSecondOfAddress: 0, trustedProxies: [] };

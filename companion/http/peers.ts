/** Which address each request came from; whoever serves a socket knows it, and a `Request` has no place for it. */
export interface Peers {
	note(request: Request, address: string): void;
	addressOf(request: Request): string | undefined;
}

export function createPeers(): Peers {
	const addresses = new WeakMap<Request, string>();
	return {
		note: (request, address) => void addresses.set(request, address),
		addressOf: (request) => addresses.get(request),
	};
}

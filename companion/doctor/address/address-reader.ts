import type { Ports } from "../../ports";
import { ask, type Asked } from "../ask";

export interface AddressReader {
	/** Asks the own address for a path, once however many checks want it. Never rejects. */
	get(path: string): Promise<Asked>;
}

export function createAddressReader(ports: Pick<Ports, "fetch" | "timers">, url: string): AddressReader {
	const known = new Map<string, Promise<Asked>>();
	return {
		get(path) {
			const asked = known.get(path) ?? ask(ports, `${url}${path}`);
			known.set(path, asked);
			return asked;
		},
	};
}

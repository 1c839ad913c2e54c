import type { Ports } from "../ports";

/** Names the requests of this process one by one: random for the process, then counted, which costs next to nothing. */
export function createCorrelationIds(random: Ports["random"]): () => string {
	const prefix = random.hex(4);
	let count = 0;
	return () => {
		count = (count + 1) % 0x1_0000_0000;
		return prefix + count.toString(16).padStart(8, "0");
	};
}

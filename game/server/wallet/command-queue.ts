import type { SignedCommand } from "../../../shared/protocol/command";

/** More than a companion hands out at a time; what does not fit is pulled again later. */
const QUEUE_MAX = 200;

export interface QueuedCommand {
	readonly command: SignedCommand;
	readonly key: string;
	/** Newest revision the first denial of it rested on: told once that is durable. */
	deniedAt?: number;
}

/** An envelope's identity. The empty copy of a command is another envelope: whichever comes first decides. */
export function envelopeKey(command: SignedCommand): string {
	const kind = command.empty === true ? "empty" : command.open === true ? "open" : "full";
	return `${command.born}/${command.epoch}/${command.seq}/${command.id}/${kind}`;
}

/** One wallet's commands that wait, each envelope once. */
export class CommandQueue {
	private items: Array<QueuedCommand> = [];

	/** False when the same envelope waits already, or the queue is full. */
	add(command: SignedCommand): boolean {
		if (this.items.size() >= QUEUE_MAX || this.has(command)) return false;
		this.items.push({ command, key: envelopeKey(command) });
		return true;
	}

	/** Does the same envelope wait already? */
	has(command: SignedCommand): boolean {
		if (this.items.isEmpty()) return false;
		const key = envelopeKey(command);
		return this.items.some((item) => item.key === key);
	}

	/** Lowest number first; equal numbers in order of arrival. */
	inOrder(): ReadonlyArray<QueuedCommand> {
		const arrival = new Map<QueuedCommand, number>();
		this.items.forEach((item, index) => arrival.set(item, index));
		const sorted = [...this.items];
		sorted.sort((a, b) => {
			if (a.command.seq !== b.command.seq) return a.command.seq < b.command.seq;
			return (arrival.get(a) ?? 0) < (arrival.get(b) ?? 0);
		});
		return sorted;
	}

	remove(item: QueuedCommand): void {
		this.items = this.items.filter((candidate) => candidate !== item);
	}

	/** Empties the queue and returns what waited. */
	takeAll(): ReadonlyArray<SignedCommand> {
		const commands = this.inOrder().map((item) => item.command);
		this.items = [];
		return commands;
	}
}

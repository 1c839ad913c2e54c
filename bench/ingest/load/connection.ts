/** What is heard of one request. */
type OnAnswer = (status: number) => void;

export interface Connection {
	/** Sends one request; the one before must have been answered. */
	send(request: Buffer, onAnswer: OnAnswer): void;
	close(): void;
}

/** One HTTP/1.1 connection that stays open, as bare as it can be: the load must cost less than what it measures. */
export async function openConnection(port: number): Promise<Connection> {
	let pending: Buffer | undefined;
	let unsent: Buffer | undefined;
	let onAnswer: OnAnswer | undefined;
	const fail = (why: string): never => {
		throw new Error(`the connection to the contender was lost: ${why}`);
	};

	const socket = await Bun.connect({
		hostname: "127.0.0.1",
		port,
		socket: {
			data(_socket, chunk) {
				const bytes: Buffer = pending === undefined ? chunk : Buffer.concat([pending, chunk]);
				const answer = parseAnswer(bytes);
				if (answer === undefined) {
					// The socket reuses its memory once this returns.
					pending = Buffer.from(bytes);
					return;
				}
				pending = undefined;
				const tell = onAnswer;
				onAnswer = undefined;
				tell?.(answer);
			},
			drain(opened) {
				if (unsent !== undefined) write(opened, unsent);
			},
			close() {
				if (onAnswer !== undefined) fail("closed before an answer");
			},
			error: (_socket, error) => fail(error.message),
		},
	});

	function write(to: { write(bytes: Buffer): number }, bytes: Buffer): void {
		const written = to.write(bytes);
		unsent = written < bytes.byteLength ? bytes.subarray(Math.max(0, written)) : undefined;
	}

	return {
		send(request, tell) {
			onAnswer = tell;
			write(socket, request);
		},
		close: () => void socket.end(),
	};
}

const HEAD_END = "\r\n\r\n";
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;

/** The status of an answer once all of it is there. Every contender sends a length, none sends chunks. */
export function parseAnswer(bytes: Buffer): number | undefined {
	const end = bytes.indexOf(HEAD_END);
	if (end < 0) return undefined;
	const head = bytes.toString("latin1", 0, end);
	const length = Number(CONTENT_LENGTH.exec(head)?.[1] ?? 0);
	if (bytes.byteLength < end + HEAD_END.length + length) return undefined;
	return Number(head.slice(9, 12));
}

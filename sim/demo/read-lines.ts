/** What of a byte stream is needed to read it. */
interface ByteStream {
	getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> };
}

/** Calls back with each whole line, and with the last one even when no line break ends it. */
export async function readLines(stream: ByteStream, onLine: (line: string) => void): Promise<void> {
	const decoder = new TextDecoder();
	const reader = stream.getReader();
	let rest = "";
	for (;;) {
		const { done, value } = await reader.read();
		const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) onLine(line);
		if (done) break;
	}
	if (rest !== "") onLine(rest);
}

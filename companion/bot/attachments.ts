import type { Code } from "../../shared/codes";
import { fail, ok, type Result } from "../../shared/result";
import type { Ports } from "../ports";

type AttachmentProblem = Extract<Code, "file-unreadable" | "file-too-large">;

/** Fetches files that members gave to a command. */
export interface Attachments {
	fetch(url: string, bytesMax: number): Promise<Result<Uint8Array, AttachmentProblem>>;
}

/**
 * A client may send any address, so only files of Discord's own CDN are fetched, without following it elsewhere, and no
 * further than their bound. `cdnUrl` has no slash at its end.
 */
export function createAttachments({ fetch, log }: Pick<Ports, "fetch" | "log">, cdnUrl: string): Attachments {
	return {
		async fetch(url, bytesMax) {
			if (!isOurs(url, cdnUrl)) return fail("file-unreadable");
			try {
				const response = await fetch(new Request(url, { redirect: "error" }));
				if (!response.ok || response.body === null) return fail("file-unreadable");
				return await readBounded(response.body, bytesMax);
			} catch (problem) {
				const reason = problem instanceof Error ? problem.message : String(problem);
				log({ level: "warning", event: "attachment-not-fetched", facts: { reason } });
				return fail("file-unreadable");
			}
		},
	};
}

function isOurs(text: string, cdnUrl: string): boolean {
	if (!URL.canParse(text)) return false;
	const { origin, pathname, username } = new URL(text);
	return origin === new URL(cdnUrl).origin && username === "" && /^\/(ephemeral-)?attachments\//.test(pathname);
}

async function readBounded(
	body: ReadableStream<Uint8Array>,
	bytesMax: number,
): Promise<Result<Uint8Array, AttachmentProblem>> {
	const parts: Uint8Array[] = [];
	let size = 0;
	const reader = body.getReader();
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		size += next.value.byteLength;
		if (size > bytesMax) {
			await reader.cancel();
			return fail("file-too-large");
		}
		parts.push(next.value);
	}
	return ok(new Uint8Array(Buffer.concat(parts)));
}

import type { Snowflakes } from "../snowflakes";
import type { Attachment } from "./message-store";

/** "Signed Attachment CDN URLs": they end, here a day after they were made. */
const URL_SECONDS = 86_400;

/** A file as somebody hands it over. */
export interface Upload {
	readonly filename: string;
	readonly bytes: Uint8Array;
	readonly contentType?: string;
}

/** What was uploaded, by people and by the bot, behind addresses like those of Discord's CDN. */
export class FileStore {
	private readonly kept = new Map<string, Upload>();

	constructor(
		private readonly snowflakes: Snowflakes,
		private readonly unixMillis: () => number,
		private readonly baseUrl: () => string,
	) {}

	/** Keeps a file; of one that only one member sees, the address says so. */
	put(upload: Upload, folder: "attachments" | "ephemeral-attachments"): Attachment {
		const id = this.snowflakes.next();
		const filename = upload.filename.replace(/[^A-Za-z0-9._-]/g, "_");
		const path = `/${folder}/${id}/${filename}`;
		this.kept.set(path, upload);
		const issued = Math.floor(this.unixMillis() / 1_000);
		const times = `ex=${(issued + URL_SECONDS).toString(16)}&is=${issued.toString(16)}`;
		const url = `${this.baseUrl()}${path}?${times}&hm=${signatureOf(path, times)}`;
		const { contentType } = upload;
		return { id, filename, size: upload.bytes.byteLength, description: null, url, contentType: contentType ?? null };
	}

	/** What a browser gets there; `undefined` when nothing of ours can be there. */
	answer(url: URL): Response | undefined {
		if (!/^\/(ephemeral-)?attachments\//.test(url.pathname)) return undefined;
		const upload = this.find(url);
		if (upload === undefined) return new Response("This content is no longer available.", { status: 404 });
		const type = upload.contentType ?? "application/octet-stream";
		return new Response(upload.bytes, { headers: { "content-type": type } });
	}

	/** What stands in a file, for those who look at it. */
	read(attachment: Attachment): string {
		const upload = this.find(new URL(attachment.url));
		if (upload === undefined) throw new Error(`The file ${attachment.filename} is no longer available.`);
		return new TextDecoder().decode(upload.bytes);
	}

	private find(url: URL): Upload | undefined {
		const [times, mark] = url.search.slice(1).split("&hm=");
		if (times === undefined || mark !== signatureOf(url.pathname, times)) return undefined;
		const endsAt = Number.parseInt(url.searchParams.get("ex") ?? "", 16);
		return endsAt * 1_000 > this.unixMillis() ? this.kept.get(url.pathname) : undefined;
	}
}

function signatureOf(path: string, times: string): string {
	return new Bun.CryptoHasher("sha256").update(`${path}?${times}`).digest("hex");
}

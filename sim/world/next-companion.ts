import { isJsonObject, parseJson } from "../json";

/** A field that no version knows yet. */
export const NEXT_FIELD = "next";

/**
 * An answer as the next version of the companion gives it: with a field that this version's game does not know, beside
 * the known ones and in every command. What is signed of a command are its known fields, so it stays signed.
 */
export async function answerAsNext(response: Response): Promise<Response> {
	const text = await response.text();
	const body = parseJson(text);
	const { status, statusText } = response;
	const headers = new Headers(response.headers);
	headers.delete("content-length");
	return new Response(isJsonObject(body) ? JSON.stringify(addFields(body)) : text, { status, statusText, headers });
}

function addFields(body: Readonly<Record<string, unknown>>): object {
	const commands = body["commands"];
	const added = { ...body, [NEXT_FIELD]: { since: 2 } };
	if (!Array.isArray(commands)) return added;
	const list: readonly unknown[] = commands;
	return { ...added, commands: list.map((item) => (isJsonObject(item) ? { ...item, [NEXT_FIELD]: "2" } : item)) };
}

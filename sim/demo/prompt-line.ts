import { userNamed } from "./cast";
import type { RobloxUser } from "../roblox/vm-port";

/** Something that a member does in Discord; without a name it is the treasurer, or whoever the message belongs to. */
export type AtDiscord =
	| { readonly kind: "slash"; readonly member: string | undefined; readonly command: string; readonly words: Words }
	| { readonly kind: "press"; readonly member: string | undefined; readonly label: string };

/** Options as they were typed, by their names. */
export type Words = Readonly<Record<string, string>>;

/** What a person typed at the prompt, understood. */
export type PromptLine =
	| AtDiscord
	| { readonly kind: "join" | "move"; readonly user: RobloxUser; readonly server: number }
	| { readonly kind: "leave" | "chest"; readonly user: RobloxUser }
	| { readonly kind: "server"; readonly server: number; readonly action: "stop" | "crash" | "start" }
	| { readonly kind: "companion"; readonly action: "stop" | "kill" | "start" }
	| { readonly kind: "look" | "help" | "quit" | "nothing" }
	| { readonly kind: "unclear"; readonly why: string };

/** Times of day and Windows drives hold colons too. */
const OPTION = /([a-z]+):\s*(.*?)(?=\s+[a-z]+:|$)/gs;

/** Never throws; what cannot be understood comes back with a sentence. */
export function readPromptLine(text: string): PromptLine {
	const line = text.trim();
	if (line === "") return { kind: "nothing" };
	const slash = /^(?:as\s+(\S+)\s+)?\/(\w+)\s*(.*)$/s.exec(line);
	if (slash !== null) return readSlash(slash[1], slash[2] ?? "", slash[3] ?? "");
	const press = /^(?:as\s+(\S+)\s+)?press\s+(.+)$/s.exec(line);
	if (press !== null) return { kind: "press", member: press[1], label: press[2] ?? "" };
	const [word = "", first = "", second = ""] = line.split(/\s+/);
	switch (word) {
		case "join":
		case "move":
			return readSeat(word, first, second);
		case "leave":
		case "chest":
			return withUser(first, (user) => ({ kind: word, user }));
		case "server":
			return readServer(first, second);
		case "companion":
			return readCompanion(first);
		case "look":
		case "help":
		case "quit":
			return { kind: word };
		default:
			return { kind: "unclear", why: `"${word}" is nothing this prompt knows; type help` };
	}
}

function readSlash(member: string | undefined, command: string, rest: string): PromptLine {
	const words: Record<string, string> = {};
	for (const [, name = "", value = ""] of rest.matchAll(OPTION)) words[name] = value;
	if (rest.trim() !== "" && Object.keys(words).length === 0) {
		return { kind: "unclear", why: `options are written as name: value, for example /${command} user: Ava amount: 50` };
	}
	return { kind: "slash", member, command, words };
}

function readSeat(kind: "join" | "move", name: string, server: string): PromptLine {
	if (!/^\d+$/.test(server)) return { kind: "unclear", why: `${kind} takes a player and a server: ${kind} Ava 2` };
	return withUser(name, (user) => ({ kind, user, server: Number(server) }));
}

function readServer(server: string, action: string): PromptLine {
	if (/^\d+$/.test(server) && (action === "stop" || action === "crash" || action === "start")) {
		return { kind: "server", server: Number(server), action };
	}
	return { kind: "unclear", why: "a server is stopped, crashed or started by its number: server 3 stop" };
}

function readCompanion(action: string): PromptLine {
	if (action === "stop" || action === "kill" || action === "start") return { kind: "companion", action };
	return { kind: "unclear", why: "the companion can be stopped, killed or started: companion stop" };
}

function withUser(name: string, make: (user: RobloxUser) => PromptLine): PromptLine {
	const user = userNamed(name);
	return user === undefined ? { kind: "unclear", why: `there is no player "${name}"; look lists them` } : make(user);
}

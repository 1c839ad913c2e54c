import type { Choice, Modal, Replies, ReplyBody, ReplyResult } from "../interaction";
import { findLimitProblems, findModalProblems } from "./discord-limits";

export type Sent =
	| { readonly call: "defer"; readonly ephemeral: boolean }
	| { readonly call: "deferUpdate" }
	| { readonly call: "openModal"; readonly modal: Modal }
	| { readonly call: "suggest"; readonly choices: readonly Choice[] }
	| { readonly call: "reply"; readonly ephemeral: boolean; readonly text: string; readonly body: ReplyBody }
	| { readonly call: "sayAside"; readonly text: string; readonly body: ReplyBody }
	| { readonly call: "edit"; readonly token: string; readonly text: string; readonly body: ReplyBody };

export interface FakeReplies extends Replies {
	readonly sent: Sent[];
	/** Results of the next calls; when empty, calls succeed. */
	readonly nextResults: ReplyResult[];
	/** What the member sees last. */
	lastText(): string;
}

/** Records what a member would see, and throws when Discord would have refused it. */
export function createFakeReplies(): FakeReplies {
	const sent: Sent[] = [];
	const nextResults: ReplyResult[] = [];

	function record(entry: Sent): Promise<ReplyResult> {
		sent.push(entry);
		return Promise.resolve(nextResults.shift() ?? { ok: true });
	}

	return {
		sent,
		nextResults,
		lastText() {
			const last = sent.at(-1);
			return last !== undefined && "text" in last ? last.text : "";
		},
		defer: (_interaction, { ephemeral }) => record({ call: "defer", ephemeral }),
		deferUpdate: () => record({ call: "deferUpdate" }),
		reply: (_interaction, body, { ephemeral }) => record({ call: "reply", ephemeral, text: readText(body), body }),
		openModal: (_interaction, modal) => {
			refuseProblems(findModalProblems(modal));
			return record({ call: "openModal", modal });
		},
		suggest: (_interaction, choices) => record({ call: "suggest", choices }),
		sayAside: (_address, body) => record({ call: "sayAside", text: readText(body), body }),
		edit: ({ token }, body) => record({ call: "edit", token, text: readText(body), body }),
	};
}

/** Titles and descriptions as they read from top to bottom. */
export function readText(body: ReplyBody): string {
	refuseProblems(findLimitProblems(body));
	return body.embeds.map(({ title, description }) => `${title}\n${description}`).join("\n");
}

function refuseProblems(problems: readonly string[]): void {
	if (problems.length > 0) throw new Error(`Discord would refuse this: ${problems.join("; ")}`);
}
